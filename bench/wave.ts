/** 10,000 channels due in the same minute: what the benches of planning and closing share. */

import type { App } from '../src/app.ts';
import type { Figure } from './figure.ts';
import type { Size } from './fill.ts';
import { median, type Pair } from './pairs.ts';

export const channels = 10_000;
/** Channels of ours between two turns of the baseline. */
const channelsPerTurn = 500;
/** The baseline's own channels come after ours and are never due for them; it does so many at each turn. */
const barePerTurn = 100;
const bareChannels = (channels / channelsPerTurn) * barePerTurn;

/** A year of one post a week. */
export const size: Size = { teams: channels + bareChannels, members: 5, rounds: 52, days: [2] };

/**
 * Lets `work` run on its transactions, one for each channel, and the baseline take its turn after every so many.
 * @param bare does one of the baseline's channels, by its number
 * @param work says how many channels it did
 * @returns milliseconds for one channel, turn by turn
 */
export async function inSlices(
  app: App,
  bare: (channel: number) => void,
  work: (sliced: App) => Promise<number>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  let transactions = 0;
  let sliceBeganAt = performance.now();
  const store: App['store'] = {
    ...app.store,
    async transaction(run) {
      const result = await app.store.transaction(run);
      transactions += 1;
      if (transactions % channelsPerTurn === 0) {
        const turnBeganAt = performance.now();
        const first = channels + pairs.length * barePerTurn;
        for (let channel = first; channel < first + barePerTurn; channel += 1) bare(channel);
        const turnEndedAt = performance.now();
        pairs.push({
          ours: (turnBeganAt - sliceBeganAt) / channelsPerTurn,
          baseline: (turnEndedAt - turnBeganAt) / barePerTurn,
        });
        sliceBeganAt = turnEndedAt;
      }
      return result;
    },
  };
  const done = await work({ ...app, store });
  if (done !== channels || transactions !== channels)
    throw new Error(`${done} channels were done in ${transactions} transactions instead of ${channels}.`);
  return pairs;
}

export function figures(what: string, pairs: readonly Pair[]): Figure[] {
  const total = pairs.reduce((sum, { ours }) => sum + ours * channelsPerTurn, 0);
  return [
    { name: `${what}, 10,000 channels`, value: total / 1000, unit: 's' },
    {
      name: `${what}, one channel`,
      value: median(pairs.map(({ ours }) => ours)) * 1000,
      unit: 'µs',
      ratio: median(pairs.map(({ ours, baseline }) => ours / baseline)),
    },
  ];
}

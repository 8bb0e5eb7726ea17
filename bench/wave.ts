/** 10,000 channels whose posts are due in the same minute: planned, and closed in the afternoon; beside bare inserts. */

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { App } from '../src/app.ts';
import { closeDue } from '../src/rounds/close.ts';
import { planDue } from '../src/rounds/plan.ts';
import { openFilled } from './app.ts';
import { prepareClose, preparePlan } from './bare-wave.ts';
import type { Bench, Figure } from './figure.ts';
import { ids, nextPostAt, type Size } from './fill.ts';
import { median, type Pair } from './pairs.ts';
import { answerEverything } from './wave-answers.ts';

const channels = 10_000;
/** Channels of ours between two turns of the baseline. */
const channelsPerTurn = 500;
/** The baseline's own channels, which are never due for ours; it does so many at each turn. */
const barePerTurn = 100;
const bareChannels = (channels / channelsPerTurn) * barePerTurn;
const size: Size = { teams: channels + bareChannels, members: 5, rounds: 52, days: [2, 4, 6] };
const closesAt = nextPostAt + 7 * 60 * 60_000;

export const waveBench: Bench = {
  name: 'wave',
  async run(folder) {
    const file = join(folder, 'wave.db');
    const app = await openFilled(file, size);
    const db = new Sqlite(file);
    try {
      for (const setting of ['synchronous = FULL', 'foreign_keys = ON']) db.pragma(setting);
      db.prepare('update schedules set next_on = null, next_at = null where channel_id >= ?').run(ids.channel(channels));
      const planned = await inSlices(app, preparePlan(db), async (sliced) => {
        const done = await planDue(sliced, nextPostAt);
        return done.filter(({ outcome }) => outcome === 'planned').length;
      });
      answerEverything(db, app.bank.questions, nextPostAt);
      const closed = await inSlices(app, prepareClose(db, size.members), async (sliced) => {
        const done = await closeDue(sliced, closesAt);
        return done.filter(({ outcome }) => outcome === 'closed').length;
      });
      return [...figures('planned', planned), ...figures('closed', closed)];
    } finally {
      db.close();
      await app.store.close();
    }
  },
};

/**
 * Lets `work` run on its transactions, one for each channel, and the baseline take its turn after every so many.
 * @param bare does one of the baseline's channels, by its number
 * @param work says how many channels it did
 * @returns milliseconds for one channel, turn by turn
 */
async function inSlices(
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

function figures(what: string, pairs: readonly Pair[]): Figure[] {
  const total = pairs.reduce((sum, { ours }) => sum + ours * channelsPerTurn, 0);
  return [
    { name: `wave, 10,000 channels ${what}`, value: total / 1000, unit: 's' },
    {
      name: `wave, one channel ${what}`,
      value: median(pairs.map(({ ours }) => ours)) * 1000,
      unit: 'µs',
      ratio: median(pairs.map(({ ours, baseline }) => ours / baseline)),
    },
  ];
}

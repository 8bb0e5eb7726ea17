/** How long people wait: several programs asked in turns, so that whatever else the machine does falls on all of them. */

import type { Figure } from './figure.ts';
import { median } from './pairs.ts';

/** What one turn's asking took, in milliseconds. */
type Waits = readonly number[];
type Turn<Name extends string> = Readonly<Record<Name, Waits>>;

/**
 * Asks first, second, …, first, second, …
 * @param turns how often each is asked; a first turn of each is not counted
 */
export async function askedInTurns<Name extends string>(
  turns: number,
  asked: Readonly<Record<Name, () => Promise<Waits>>>,
): Promise<Turn<Name>[]> {
  const names = Object.keys(asked) as Name[];
  const all: Turn<Name>[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const waits = {} as Record<Name, Waits>;
    for (const name of names) waits[name] = (await asked[name]()).toSorted((a, b) => a - b);
    if (turn > 0) all.push(waits);
  }
  return all;
}

/**
 * What ours took, and how many times as long as what stands beside it in the same turn.
 * @param share 0.5 for the median of a turn, 0.99 for what one in a hundred waits longer than
 */
export function waitFigure<Name extends string>(
  name: string,
  turns: readonly Turn<Name>[],
  [ours, beside]: readonly [Name, Name],
  share: number,
): Figure & { ratio: number } {
  const pairs = turns.map((turn) => ({ ours: quantile(turn[ours], share), beside: quantile(turn[beside], share) }));
  return {
    name,
    value: median(pairs.map((pair) => pair.ours)),
    unit: 'ms',
    ratio: median(pairs.map((pair) => pair.ours / pair.beside)),
  };
}

/** The smallest wait that so great a share of all do not exceed. */
function quantile(sorted: Waits, share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** How long people wait: several programs asked in turns, so that whatever else the machine does falls on all of them. */

import type { Figure } from './figure.ts';
import { median } from './pairs.ts';

/** What one turn's asking took, in milliseconds, sorted. */
type Waits = readonly number[];
/** By whom was asked. */
type Turn = ReadonlyMap<string, Waits>;

/**
 * Asks first, second, …, first, second, …
 * @param turns how often each is asked; a first turn of each is not counted
 */
export async function askedInTurns(
  turns: number,
  asked: Readonly<Record<string, () => Promise<readonly number[]>>>,
): Promise<Turn[]> {
  const all: Turn[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const waits = new Map<string, Waits>();
    for (const [name, ask] of Object.entries(asked))
      waits.set(
        name,
        (await ask()).toSorted((a, b) => a - b),
      );
    if (turn > 0) all.push(waits);
  }
  return all;
}

/**
 * What one took, and how many times as long as what stands beside it in the same turn.
 * @param share 0.5 for the median of a turn, 0.99 for what one in a hundred waits longer than
 */
export function waitFigure(
  name: string,
  turns: readonly Turn[],
  { of, beside }: { of: string; beside: string },
  share: number,
): Figure & { ratio: number } {
  const waits = (turn: Turn, asked: string) => quantile(turn.get(asked) ?? [], share);
  return {
    name,
    value: median(turns.map((turn) => waits(turn, of))),
    unit: 'ms',
    ratio: median(turns.map((turn) => waits(turn, of) / waits(turn, beside))),
  };
}

/** The smallest wait that so great a share of all do not exceed. */
function quantile(sorted: Waits, share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

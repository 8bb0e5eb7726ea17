/** Times two ways of doing the same in turns, so that whatever else the machine does falls on both. */

/** One turn's durations in milliseconds. */
export type Pair = { baseline: number; ours: number };

type Work = (turn: number) => unknown;

/**
 * Runs baseline, ours, baseline, ours, …
 * @param turns how often each runs; a first turn of each is not counted
 */
export async function inTurns(turns: number, baseline: Work, ours: Work): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const pair = { baseline: await milliseconds(() => baseline(turn)), ours: await milliseconds(() => ours(turn)) };
    if (turn > 0) pairs.push(pair);
  }
  return pairs;
}

async function milliseconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Of an even count, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The median of what ours took. */
export function oursOf(pairs: readonly Pair[]): number {
  return median(pairs.map(({ ours }) => ours));
}

/** The median of how many times as long as the baseline ours took. */
export function slowdown(pairs: readonly Pair[]): number {
  return median(pairs.map(({ ours, baseline }) => ours / baseline));
}

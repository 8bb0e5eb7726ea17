import type { Handle } from '../store/open.ts';
import { lastTries } from '../store/readings.ts';

const failuresInARow = 3;
const restMs = 60_000;

/**
 * Whether the second reader's server is left alone for now: the last three answers that it was asked to read all failed,
 * the latest of them less than a minute ago. After that a few are tried again. Every process sees the same, and a restart
 * forgets nothing.
 */
export async function isResting(db: Handle, at: number): Promise<boolean> {
  const tries = await lastTries(db, failuresInARow);
  const [latest] = tries;
  if (!latest || tries.length < failuresInARow) return false;
  return tries.every(({ trouble }) => trouble !== null) && at - latest.at < restMs;
}

/** Notices that the program was down, so that nobody's streak pays for it. */

import type { App } from '../app.ts';
import { factOf, rememberFact } from '../store/facts.ts';
import { markOutage } from '../store/rounds.ts';

const aliveFact = 'alive-at';
/** A restart is no outage; half an hour in which nobody could answer is. */
const shortestOutageMs = 30 * 60_000;

/** Once at the start: rounds that were open while the program was down break no streak. */
export async function noteOutage(app: App): Promise<void> {
  const now = app.now();
  const aliveAt = Number((await factOf(app.db, aliveFact)) ?? now);
  if (now - aliveAt >= shortestOutageMs) await markOutage(app.db, aliveAt, now);
}

/** Once a minute: the program is up. */
export async function noteAlive(app: App): Promise<void> {
  await rememberFact(app.db, aliveFact, String(app.now()));
}

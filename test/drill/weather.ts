/** What may befall one call to the platform. Pure: drawn from seeded randomness. */

import { PlatformError, type PlatformTrouble } from '../../src/chat/platform.ts';
import { pick } from '../../src/quiz/random.ts';

/** On which side of the call's effect it happens. */
export type Side = 'before' | 'after';

export type Trouble =
  | { kind: 'none' }
  | { kind: 'slow'; side: Side; ms: number }
  /** No answer comes until the caller's time is up. */
  | { kind: 'hang'; side: Side }
  | { kind: 'error'; side: Side; error: PlatformError }
  /** Only for look-ups: the platform cannot tell. */
  | { kind: 'unknown' };

type Call = 'send' | 'edit' | 'find';

const codes: readonly PlatformTrouble[] = ['rate-limited', 'unavailable', 'forbidden', 'gone'];
const retryAfterMs = 5000;

/** The weather of one call. A look-up has no effect, so it has no "after". */
export function drawTrouble(call: Call, random: () => number): Trouble {
  const side: Side = call !== 'find' && random() < 0.5 ? 'after' : 'before';
  const roll = random();
  if (roll < 0.6) return { kind: 'none' };
  if (roll < 0.72) return { kind: 'slow', side, ms: 20 + Math.floor(random() * 280) };
  if (roll < 0.8) return { kind: 'hang', side };
  if (roll < 0.84) return call === 'find' ? { kind: 'unknown' } : { kind: 'none' };
  // What comes back by itself is frequent, what needs an admin is rare.
  const passing = roll < 0.965;
  const code = (passing ? pick(codes.slice(0, 2), random) : pick(codes, random)) ?? 'unavailable';
  return { kind: 'error', side, error: errorOf(code, side === 'before' && random() < 0.7) };
}

/** @param certain whether the platform says, truthfully, that it did nothing */
function errorOf(code: PlatformTrouble, certain: boolean): PlatformError {
  const wait = code === 'rate-limited' ? { retryAfterMs } : {};
  return new PlatformError(code, `The drill's platform says ${code}.`, { certain, ...wait });
}

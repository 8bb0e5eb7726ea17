import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds, from wherever it began. */
type Clock = { now(): number; sleep(ms: number): Promise<unknown> };
const realClock: Clock = { now: () => performance.now(), sleep };

/**
 * Lets at most so many begin within any stretch of time, in the order they came; whoever is one too many waits.
 * Discord counts from the first request it receives, discord.js from the first it sends, and then a wave of posts is
 * refused at the seam of two seconds. A stretch that begins with every request has no seam.
 * @param stretchMs milliseconds
 * @returns resolves when it is one's turn
 */
export function createPace(most: number, stretchMs: number, clock = realClock): () => Promise<void> {
  const begun: number[] = [];
  let last: Promise<void> = Promise.resolve();

  async function turn(): Promise<void> {
    const [first] = begun.length < most ? [] : begun;
    for (;;) {
      const wait = first === undefined ? 0 : first + stretchMs - clock.now();
      if (wait <= 0) break;
      await clock.sleep(wait);
    }
    begun.push(clock.now());
    if (begun.length > most) begun.shift();
  }

  return () => {
    last = last.then(turn);
    return last;
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';

export type Turns = {
  /** Runs `work` once all earlier work is done. Within a turn, further work belongs to it and starts at once. */
  take<T>(work: () => Promise<T>): Promise<T>;
};

/**
 * One thing at a time, first come, first served: the minute's tick, time travel and what members do. So nothing moves
 * under a journey through time, and what changed during a member's turn changed because of that member.
 */
export function createTurns(): Turns {
  const current = new AsyncLocalStorage<{ over: boolean }>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(work) {
      // Waiting for a turn from inside one would be waiting for oneself.
      if (current.getStore()?.over === false) return work();
      const turn = { over: false };
      const done = last
        .then(() => current.run(turn, work))
        .finally(() => {
          turn.over = true;
        });
      last = done.catch(() => {});
      return done;
    },
  };
}

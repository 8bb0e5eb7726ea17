import type { Log } from '../../log.ts';

/** What goes on after a member's turn, so that nobody's turn waits for it. */
export type Aftermath = {
  start(log: Log, work: () => Promise<void>): void;
  /** Resolves once nothing of it goes on. */
  idle(): Promise<void>;
};

export function createAftermath(): Aftermath {
  const running = new Set<Promise<void>>();
  return {
    start(log, work) {
      const done = work()
        .catch((err) => log.error({ err }, 'the work after a turn failed'))
        .finally(() => running.delete(done));
      running.add(done);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

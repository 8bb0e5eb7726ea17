/** What a platform still works on, so that a shutdown can wait for it. */
export type UnderWay = {
  /** @returns the same work */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is under way, however it ended. */
  idle(): Promise<void>;
};

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      const tracked = work.finally(() => running.delete(tracked));
      running.add(tracked);
      return tracked;
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

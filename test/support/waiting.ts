/** Waiting for something to be so, without looking at the clock in between. */

export function createWaiting() {
  const waiters = new Set<() => void>();
  let isOver = false;

  return {
    /** To be called whenever something happened. */
    changed(): void {
      for (const look of [...waiters]) look();
    },

    /** Resolves with true once it is so, with false when the time ends or all is closed. */
    happens(isSo: () => boolean, withinMs: number): Promise<boolean> {
      if (isSo() || isOver) return Promise.resolve(isSo());
      return new Promise((resolve) => {
        const end = (is: boolean) => {
          clearTimeout(timer);
          waiters.delete(look);
          resolve(is);
        };
        const look = () => {
          if (isSo()) end(true);
          else if (isOver) end(false);
        };
        const timer = setTimeout(() => end(isSo()), withinMs);
        waiters.add(look);
      });
    },

    end(): void {
      isOver = true;
      for (const look of [...waiters]) look();
    },
  };
}

export type Waiting = ReturnType<typeof createWaiting>;

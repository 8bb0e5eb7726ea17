/** Starts a platform's double in a process of its own, so that it shares no event loop with what is measured. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

export type DoubleProcess<Wish> = {
  /**
   * One at a time.
   * @param answer the shape of what the wish is answered with
   * @throws when the process ended instead of answering
   */
  ask<T>(wish: Wish, answer: z.ZodType<T>): Promise<T>;
  close(): Promise<void>;
};

/** @param path of a program in this folder that calls {@link obeyParent} */
export function startDouble<Wish extends object>(path: string): DoubleProcess<Wish> {
  const child = fork(fileURLToPath(new URL(path, import.meta.url)));
  const ended = once(child, 'exit');
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  return {
    async ask(wish, answer) {
      if (isOver) throw new Error(`${path} has ended.`);
      const said = once(child, 'message');
      child.send(wish);
      const [message] = await Promise.race([said, ended.then(() => ['ended'])]);
      return answer.parse(message);
    },
    async close() {
      child.disconnect();
      child.kill();
      await ended;
    },
  };
}

/** In that process: does what the parent asks, and tells it what came of it; ends where that fails. */
export function obeyParent(fulfil: (wish: unknown) => Promise<object>): void {
  process.on('message', (message) => {
    fulfil(message).then(
      (told) => process.send?.(told),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}

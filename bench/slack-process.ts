/** Starts the Slack of the bench in a process of its own, so that it shares no event loop with what is measured. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { told, type Wish } from './slack-wish.ts';

const program = fileURLToPath(new URL('./slack-double.ts', import.meta.url));

export type SlackProcess = z.output<typeof told.open> & {
  /**
   * One at a time.
   * @param answer what the wish is answered with, out of {@link told}
   * @throws when the process ended instead of answering
   */
  ask<T>(wish: Wish, answer: z.ZodType<T>): Promise<T>;
  close(): Promise<void>;
};

export async function startSlack(members: number): Promise<SlackProcess> {
  const child = fork(program);
  const ended = once(child, 'exit');
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });

  async function ask<T>(wish: Wish, answer: z.ZodType<T>): Promise<T> {
    if (isOver) throw new Error('The Slack of the bench has ended.');
    const said = once(child, 'message');
    child.send(wish);
    const [message] = await Promise.race([said, ended.then(() => ['ended'])]);
    return answer.parse(message);
  }

  return {
    ...(await ask({ wish: 'open', members }, told.open)),
    ask,
    async close() {
      child.disconnect();
      child.kill();
      await ended;
    },
  };
}

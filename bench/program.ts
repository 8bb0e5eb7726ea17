import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export type Program = {
  /** The one word it says when it is ready. */
  said: string;
  stop(): Promise<void>;
};

/** Starts a program of this folder in a process of its own. @throws when it ends before it is ready */
export async function runProgram(path: string, env: Record<string, string>): Promise<Program> {
  const child: ChildProcess = fork(fileURLToPath(new URL(path, import.meta.url)), { env });
  const ended = once(child, 'exit');
  const [said] = await Promise.race([once(child, 'message'), ended]);
  async function stop(): Promise<void> {
    child.kill();
    await ended;
  }
  return { said: z.string().parse(said), stop };
}

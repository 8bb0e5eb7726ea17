/** The real program in a process of its own, as `npm start` starts it, on a new database. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));
const opened = z.object({ msg: z.literal('open this in a browser'), url: z.string() });
const stateBody = z.object({
  now: z.string(),
  next: z.object({ reveal: z.string().nullable(), post: z.string().nullable() }),
});

export type Program = {
  url: string;
  /** The local day of the next post, 'YYYY-MM-DD'; the schedule stands in UTC. */
  nextPostOn(): Promise<string>;
  /** Ends it with SIGTERM and deletes its database. @returns its exit code */
  stop(): Promise<number | null>;
};

/** @throws when the program ends before it is open, with all it printed */
export async function startProgram(): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-quiz-browser-'));
  const child = spawn(join(root, 'node_modules/.bin/node'), ['bin/mlops-quiz.js', 'start'], {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: 'UTC', PORT: '0', DATABASE_URL: `file:${join(folder, 'quiz.db')}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const printed: string[] = [];
  const listening = Promise.withResolvers<string>();
  createInterface({ input: child.stderr }).on('line', (line) => printed.push(line));
  createInterface({ input: child.stdout }).on('line', (line) => {
    printed.push(line);
    const told = opened.safeParse(JSON.parse(line));
    if (told.success) listening.resolve(told.data.url);
  });
  void ended.then((code) => listening.reject(new Error(`The program ended with ${code}:\n${printed.join('\n')}`)));
  const url = await listening.promise;
  return {
    url,
    async nextPostOn() {
      const answer = await fetch(`${url}/playground/state?as=alice`);
      const { next } = stateBody.parse(await answer.json());
      if (next.post === null) throw new Error('No next post is planned.');
      return next.post.slice(0, 10);
    },
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true });
      return code;
    },
  };
}

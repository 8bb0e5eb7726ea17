/** Starts the drill's server in a process of its own, listens to what it tells, and ends or freezes it. */

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { PlatformMoment } from './rough-platform.ts';

/** What the servers logged, of all starts. */
export const logName = 'server.log';
const entry = fileURLToPath(new URL('./server.ts', import.meta.url));

const told = z.union([
  z.object({ url: z.string() }),
  z.object({
    call: z.enum(['send', 'edit', 'find']),
    key: z.string(),
    side: z.enum(['before', 'after']),
    trouble: z.enum(['none', 'slow', 'hang', 'error', 'unknown']),
  }),
]);

type Order = 'in-turn' | 'together';

export type ServerProcess = {
  url: string;
  /** From the start of the process to the first 200 of its readiness door. */
  readyMs: number;
  /** Sets the weather at the platform; `undefined` is calm. */
  weather(seed: string | undefined): void;
  /** Waits for a moment that `isIt` wants, at most so long; tells whether it came. */
  moment(isIt: (moment: PlatformMoment) => boolean, atMostMs: number): Promise<boolean>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
};

export type StartOptions = {
  folder: string;
  order: Order;
  weatherSeed: string | undefined;
  onMoment(moment: PlatformMoment): void;
  /** The process ended, and nobody had ended it. */
  onDeath(): void;
};

const startsWithinMs = 30_000;
const pollMs = 10;

/** @throws when the server ends or is not ready in half a minute. */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const { folder, order, weatherSeed, onMoment, onDeath } = options;
  const startedAt = performance.now();
  const child = spawnServer(folder, order);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const watchers = new Set<(moment: PlatformMoment) => void>([onMoment]);
  const listening = Promise.withResolvers<string>();
  let killed = false;
  void ended.then(() => {
    listening.reject(new Error(`The server ended before it was ready; see ${folder}.`));
    if (!killed) onDeath();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = told.parse(JSON.parse(line));
    if ('url' in event) listening.resolve(event.url);
    else for (const watcher of watchers) watcher(event);
  });
  const weather = (seed: string | undefined) => void child.stdin.write(`${seed ?? 'calm'}\n`);
  child.stdin.on('error', () => {});
  weather(weatherSeed);
  const url = await listening.promise;
  await untilReady(url, startedAt);
  return {
    url,
    readyMs: performance.now() - startedAt,
    weather,
    moment(isIt, atMostMs) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const watcher = (moment: PlatformMoment) => isIt(moment) && resolve(true);
      watchers.add(watcher);
      const timer = setTimeout(() => resolve(false), atMostMs);
      return promise.finally(() => {
        clearTimeout(timer);
        watchers.delete(watcher);
      });
    },
    async kill() {
      killed = true;
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

/** Tries to start a server on a database that another one holds. @returns whether it was refused */
export async function secondIsRefused(folder: string): Promise<boolean> {
  const child = spawnServer(folder, 'in-turn');
  const listening = new Promise<false>((resolve) => child.stdout.once('data', () => resolve(false)));
  const ended = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
  const refused = await Promise.race([listening, ended]);
  child.kill('SIGKILL');
  return refused;
}

function spawnServer(folder: string, order: Order) {
  // Compiling anew would be most of the time of a start.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const child = spawn(process.execPath, [entry, folder, order], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const log = createWriteStream(join(folder, logName), { flags: 'a' });
  child.stderr.pipe(log, { end: false });
  // A kill may cut a line short; the next server's first line must not be joined to it.
  child.stderr.once('end', () => log.end('\n'));
  return child;
}

async function untilReady(url: string, startedAt: number): Promise<void> {
  while (performance.now() - startedAt < startsWithinMs) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.text();
    if (answer?.status === 200) return;
    await pause(pollMs);
  }
  throw new Error('The server was not ready in half a minute.');
}

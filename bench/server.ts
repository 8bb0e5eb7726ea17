/** Starts the real server in a process of its own, waits until it is ready, and stops it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/mlops-quiz.js', import.meta.url));
const bank = fileURLToPath(new URL('../data', import.meta.url));
const pollMs = 5;
const readyWithinMs = 30_000;

export type Started = {
  /** From the start of the process to the first 200 of `/readyz`. */
  readyMs: number;
  /** Resident memory at that moment. */
  megabytes: number;
};

export type Running = Started & { url: string; stop(): Promise<void> };

/** Measures a start, and stops the server. @throws when it ends or is not ready in half a minute. */
export async function startServer(databaseFile: string): Promise<Started> {
  const { readyMs, megabytes, stop } = await runServer(databaseFile, { PLAYGROUND: 'on' });
  await stop();
  return { readyMs, megabytes };
}

/** @throws when the server ends or is not ready in half a minute. */
export async function runServer(databaseFile: string, env: Record<string, string>): Promise<Running> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, 'start'], {
    // Where no `.env` lies that would set it up otherwise.
    cwd: dirname(databaseFile),
    env: { DATABASE_URL: `file:${databaseFile}`, QUIZ_DATA: bank, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    await ended;
  }
  try {
    const url = await addressIn(createInterface({ input: child.stdout }));
    child.stdout.resume();
    await untilReady(url, startedAt);
    const readyMs = performance.now() - startedAt;
    return { url, readyMs, megabytes: await residentMegabytes(url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the server's log tells. */
async function addressIn(lines: Interface): Promise<string> {
  for await (const line of lines) {
    const [, url] = /"url":"([^"]+)"/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The server ended before it was ready.');
}

async function untilReady(url: string, startedAt: number): Promise<void> {
  while (performance.now() - startedAt < readyWithinMs) {
    const answer = await fetch(new URL('/readyz', url));
    await answer.text();
    if (answer.status === 200) return;
    await pause(pollMs);
  }
  throw new Error('The server was not ready in half a minute.');
}

async function residentMegabytes(url: string): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  const [, bytes] = /^process_resident_memory_bytes (\S+)/m.exec(metrics) ?? [];
  if (bytes === undefined) throw new Error('The metrics tell no resident memory.');
  return Number(bytes) / 1e6;
}

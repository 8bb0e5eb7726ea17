/** The composition root: the only reader of the environment, of the real clock and of real randomness. */

import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/index.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 100 random bits as twenty letters and digits: no two alike, and none to be guessed. */
function newId(): string {
  return Array.from(randomBytes(20), (byte) => alphabet[byte % 32]).join('');
}

// `quiz bank export - | head` closes the pipe early; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: () => Date.now(),
  random: () => Math.random(),
  migrations,
  // Loaded only by those who serve: every other command stays quick, and works while the server's code does not.
  start: async (config) => {
    const { start } = await import('./start.ts');
    await start(config, {
      now: () => Date.now(),
      random: () => Math.random(),
      newId,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      migrations,
      output: process.stdout,
      process,
    });
  },
});

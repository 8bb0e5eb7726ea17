/** The composition root: the only reader of the environment, of the real clock and of real randomness. */

import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/index.ts';
import { start } from './start.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 100 random bits as twenty letters and digits: no two alike, and none to be guessed. */
function newId(): string {
  return Array.from(randomBytes(20), (byte) => alphabet[byte % 32]).join('');
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: () => Date.now(),
  random: () => Math.random(),
  migrations,
  start: (config) =>
    start(config, {
      now: () => Date.now(),
      random: () => Math.random(),
      newId,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      migrations,
      output: process.stdout,
      process,
    }),
});

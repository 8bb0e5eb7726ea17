/**
 * `npm run drill -- [--cycles 200] [--seed S] [--json]`: strikes a server down in the middle of its work, again and again,
 * and counts what it lost, doubled, forgot or got wrong. Exit 0 only when all of that is zero.
 */

import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drill } from './drill.ts';
import { holds, reportText } from './report.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    json: { type: 'boolean', default: false },
  },
});
const { seed, json } = values;
const cycles = Number(values.cycles);
if (!Number.isSafeInteger(cycles) || cycles < 1)
  throw new RangeError(`--cycles ${values.cycles} is no number of cycles`);

const folder = mkdtempSync(join(tmpdir(), 'mlops-quiz-drill-'));
const progress = (text: string) => process.stderr.write(`${text}\n`);
progress(`drill: ${cycles} cycles, --seed ${seed}`);
const startedAt = performance.now();
const tally = await drill({ folder, cycles, seed, onCycle: (done) => done % 20 === 0 && progress(`${done} cycles`) });
const sum = { cycles, seed, seconds: Math.round((performance.now() - startedAt) / 1000), ...tally.sum() };
process.stdout.write(`${json ? JSON.stringify(sum) : reportText(sum)}\n`);
if (holds(sum)) rmSync(folder, { recursive: true, force: true });
else {
  progress(`The database and the log are in ${folder}.`);
  process.exitCode = 1;
}

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

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    json: { type: 'boolean', default: false },
  },
});
const cycles = Number(values.cycles);
const { seed } = values;
const folder = mkdtempSync(join(tmpdir(), 'mlops-quiz-drill-'));
const say = (text: string) => process.stderr.write(text);
say(`drill: ${cycles} cycles, --seed ${seed}\n`);

const startedAt = performance.now();
const tally = await drill({ folder, cycles, seed, onCycle: (done) => done % 10 === 0 && say(`  ${done} cycles\n`) });
console.log(
  tally.blows(),
  tally.readyP50(),
  tally.readyMax(),
  tally.maybePosted(),
  performance.now() - startedAt,
  folder,
);
console.log(tally.findings());
void rmSync;

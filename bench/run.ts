/**
 * `npm run bench -- [name] [--json]`: measures what the program claims of its speed, each claim beside a bare baseline of
 * the same run. `name` narrows to the benches it is part of. Exit 1 when a goal is missed.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { boardBench } from './board.ts';
import { closeBench } from './close.ts';
import { commandBench } from './command.ts';
import { discordAnswersBench } from './discord-answers.ts';
import { discordWaveBench } from './discord-wave.ts';
import type { Bench, Figure } from './figure.ts';
import { planBench } from './plan.ts';
import { slackBench } from './slack.ts';
import { startBench } from './start.ts';
import { submitBench } from './submit.ts';
import { tableText } from './table.ts';

const benches = [
  submitBench,
  commandBench,
  boardBench,
  planBench,
  closeBench,
  startBench,
  discordAnswersBench,
  discordWaveBench,
  slackBench,
];

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [wanted = ''] = positionals;
const chosen = benches.filter(({ name }) => name.includes(wanted));
if (chosen.length === 0) {
  process.stderr.write(`"${wanted}" is no bench; there are ${benches.map(({ name }) => name).join(', ')}.\n`);
  process.exit(1);
}

const figures: Figure[] = [];
for (const bench of chosen) figures.push(...(await inOwnFolder(bench)));
process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : tableText(figures)}\n`);
process.exitCode = figures.some(({ holds }) => holds === false) ? 1 : 0;

async function inOwnFolder(bench: Bench): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-quiz-bench-'));
  const startedAt = performance.now();
  try {
    return await bench.run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    process.stderr.write(`${bench.name}: ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
  }
}

import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { checkReading } from '../bank/check.ts';
import { exportBank } from '../bank/export.ts';
import { countOf } from '../bank/fault.ts';
import { fileSchema } from '../bank/file-schema.ts';
import { loadBank } from '../bank/load.ts';
import { readBank } from '../bank/read.ts';
import { bankStats } from '../bank/stats.ts';
import { readConfig } from '../config.ts';
import { driverCode } from '../store/error.ts';
import { bankStatsText } from './bank-stats-text.ts';
import { CommandError } from './failure.ts';
import { faultText } from './fault-text.ts';
import type { World } from './world.ts';

export const bankCommand = (world: World) =>
  defineCommand({
    meta: { name: 'bank', description: 'The question bank: check, export, stats, schema' },
    subCommands: {
      check: checkCommand(world),
      export: exportCommand(world),
      stats: statsCommand(world),
      schema: schemaCommand(world),
    },
  });

const checkCommand = (world: World) =>
  defineCommand({
    meta: { name: 'check', description: 'Name file and line of each fault of the question bank' },
    args: {
      dir: { type: 'positional', required: false, description: 'Folder of the bank; without it the one of QUIZ_DATA' },
    },
    async run({ args }) {
      const folder = args.dir === undefined ? bankFolder(world) : resolve(world.cwd, args.dir);
      const reading = await readBank(folder);
      const found = checkReading(reading, folder);
      const faults = found.filter(({ severity }) => severity === 'fault');
      const notes = found.filter(({ severity }) => severity === 'note');
      for (const fault of faults) world.out(`${faultText(fault, world.cwd)}\n`);
      for (const note of notes) world.out(`${faultText({ ...note, message: `note: ${note.message}` }, world.cwd)}\n`);
      const { questions, tips } = reading;
      const read = `${countOf(questions.length, 'valid question')}, ${countOf(tips.length, 'valid tip')}`;
      world.out(`${read}, ${countOf(faults.length, 'fault')}, ${countOf(notes.length, 'note')}.\n`);
      return faults.length === 0 ? 0 : 1;
    },
  });

const exportCommand = (world: World) =>
  defineCommand({
    meta: { name: 'export', description: 'Write the question bank, keys included, as one JSON file' },
    args: {
      file: { type: 'positional', required: true, description: 'The file to write; - is standard output' },
      force: { type: 'boolean', description: 'Write over an existing file' },
    },
    async run({ args }) {
      const bank = exportBank(await loadBank(bankFolder(world)));
      const json = `${JSON.stringify(bank, null, 2)}\n`;
      if (args.file === '-') {
        world.out(json);
        return 0;
      }
      await writeNew(resolve(world.cwd, args.file), json, args.force === true);
      world.out(`Wrote ${countOf(bank.questions.length, 'question')} to ${args.file}.\n`);
      return 0;
    },
  });

const statsCommand = (world: World) =>
  defineCommand({
    meta: { name: 'stats', description: 'Count the questions by kind, topic and difficulty' },
    async run() {
      const { questions } = await loadBank(bankFolder(world));
      world.out(bankStatsText(bankStats(questions)));
      return 0;
    },
  });

const schemaCommand = (world: World) =>
  defineCommand({
    meta: { name: 'schema', description: 'Print the JSON Schema of a file of questions, for editors' },
    async run() {
      world.out(fileSchema());
      return 0;
    },
  });

function bankFolder({ env, cwd }: World): string {
  return resolve(cwd, readConfig(env).bankFolder);
}

/** @throws CommandError when the file is there and `replace` is not set, or when it cannot be written */
async function writeNew(file: string, text: string, replace: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: replace ? 'w' : 'wx' });
  } catch (error) {
    const code = driverCode(error);
    if (code === undefined) throw error;
    if (code === 'EEXIST') throw new CommandError(`${file} is there already; name a new file or add --force.`);
    throw new CommandError(`${file} cannot be written (${code}); check its folder, permissions and the disk.`);
  }
}

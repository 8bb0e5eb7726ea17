import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name}`);

type Import = { from: string; to: string; typeOnly: boolean };

/** Every import of a file: of our own files by path, of packages by name. */
function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  const statements = source.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/gm);
  return [...statements].map(([, type, specifier = '', dynamic]) => {
    const to = dynamic ?? specifier;
    return {
      from: file,
      to: to.startsWith('.') ? relative(root, join(root, dirname(file), to)) : to,
      typeOnly: type !== undefined,
    };
  });
}

const imports = files.flatMap(importsOf);
const room = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? path;

/** Which rooms a room may know. Data flows one way: down this table, never up. */
const mayImport: Record<string, readonly string[]> = {
  quiz: [],
  bank: ['quiz'],
  store: ['quiz'],
  chat: ['quiz', 'store'],
  words: ['quiz', 'chat', 'store', 'rounds'],
  rounds: ['quiz', 'store', 'chat', 'src/app.ts'],
  practice: ['quiz', 'store', 'rounds', 'src/app.ts'],
  boards: ['quiz', 'store', 'chat', 'words'],
  posting: ['quiz', 'store', 'chat', 'words', 'rounds', 'boards', 'src/app.ts'],
  reader: ['quiz', 'store', 'chat', 'rounds', 'src/app.ts', 'src/config.ts'],
  schedule: ['store', 'rounds', 'reader', 'posting', 'src/app.ts'],
  commands: [
    'quiz',
    'bank',
    'store',
    'chat',
    'words',
    'rounds',
    'reader',
    'practice',
    'boards',
    'posting',
    'src/app.ts',
  ],
  actions: [
    'quiz',
    'bank',
    'store',
    'chat',
    'words',
    'rounds',
    'reader',
    'boards',
    'posting',
    'commands',
    'src/app.ts',
  ],
};

/** Packages that only one place may know. */
const homes: Record<string, RegExp> = {
  'better-sqlite3': /^src\/store\/(sqlite|lock|backup|open)\.ts$/,
  pg: /^src\/store\/postgres\.ts$/,
  'node-cron': /^src\/schedule\/run\.ts$/,
  'discord.js': /^src\/platforms\/discord\//,
  '@slack/bolt': /^src\/platforms\/slack\//,
  'temporal-polyfill': /^src\/quiz\//,
  citty: /^src\/cli\//,
  openai: /^src\/reader\//,
  hono: /^src\/(server|platforms)\//,
};

describe('The rooms of src', () => {
  it.each(Object.keys(mayImport))('%s knows only the rooms it may', (name) => {
    const known = [name, ...(mayImport[name] ?? [])];
    const strangers = imports.filter(
      ({ from, to }) => room(from) === name && to.startsWith('src/') && !known.includes(room(to)),
    );
    expect(strangers).toEqual([]);
  });

  it('are all named in the table, but for the outer ones', () => {
    const outer = ['cli', 'config', 'platforms', 'server'];
    const rooms = new Set(files.map(room).filter((name) => !name.endsWith('.ts')));
    expect([...rooms].filter((name) => !(name in mayImport) && !outer.includes(name))).toEqual([]);
  });

  it('know platforms nowhere but at the start, and where an operator sets one up', () => {
    const knowing = imports.filter(({ from, to }) => to.startsWith('src/platforms/') && room(from) !== 'platforms');
    expect([...new Set(knowing.map(({ from }) => from))].toSorted()).toEqual([
      'src/cli/discord.ts',
      'src/cli/slack.ts',
      'src/start.ts',
    ]);
  });

  it.each(Object.entries(homes))('%s has one home', (name, home) => {
    const elsewhere = imports.filter(({ from, to }) => (to === name || to.startsWith(`${name}/`)) && !home.test(from));
    expect(elsewhere).toEqual([]);
  });

  it('take time, chance and the environment as arguments', () => {
    const reads = /\bprocess\.(env|argv|cwd|exit)\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomBytes\(/;
    const reading = files.filter(
      (file) =>
        file !== 'src/main.ts' &&
        reads.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(reading).toEqual([]);
  });

  it('hold no file that has outgrown its purpose', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
  });
});

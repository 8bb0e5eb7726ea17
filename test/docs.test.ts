import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { usage } from '../src/chat/command.ts';
import { commands } from '../src/commands/index.ts';
import { summaryOf } from '../src/words/help.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('The documents tell the truth', () => {
  it("the README's table lists exactly the commands there are, as help words them", () => {
    const table = commands
      .filter(({ coming }) => !coming)
      .map((command) => `| \`${usage(command)}\` | ${summaryOf(command.name)} |`);
    const [, shown = ''] = /<!-- commands:.*-->\n\n([\s\S]*?)\n\n<!-- \/commands -->/.exec(read('README.md')) ?? [];
    // A formatter may pad the cells.
    const rows = shown
      .split('\n')
      .map((row) => row.replace(/ +\|/g, ' |').replace(/\| +/g, '| ').replace(/-{3,}/g, '---'));
    expect(rows).toEqual(['| command | what it does |', '| --- | --- |', ...table]);
  });

  it('docs/architecture.md names every room of src, and no other', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const named = [...read('docs/architecture.md').matchAll(/^\| `src\/([^/`]+)\/` +\|/gm)].map(([, room]) => room);
    expect(named.toSorted()).toEqual(rooms.map(({ name }) => name).toSorted());
  });

  it.each(documents)('%s names only files and npm scripts that exist', (document) => {
    const text = read(document);
    const paths = [...text.matchAll(/`((?:src|test|docs|data|migrations|bin|bench|\.ci)\/[\w./-]*)`/g)].map(
      ([, path = '']) => path,
    );
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) =>
      document.startsWith('docs/') && !path.startsWith('docs/') ? join('docs', path) : path,
    );
    expect([...paths, ...links].filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });

  it.each(commands.filter(({ coming }) => !coming).map((command) => [command.name, command] as const))(
    '%s: every example parses',
    async (_, command) => {
      const { parseText } = await import('../src/chat/parse-text.ts');
      const { readOptions } = await import('../src/chat/command.ts');
      for (const example of command.examples) {
        const parsed = parseText(commands, example);
        expect(parsed.command.name).toBe(command.name);
        readOptions(parsed.command, parsed.given, { today: '2026-11-24' });
      }
      expect(command.examples.length).toBeGreaterThan(0);
    },
  );
});

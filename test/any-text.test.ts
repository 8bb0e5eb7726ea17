import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../src/chat/command.ts';
import { parseText } from '../src/chat/parse-text.ts';
import { commands } from '../src/commands/index.ts';
import { openWorld, type World } from './support/world.ts';

const names = commands.map(({ name }) => name);
const nasty = fc.constantFrom(
  'constructor',
  '__proto__',
  'toString',
  '“',
  '"',
  '\\',
  '`',
  '@everyone',
  '<@U1>',
  '<!channel>',
  '\u{202E}',
  '\u{200B}',
  '\u{0}',
  '\u{E000}9|x\u{E001}',
  'b\u{0301}',
  'Ｂ',
  '𝔅',
  '😀'.repeat(40),
  '-'.repeat(500),
  'name:value',
  'time:',
  ':',
  'NaN',
  'Infinity',
  '1e999',
  '1,000',
  '..',
  '2026-02-30',
  '9999-99-99',
  '#',
  'DROP TABLE rounds;',
);
const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'B',
      'A,C',
      'BADC',
      '0.25',
      '12 ms',
      'today',
      'tomorrow',
      '41',
      '#1',
      'on',
      'off',
      'drift',
      'hard',
      'week',
      'team',
      '9am',
      'mon-fri',
      'Europe/Berlin',
      'scope:team',
      'alias:"Night Owl"',
      'reveal:instant',
    ),
  },
  { weight: 2, arbitrary: nasty },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom(...names), fc.array(word, { maxLength: 6 }))
    .map(([name, words]) => [name, ...words].join(' ')),
  fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

describe('Any text to any command', () => {
  it('is parsed or refused with a usage error, never with another one (10,000 lines)', () => {
    fc.assert(
      fc.property(line, (text) => {
        try {
          const { command, given } = parseText(commands, text);
          for (const name of given.keys()) expect(Object.keys(command.options)).toContain(name);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  describe('through the door', () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld('2026-11-24T07:30:00Z', { seed: true });
    });
    afterAll(() => world.close());

    it('gets a private answer and no incident (10,000 lines)', async () => {
      const harmless = line.filter((text) => !/admin\s+(post|close|void|remove)/i.test(text));
      await fc.assert(
        fc.asyncProperty(harmless, fc.constantFrom('alice', 'bob', 'carol', 'mallory'), async (text, as) => {
          const reply = await world.door.command(callOf(as, world), text);
          const shown = [...(reply.messages ?? []), ...(reply.form ? [reply.form] : [])];
          expect(shown.length).toBeGreaterThan(0);
          for (const message of reply.messages ?? []) expect(message.audience).toBe('private');
          expect(JSON.stringify(shown)).not.toContain('went wrong on my side');
        }),
        { numRuns: 10_000 },
      );
      expect(world.logged.filter((entry) => /"level":(50|60)/.test(entry))).toEqual([]);
    }, 60_000);
  });
});

function callOf(as: string, world: World) {
  return {
    platform: 'playground',
    workspace: { id: 'playground', name: 'Playground' },
    channel: { id: 'mlops-interviews', name: 'mlops-interviews' },
    user: { id: as, name: as },
    admin: as === 'alice',
    zone: 'Europe/Berlin',
    at: world.app.now(),
  } as const;
}

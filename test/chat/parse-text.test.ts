import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions, UsageError, usage } from '../../src/chat/command.ts';
import { parseText } from '../../src/chat/parse-text.ts';
import { commands } from '../../src/commands/index.ts';

const today = '2026-11-24';

function parse(text: string): { name: string; given: Record<string, string> } {
  const { command, given } = parseText(commands, text);
  return { name: command.name, given: Object.fromEntries(given) };
}

function slipOf(text: string): UsageError {
  try {
    const { command, given } = parseText(commands, text);
    readOptions(command, given, { today });
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`"${text}" was understood`);
}

describe('The text after the slash command', () => {
  it.each([
    ['', 'help', {}],
    ['  /MLOPS-QUIZ   Today ', 'today', {}],
    ['answer  B', 'answer', { answer: 'B' }],
    ['answer I would: look "first" at  inputs', 'answer', { answer: 'I would: look "first" at  inputs' }],
    ['leaderboard season team', 'leaderboard', { period: 'season', scope: 'team' }],
    ['LEADERBOARD Scope:TEAM period:last-week', 'leaderboard', { scope: 'TEAM', period: 'last-week' }],
    ['me settings alias:"Night Owl" tell:on', 'me settings', { alias: 'Night Owl', tell: 'on' }],
    ['me settings alias:“Night Owl”', 'me settings', { alias: 'Night Owl' }],
    [
      'admin setup 09:00 Europe/Berlin reveal:16:00',
      'admin setup',
      { time: '09:00', zone: 'Europe/Berlin', reveal: '16:00' },
    ],
    ['admin setup time:9:30', 'admin setup', { time: '9:30' }],
    ['admin void #41 two options: hold', 'admin void', { round: '#41', reason: 'two options: hold' }],
    ['admin skip 2026-12-24..2026-12-31', 'admin skip', { date: '2026-12-24..2026-12-31' }],
  ])('%j is %s', (text, name, given) => {
    expect(parse(text)).toEqual({ name, given });
  });

  it.each([
    ['leaderboard season team now', { slip: 'too-much', given: 'now' }],
    ['leaderboard scope:team season', { slip: 'too-much', given: 'season' }],
    ['leaderboard week period:season', { slip: 'given-twice', option: 'period' }],
    ['leaderboard yesterday', { slip: 'not-understood', option: 'period', given: 'yesterday' }],
    ['answer', { slip: 'missing', option: 'answer' }],
    ['admin void 41', { slip: 'missing', option: 'reason' }],
    ['admin setup 25:00', { slip: 'not-understood', option: 'time', given: '25:00' }],
    ['admin setup zone:Berlin', { slip: 'not-understood', option: 'zone', given: 'Berlin' }],
    ['B', { slip: 'unknown-command', given: 'B', nearest: 'answer B' }],
    ['0,25 %', { slip: 'unknown-command', given: '0,25 %', nearest: 'answer 0,25 %' }],
    ['leaderbord', { slip: 'unknown-command', given: 'leaderbord', nearest: 'leaderboard' }],
    ['admin staus', { slip: 'unknown-command', given: 'admin staus', nearest: 'admin status' }],
    ['constructor', { slip: 'unknown-command', given: 'constructor' }],
  ])('%j is a slip', (text, reason) => {
    expect(slipOf(text).reason).toEqual(reason);
  });

  it('gives what the structured form gives: words by position equal pairs by name', () => {
    const options = fc.record({
      time: fc.constantFrom('9', '09:00', '9pm'),
      zone: fc.constantFrom('Europe/Berlin', 'utc'),
      days: fc.constantFrom('mon-fri', 'all', 'tue,thu'),
      reveal: fc.constantFrom('instant', '16:00'),
    });
    fc.assert(
      fc.property(options, fc.nat(4), (values, positional) => {
        const words = Object.entries(values).map(([name, value], place) =>
          place < positional ? value : `${name}:${value}`,
        );
        const { command, given } = parseText(commands, `admin setup ${words.join(' ')}`);
        const structured = new Map(Object.entries(values));
        expect(readOptions(command, given, { today })).toEqual(readOptions(command, structured, { today }));
      }),
    );
  });

  it('has a usage line that names every option, in order', () => {
    const setup = commands.find(({ name }) => name === 'admin void');
    expect(setup && usage(setup)).toBe('admin void <round> <reason…>');
    expect(commands.map(usage)).toContain('leaderboard [period] [scope]');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { BankError } from '../../src/bank/fault.ts';
import { StartError } from '../../src/server/http.ts';
import { StoreError } from '../../src/store/error.ts';
import { operator } from './operator.ts';

describe('The command line', () => {
  it('lists its commands, and says the version', async () => {
    const { runs } = operator();
    const help = await runs('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain(
      'USAGE mlops-quiz start|migrate|doctor|bank|grade|discord|slack|backup|teams|export|erase\n',
    );
    expect(await runs('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it.each([
    ['bank --help', 'USAGE mlops-quiz bank check|export|stats|schema\n'],
    ['bank check --help', 'USAGE mlops-quiz bank check [OPTIONS] [DIR]\n'],
    ['erase -h', 'USAGE mlops-quiz erase [OPTIONS] <MEMBER>\n'],
    ['start --help', 'USAGE mlops-quiz start\n'],
  ])('explains itself on %s, and does nothing else', async (line, usage) => {
    const { runs, started } = operator();
    const { code, out, err } = await runs(line);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(usage);
    expect(started).toEqual([]);
  });

  it.each([
    ['', 'Say what to do.'],
    ['bank', 'Say what to do.'],
    ['strat', 'There is no command "strat". Did you mean "start"?'],
    ['bank chek', 'There is no command "bank chek". Did you mean "bank check"?'],
    ['stats', 'There is no command "stats". Did you mean "bank stats"?'],
    ['b', 'There is no command "b".'],
    ['toString', 'There is no command "toString".'],
    ['--force', 'There is no option --force.'],
    ['teams --force', 'There is no option --force.'],
    ['teams -f', 'There is no option -f.'],
    ['start now', '"now" is one word too many.'],
    ['backup', '<FILE> is missing.'],
  ])('tells a slip and the usage: %j', async (line, slip) => {
    const { code, out, err } = await operator().runs(line);
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n\n')[0]).toBe(slip);
    expect(err).toContain('\nUSAGE mlops-quiz');
  });

  it('takes any words without a stack', async () => {
    const { runs } = operator();
    const word = fc.oneof(fc.constantFrom('bank', 'teams', '--', '-', '--no-yes', '--yes=', '-abc', '='), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), async (words) => {
        const { code, err } = await runs(words.join(' '));
        expect([0, 1]).toContain(code);
        expect(err).not.toMatch(/^\s+at /m);
      }),
      { numRuns: 60 },
    );
  });
});

describe('start', () => {
  it('hands over the configuration', async () => {
    const { runs, started } = operator({ env: { PORT: '4000' } });
    expect(await runs('start')).toEqual({ code: 0, out: '', err: '' });
    expect(started.map(({ http }) => http.port)).toEqual([4000]);
  });
});

describe('A wrong configuration', () => {
  it.each(['start', 'migrate', 'teams', 'bank stats'])(
    'stops %s with every problem on a line of its own',
    async (line) => {
      const { runs, started } = operator({ env: { PORT: '70000', LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'xoxb-1' } });
      const { code, out, err } = await runs(line);
      expect([code, out]).toEqual([1, '']);
      expect(
        err
          .trimEnd()
          .split('\n')
          .map((problem) => problem.split(' ')[0]),
      ).toEqual(['PORT', 'LOG_LEVEL', 'SLACK_BOT_TOKEN']);
      expect(started).toEqual([]);
    },
  );
});

describe('What goes wrong in a command', () => {
  it.each([
    [new StartError('The port is in use.'), 'The port is in use.\n'],
    [new StoreError('full', 'There is no room left.'), 'There is no room left.\n'],
    [
      new BankError([{ file: 'data/questions/drift.yaml', line: 3, message: 'odd' }]),
      'data/questions/drift.yaml:3: odd\n',
    ],
  ])('is told without a stack where the operator can act: %s', async (error, told) => {
    const start = () => Promise.reject(error);
    expect(await operator({ start }).runs('start')).toEqual({ code: 1, out: '', err: told });
  });

  it('is told with its stack where it is a bug, without tokens', async () => {
    const start = () => Promise.reject(new Error('boom at xoxb-123456-abcdef'));
    const { code, out, err } = await operator({ start }).runs('start');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Error: boom at \[secret\]\n\s+at /);
  });
});

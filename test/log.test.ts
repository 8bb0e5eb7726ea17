import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, incidentId, type Log } from '../src/log.ts';
import { Secret } from '../src/secret.ts';

/** Runs `use` with a logger and gives back the text it wrote. */
function written(use: (log: Log) => void, options: { secrets?: string[]; terminal?: boolean } = {}): string {
  const { secrets = [], terminal = false } = options;
  let text = '';
  const output = { write: (line: string) => (text += line), isTTY: terminal };
  use(createLog({ level: 'info', secrets: secrets.map((secret) => new Secret(secret)), output }));
  return text;
}

describe('the log', () => {
  it('is one JSON object a line', () => {
    const lines = written((log) => {
      log.info({ channel: 'c1' }, 'posted');
      log.warn('slow');
      log.debug('unseen');
    })
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { level: 30, channel: 'c1', msg: 'posted' },
      { level: 40, msg: 'slow' },
    ]);
  });

  it('is short plain lines on a terminal, an error’s stack below', () => {
    const text = written(
      (log) => {
        log.info({ channel: 'c1', tries: 2 }, 'posted');
        log.error({ err: new RangeError('too far') }, 'broken');
      },
      { terminal: true },
    );
    expect(text).toMatch(/^\d\d:\d\d:\d\d info {2}posted channel=c1 tries=2\n/);
    expect(text).toMatch(/\d\d:\d\d:\d\d error broken\nRangeError: too far\n {4}at /);
  });

  it('lets no control character through to a terminal', () => {
    const text = written((log) => log.info({ name: 'a\u001b[2Jb' }, 'one\ntwo'), { terminal: true });
    expect(text).toMatch(/ one\\u000atwo name=a\\u001b\[2Jb\n$/);
  });

  it('hides what stands under a secret’s key, at any depth and in any spelling', () => {
    const text = written((log) =>
      log.info({
        token: 'v1',
        headers: { Authorization: 'v2', 'set-cookie': ['v3'] },
        list: [{ api_key: 'v4', 'API-KEY': 'v5', clientSecret: { deep: 'v6' } }],
        err: Object.assign(new Error('refused'), { request: { password: 'v7' } }),
      }),
    );
    expect(text).not.toMatch(/v[1-7]/);
    expect(text).toContain('refused');
  });

  it('hides what a member answered and what is right, but not counts', () => {
    const text = written((log) =>
      log.info({ answer: 0.25, submission: { text: 'v1' }, options: [{ correct: true }], answersSaved: 5 }),
    );
    expect(JSON.parse(text)).toMatchObject({
      answer: '[secret]',
      submission: '[secret]',
      options: [{ correct: '[secret]' }],
      answersSaved: 5,
    });
  });

  it.each([
    ['a workspace token', 'rejected xoxb-12-34-abc', 'xoxb-12'],
    ['a bearer header', 'sent Authorization: Bearer abcdefghijklmnop.qrs', 'abcdefgh'],
    ['an interaction’s address', 'POST https://discord.com/api/v10/interactions/12/aW50.ZXI/callback', 'aW50'],
    ['a reply address', 'POST https://hooks.slack.com/actions/T1/2/abc', 'T1'],
    ['a database password', 'connect postgres://quiz:hunter22@db/quiz', 'hunter22'],
  ])('hides %s wherever it turns up', (_what, message, secret) => {
    expect(written((log) => log.error({ err: new Error(message) }, message))).not.toContain(secret);
  });

  it('never holds the value of a configured secret, and stays readable JSON', () => {
    const value = fc.string({ minLength: 6, maxLength: 30, unit: 'grapheme' });
    fc.assert(
      fc.property(value, fc.string(), fc.boolean(), (secret, around, terminal) => {
        const text = written(
          (log) => {
            log.info({ note: `${secret}${around}${secret}`, [secret]: 1, list: [secret] }, `${secret}${around}`);
            log.error({ err: new Error(secret) });
          },
          { secrets: [secret], terminal },
        );
        const texts = terminal
          ? [text]
          : text
              .trimEnd()
              .split('\n')
              .flatMap((line) => textsIn(JSON.parse(line)));
        for (const seen of texts) expect(withoutMarks(seen)).not.toContain(secret);
      }),
    );
  });

  it('masks the longer of two secrets of which one contains the other', () => {
    const text = written((log) => log.info('key abcdefgh-tail'), { secrets: ['abcdefgh', 'abcdefgh-tail'] });
    expect(JSON.parse(text).msg).toBe('key [secret]');
  });
});

/** Every key and every text of a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}

/** The mark itself may contain a secret such as `secret`. */
function withoutMarks(text: string): string {
  return text.replaceAll('[secret]', '\u0000');
}

describe('incidentId', () => {
  it('is eight characters that are hard to mistake, decided by the random source alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 8 }),
        (draws) => {
          const from = () => {
            let at = 0;
            return () => draws[at++] ?? 0;
          };
          expect(incidentId(from())).toMatch(/^[2-9a-hj-km-np-z]{8}$/);
          expect(incidentId(from())).toBe(incidentId(from()));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Form, Message } from '../../../src/chat/message.ts';
import { moment, quoted } from '../../../src/chat/text.ts';
import { blocksOf } from '../../../src/platforms/slack/blocks.ts';
import { limits, measure } from '../../../src/platforms/slack/limits.ts';
import { messageBody } from '../../../src/platforms/slack/message.ts';
import { mrkdwn, piecesOf } from '../../../src/platforms/slack/mrkdwn.ts';
import { formView, homeView, messagesView } from '../../../src/platforms/slack/view.ts';
import { anyMessage } from '../../support/messages.ts';
import { blockProblems } from '../../support/slack/blocks.ts';
import { parseJson } from '../../support/slack/json.ts';
import { viewProblems } from '../../support/slack/view-payload.ts';

const invisible = /\u{200B}/gu;
/** As it is read, the breakers left out. */
const read = (text: string) => mrkdwn(text).replace(invisible, '');
const wired = (value: unknown) => parseJson(JSON.stringify(value)) ?? null;
const post = (...blocks: Block[]): Message => ({ audience: 'channel', blocks });
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.stringMatching(/^[\\`*_~[\]()<>#|&!@a \n-]{0,80}$/),
);

describe('Message text in mrkdwn', () => {
  it.each([
    ['**bold** and `code`', '*bold* and `code`'],
    ['- one\n- two', '• one\n• two'],
    ['[Title](https://example.org/a?b=1&c=2)', '<https://example.org/a?b=1&amp;c=2|Title>'],
    ['[A \\| B](https://example.org/)', '<https://example.org/|A   B>'],
    ['[bad](javascript:alert)', 'bad (javascript:alert)'],
    ['```python\nif a < b:\n    x = 2 ** 3\n```', '```\nif a &lt; b:\n    x = 2 ** 3\n```'],
    ['`a < b`', '`a &lt; b`'],
    ['\\*not bold\\* and 2 \\< 3 & more', '*not bold* and 2 &lt; 3 &amp; more'],
    [moment(1_795_532_400_000, '16:00'), '<!date^1795532400^{date_short_pretty} {time}|16:00>'],
    ['<!channel> <@U123>', '&lt;!channel&gt; &lt;@U123&gt;'],
  ])('writes %j as %j', (text, written) => {
    expect(read(text)).toBe(written);
  });

  it('breaks markup that was not meant as such', () => {
    expect(mrkdwn(quoted('*not bold*'))).toBe('\u{200B}*not bold\u{200B}*');
    expect(mrkdwn('snake_case_name')).toBe('snake\u{200B}_case\u{200B}_name');
    expect(mrkdwn('a ~5 % b ~6 %')).toBe('a \u{200B}~5 % b \u{200B}~6 %');
  });

  it('mentions nobody and marks nothing up, whatever stands in a text', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const written = mrkdwn(quoted(typed));
        expect(written).not.toMatch(/<[@!#]/);
        expect(written).not.toMatch(/(?<!\u{200B})[*_~`]/u);
        const shown = written.replace(invisible, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
        expect(shown).toBe(typed.replace(invisible, '').replace(/@|^[ \t]*-(?= )/gm, '$&\u{2060}'));
      }),
    );
  });

  it('is cut into pieces that lose nothing but blanks, with code closed in each', () => {
    const word = fc.constantFrom('word ', 'line\n', '&amp;', '<https://example.org/|a link>', '```\n', 'x'.repeat(70));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = words.join('');
        const pieces = piecesOf(text, 400);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(400);
          if ((words.filter((one) => one === '```\n').length ?? 0) % 2 === 0) {
            expect(piece.split('```').length % 2).toBe(1);
          }
        }
        const bare = (cut: string) => cut.replace(/```|\s/g, '');
        expect(bare(pieces.join(''))).toBe(bare(text));
      }),
    );
  });
});

describe('A message in Block Kit', () => {
  it('is taken by Slack, whatever it holds', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const { blocks, text } = messageBody(message);
        expect(blockProblems(wired(blocks), 'message', '/blocks')).toEqual([]);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(limits.messageSize);
        expect(text.length).toBeLessThanOrEqual(limits.plainText);
        expect(text.trim()).not.toBe('');
        expect(viewProblems(wired(messagesView([message, message], '{}')), 'modal')).toEqual([]);
        expect(viewProblems(wired(homeView([message.blocks, message.blocks])), 'home')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('is whole where the table of limits says that it fits', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        fc.pre(measure(message).length === 0);
        const whole = blocksOf(message.blocks, true);
        fc.pre(whole.length > 0);
        expect(messageBody(message).blocks).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps escapes in the text that screen readers get', () => {
    const { text } = messageBody(post({ type: 'text', text: 'a < b & **c** <!channel>' }));
    expect(text).toBe('a &lt; b &amp; c &lt;!channel&gt;');
  });

  it('notifies a user group or a person where it is told to, and never everybody', () => {
    const pinging = (ping: string) => JSON.stringify(messageBody({ ...post({ type: 'text', text: 'x' }), ping }));
    expect(pinging('<!subteam^S123|@learners>')).toContain('"<!subteam^S123>"');
    expect(pinging('<@U123>')).toContain('"<@U123>"');
    for (const all of ['<!channel>', '<!here>', '<!everyone>', '@channel', '<!subteam^S1><!channel>']) {
      expect(pinging(all)).not.toContain('!');
    }
  });

  it('writes the first table as one and further ones as code, and no disabled button', () => {
    const table: Block = { type: 'table', caption: 'Board', columns: ['', 'Name'], rows: [['1', '**Carol**']] };
    const off = { kind: 'button', id: 'app::tip', label: 'Tip', disabled: true } as const;
    const { blocks } = messageBody(post(table, table, { type: 'controls', controls: [off] }));
    expect(blocks.map(({ type }) => type)).toEqual(['section', 'table', 'section']);
    expect(blocks[1]).toMatchObject({
      rows: [
        [{ text: ' ' }, { text: 'Name' }],
        [{ text: '1' }, { text: 'Carol' }],
      ],
    });
  });

  it('tells a picture-less message of nothing as something', () => {
    expect(messageBody(post()).blocks).toHaveLength(1);
  });
});

describe('A form in Block Kit', () => {
  const choice = fc.record({ value: fc.string({ minLength: 1, maxLength: 70 }), label: fc.string({ maxLength: 200 }) });
  const id = fc.constantFrom('a', 'b', 'c');
  const common = {
    id,
    label: fc.string({ maxLength: 90 }),
    required: fc.boolean(),
    hint: fc.string({ maxLength: 150 }),
  };
  const input = fc.oneof(
    fc.record({
      ...common,
      kind: fc.constant('text' as const),
      multiline: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 4000 }),
      value: fc.string({ maxLength: 5000 }),
    }),
    fc.record({ ...common, kind: fc.constant('select' as const), options: fc.array(choice, { maxLength: 120 }) }),
    fc.record({
      ...common,
      kind: fc.constant('checks' as const),
      options: fc.array(choice, { maxLength: 12 }),
      values: fc.array(fc.string()),
    }),
  );

  it('is taken by Slack, whatever it asks', () => {
    fc.assert(
      fc.property(anyMessage, fc.array(input, { maxLength: 6 }), fc.string(), ({ blocks }, inputs, words) => {
        const form: Form = { id: 'app::alias:save', title: words, intro: blocks, inputs, submit: words };
        expect(viewProblems(wired(formView(form, '{}')), 'modal')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

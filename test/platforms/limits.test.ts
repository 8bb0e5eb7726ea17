import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionIdLimit } from '../../src/chat/action.ts';
import type { Block, Control, Form, Input, Message } from '../../src/chat/message.ts';
import { moment } from '../../src/chat/text.ts';
import { limits as discordLimits, measure as measureForDiscord } from '../../src/platforms/discord/limits.ts';
import type { Misfit } from '../../src/platforms/fit.ts';
import { measure as measureForSlack, limits as slackLimits } from '../../src/platforms/slack/limits.ts';
import { textAnswerMax } from '../../src/quiz/answer.ts';
import { anyMessage } from '../support/messages.ts';

const inPrivate = (...blocks: Block[]): Message => ({ audience: 'private', blocks });
const text = (length: number): Block => ({ type: 'text', text: 'x'.repeat(length) });
const button = (place: number, label = 'A'): Control => ({ kind: 'button', id: `b${place}`, label });
const buttons = (count: number): Block => ({
  type: 'controls',
  controls: Array.from({ length: count }, (_, place) => button(place)),
});
const options = (count: number, length = 3) =>
  Array.from({ length: count }, (_, place) => ({ value: `v${place}`, label: 'x'.repeat(length) }));
const select = (choices: { value: string; label: string }[]): Block => ({
  type: 'controls',
  controls: [{ kind: 'select', id: 's', label: 'Choose', options: choices, min: 1, max: 1 }],
});
const table = (rows: number, cells = 2, length = 1): Block => ({
  type: 'table',
  caption: 'T',
  columns: Array.from({ length: cells }, () => 'C'),
  rows: Array.from({ length: rows }, () => Array.from({ length: cells }, () => 'x'.repeat(length))),
});
const typing = (id: string): Input => ({
  id,
  label: 'Words',
  kind: 'text',
  required: true,
  multiline: false,
  maxLength: 99,
});
const form = (change: Partial<Form>): Form => ({
  id: 'f',
  title: 'Title',
  intro: [],
  inputs: [typing('a')],
  submit: 'Save',
  ...change,
});
const input = (change: object): Form => form({ inputs: [{ ...typing('a'), ...change }] });

type Case = { name: string; fits: Message | Form; not: Message | Form; misfit: Misfit };

const onDiscord: Case[] = [
  {
    name: 'text',
    fits: inPrivate(text(2000), text(2000)),
    not: inPrivate(text(2000), text(2001)),
    misfit: { what: 'text', size: 4001, limit: 4000 },
  },
  {
    name: 'components',
    fits: inPrivate(buttons(33)),
    not: inPrivate(buttons(34)),
    misfit: { what: 'components', size: 41, limit: 40 },
  },
  {
    name: 'the container of a channel message',
    fits: { ...inPrivate(buttons(32)), audience: 'channel' },
    not: { ...inPrivate(buttons(33)), audience: 'channel' },
    misfit: { what: 'components', size: 41, limit: 40 },
  },
  {
    name: 'a button label',
    fits: inPrivate({ type: 'controls', controls: [button(1, 'x'.repeat(80))] }),
    not: inPrivate({ type: 'controls', controls: [button(1, 'x'.repeat(81))] }),
    misfit: { what: 'button label', size: 81, limit: 80 },
  },
  {
    name: 'one id twice',
    fits: inPrivate(buttons(2)),
    not: inPrivate(buttons(1), buttons(1)),
    misfit: { what: 'uses of one custom_id', size: 2, limit: 1 },
  },
  {
    name: 'select options',
    fits: inPrivate(select(options(25))),
    not: inPrivate(select(options(26))),
    misfit: { what: 'select options', size: 26, limit: 25 },
  },
  {
    name: 'an option label',
    fits: inPrivate(select(options(2, 100))),
    not: inPrivate(select(options(2, 101))),
    misfit: { what: 'select option label', size: 101, limit: 100 },
  },
  {
    name: 'a modal title',
    fits: form({ title: 'x'.repeat(45) }),
    not: form({ title: 'x'.repeat(46) }),
    misfit: { what: 'modal title', size: 46, limit: 45 },
  },
  {
    name: 'modal components',
    fits: form({ intro: [text(9), text(9)], inputs: ['a', 'b', 'c', 'd'].map(typing) }),
    not: form({ intro: [text(9)], inputs: ['a', 'b', 'c', 'd', 'e'].map(typing) }),
    misfit: { what: 'modal components', size: 6, limit: 5 },
  },
  {
    name: 'a label',
    fits: input({ label: 'x'.repeat(45) }),
    not: input({ label: 'x'.repeat(46) }),
    misfit: { what: 'label', size: 46, limit: 45 },
  },
  {
    name: 'a hint',
    fits: input({ hint: 'x'.repeat(100) }),
    not: input({ hint: 'x'.repeat(101) }),
    misfit: { what: 'label description', size: 101, limit: 100 },
  },
  {
    name: 'a text input',
    fits: input({ maxLength: 4000 }),
    not: input({ maxLength: 4001 }),
    misfit: { what: 'text input length', size: 4001, limit: 4000 },
  },
  {
    name: 'checkboxes',
    fits: input({ kind: 'checks', options: options(10) }),
    not: input({ kind: 'checks', options: options(11) }),
    misfit: { what: 'checkbox group options', size: 11, limit: 10 },
  },
];

const onSlack: Case[] = [
  {
    name: 'plain text',
    fits: inPrivate(text(4000)),
    not: inPrivate(text(4001)),
    misfit: { what: 'plain text', size: 4001, limit: 4000 },
  },
  {
    name: 'blocks',
    fits: inPrivate(...Array.from({ length: 50 }, () => text(1))),
    not: inPrivate(...Array.from({ length: 51 }, () => text(1))),
    misfit: { what: 'blocks', size: 51, limit: 50 },
  },
  {
    name: 'sections of long text',
    fits: inPrivate(...Array.from({ length: 49 }, () => text(1)), text(3000)),
    not: inPrivate(...Array.from({ length: 49 }, () => text(1)), text(3001)),
    misfit: { what: 'blocks', size: 51, limit: 50 },
  },
  {
    name: 'a header',
    fits: inPrivate({ type: 'heading', text: 'x'.repeat(150) }),
    not: inPrivate({ type: 'heading', text: 'x'.repeat(151) }),
    misfit: { what: 'header', size: 151, limit: 150 },
  },
  {
    name: 'a button text',
    fits: inPrivate({ type: 'controls', controls: [button(1, 'x'.repeat(75))] }),
    not: inPrivate({ type: 'controls', controls: [button(1, 'x'.repeat(76))] }),
    misfit: { what: 'button text', size: 76, limit: 75 },
  },
  {
    name: 'actions',
    fits: inPrivate(buttons(25)),
    not: inPrivate(buttons(26)),
    misfit: { what: 'actions', size: 26, limit: 25 },
  },
  {
    name: 'an option',
    fits: inPrivate(select(options(50, 75))),
    not: inPrivate(select(options(2, 76))),
    misfit: { what: 'select option text', size: 76, limit: 75 },
  },
  {
    name: 'table rows',
    fits: inPrivate(table(99)),
    not: inPrivate(table(100)),
    misfit: { what: 'table rows', size: 101, limit: 100 },
  },
  {
    name: 'table cells',
    fits: inPrivate(table(1, 20)),
    not: inPrivate(table(1, 21)),
    misfit: { what: 'table cells', size: 21, limit: 20 },
  },
  {
    name: 'a table as text',
    fits: inPrivate(table(9), table(99)),
    not: inPrivate(table(99, 1, 102)),
    misfit: { what: 'table text', size: 10_099, limit: 10_000 },
  },
  {
    name: 'a modal title',
    fits: form({ title: 'x'.repeat(24) }),
    not: form({ title: 'x'.repeat(25) }),
    misfit: { what: 'modal title', size: 25, limit: 24 },
  },
  {
    name: 'a submit button',
    fits: form({ submit: 'x'.repeat(24) }),
    not: form({ submit: 'x'.repeat(25) }),
    misfit: { what: 'modal submit', size: 25, limit: 24 },
  },
  {
    name: 'a text input',
    fits: input({ maxLength: 3000 }),
    not: input({ maxLength: 3001 }),
    misfit: { what: 'text input length', size: 3001, limit: 3000 },
  },
  {
    name: 'checkboxes',
    fits: input({ kind: 'checks', options: options(10) }),
    not: input({ kind: 'checks', options: options(11) }),
    misfit: { what: 'checkboxes options', size: 11, limit: 10 },
  },
];

describe.each([
  { platform: 'Discord', measure: measureForDiscord, cases: onDiscord },
  { platform: 'Slack', measure: measureForSlack, cases: onSlack },
])('what fits $platform', ({ measure, cases }) => {
  it.each(cases)('ends for $name exactly at the limit', ({ fits, not, misfit }) => {
    expect(measure(fits)).toEqual([]);
    expect(measure(not)).toContainEqual(misfit);
  });

  it('shrinks never when a message grows', () => {
    fc.assert(
      fc.property(anyMessage, anyMessage, (one, other) => {
        const both = measure({ ...one, blocks: [...one.blocks, ...other.blocks] });
        for (const { what, size } of measure(one)) {
          expect(both.find((misfit) => misfit.what === what)?.size).toBeGreaterThanOrEqual(size);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the limits of both platforms', () => {
  it('leave room for the longest control id and the longest answer', () => {
    expect(actionIdLimit).toBeLessThanOrEqual(Math.min(discordLimits.customId, slackLimits.actionId));
    expect(textAnswerMax).toBeLessThanOrEqual(Math.min(discordLimits.textInput, slackLimits.textInput));
  });
});

describe('the size of a text', () => {
  const sizeOf = (measure: typeof measureForDiscord, what: string, written: string) =>
    (measure(inPrivate(text(20_000), { type: 'text', text: written })).find((misfit) => misfit.what === what)?.size ??
      0) -
    (measure(inPrivate(text(20_000), text(1))).find((misfit) => misfit.what === what)?.size ?? 0) +
    1;

  it.each([
    { written: '**bold** and `a_b` and [a title](https://example.org/a_b)', size: 57 },
    { written: 'a_b', size: 4 },
    { written: '\\*as typed\\*', size: 12 },
    { written: '```\n<@1> ~~ __\n```', size: 18 },
    { written: '<@1>', size: 6 },
    { written: moment(1_795_000_000_000, 'on a day that takes many words'), size: '<t:1795000000:f>'.length },
  ])('counts what Discord needs to show $written as it is meant', ({ written, size }) => {
    expect(sizeOf(measureForDiscord, 'text', written)).toBe(size);
  });

  it.each([
    { written: 'R&D', size: 7 },
    { written: '`a && b`', size: 16 },
    { written: moment(1_795_000_000_000, '16:00'), size: '<!date^1795000000^{date_short_pretty} {time}|16:00>'.length },
  ])('counts what Slack needs to show $written as it is meant', ({ written, size }) => {
    expect(sizeOf(measureForSlack, 'blocks as JSON', written)).toBe(size);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adminAction, appAction, practiceAction, roundAction, suggestionAction } from '../../../src/chat/action.ts';
import type { Block, Control, Form, Message } from '../../../src/chat/message.ts';
import { moment } from '../../../src/chat/text.ts';
import { limits, measure } from '../../../src/platforms/discord/limits.ts';
import { cutMarkdown, markdown } from '../../../src/platforms/discord/markdown.ts';
import { messageBody } from '../../../src/platforms/discord/message.ts';
import { modalOf } from '../../../src/platforms/discord/modal.ts';
import { markOf, nonceOf } from '../../../src/platforms/discord/once-key.ts';
import { openerOf } from '../../../src/platforms/reopen.ts';
import { allComponents, textOf } from '../../support/discord/component-tree.ts';
import { flag, readMessage } from '../../support/discord/message-payload.ts';
import { readModal } from '../../support/discord/modal-payload.ts';
import { anyMessage } from '../../support/messages.ts';

const publicly = (...blocks: Block[]): Message => ({ audience: 'channel', blocks });
const json = (value: object): unknown => JSON.parse(JSON.stringify(value));
/** Throws where Discord would refuse the body. */
const taken = (message: Message) => readMessage(json(messageBody(message)), { settable: flag.componentsV2, files: [] });
const textsOf = (message: Message) =>
  allComponents(messageBody(message).components.map(json)).map(({ component }) => textOf(component));
const button = (id: string, label = 'A'): Control => ({ kind: 'button', id, label });

describe('Text on Discord', () => {
  it('keeps the markup of messages and escapes every other', () => {
    const written = '**bold** `a_b` [t](https://e.org/a_b) \\_ plain_snake ~~gone~~ ||spoiler|| > said # big <@1>';
    expect(markdown(written)).toBe(
      '**bold** `a_b` [t](https://e.org/a_b) \\_ plain\\_snake \\~\\~gone\\~\\~ \\|\\|spoiler\\|\\| \\> said \\# big \\<@1\\>',
    );
  });

  it('shows moments in the zone of each reader, whatever words stand for them', () => {
    expect(markdown(`Open until ${moment(1_795_532_400_500, '16:00 | _late_')}.`)).toBe('Open until <t:1795532400:f>.');
  });

  it('closes a code block that it cuts', () => {
    const cut = cutMarkdown(`\`\`\`\n${'x'.repeat(100)}\n\`\`\``, 40);
    expect(cut).toMatch(/^```\nx+…\n```$/);
    expect(cut.length).toBeLessThanOrEqual(40);
  });
});

describe('A message on Discord', () => {
  it('stands in one container in the channel, bare in private, and notifies nobody', () => {
    const heading: Block = { type: 'heading', text: '#1 · Drift' };
    expect(messageBody(publicly(heading))).toEqual({
      flags: 1 << 15,
      components: [{ type: 17, components: [{ type: 10, content: '### \\#1 · Drift' }] }],
      allowed_mentions: { parse: [] },
    });
    expect(messageBody({ audience: 'private', blocks: [heading] }).components).toEqual([
      { type: 10, content: '### \\#1 · Drift' },
    ]);
  });

  it('says options in full and puts letters on buttons, five in a row', () => {
    const { components } = messageBody(
      publicly(
        { type: 'choices', options: [{ letter: 'a', text: 'Canary' }] },
        { type: 'controls', controls: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)) },
      ),
    );
    expect(components).toMatchObject([
      {
        components: [
          { content: '**A)** Canary' },
          { type: 1, components: [{}, {}, {}, {}, { style: 2, custom_id: 'e' }] },
          { type: 1, components: [{ custom_id: 'f' }] },
        ],
      },
    ]);
  });

  it('gives a select a row of its own, and its label as placeholder', () => {
    const select: Control = {
      kind: 'select',
      id: 's',
      label: 'Which?',
      options: [{ value: 'x', label: 'X' }],
      min: 1,
      max: 3,
    };
    const message = publicly({ type: 'controls', controls: [button('a'), select, button('b')] });
    expect(messageBody(message).components).toMatchObject([
      {
        components: [
          { components: [{ custom_id: 'a' }] },
          { components: [{ type: 3, placeholder: 'Which?', min_values: 1, max_values: 1 }] },
          { components: [{ custom_id: 'b' }] },
        ],
      },
    ]);
    taken(message);
  });

  it.each([
    ['<@&123>', { parse: [], roles: ['123'] }],
    ['@everyone', { parse: [] }],
    ['<@123>', { parse: [] }],
  ])('may notify the one role %s names, and nobody else', (ping, allowed) => {
    const body = messageBody({ ...publicly({ type: 'text', text: 'x' }), ping });
    expect(body.allowed_mentions).toEqual(allowed);
    expect(body.components[0]).toEqual({ type: 10, content: ping });
  });

  it('is marked on what is its own, not on the ping before it', () => {
    const body = messageBody({ ...publicly({ type: 'text', text: 'x' }), ping: '<@&1>' }, 7);
    expect(body.components).toMatchObject([{ type: 10 }, { type: 17, id: 7 }]);
    expect(body.components[0]).not.toHaveProperty('id');
  });

  it('with nothing to show is still a message', () => {
    expect(textsOf(publicly({ type: 'text', text: ' ' })).join('')).toBe('…');
  });

  it('says so when it had to leave something out', () => {
    const text = 'x'.repeat(5000);
    const texts = textsOf(publicly({ type: 'text', text }));
    expect(texts.at(-1)).toBe('-# …');
    expect(texts.join('').length).toBeLessThanOrEqual(limits.text);
    expect(texts.join('').length).toBeGreaterThan(limits.text - 10);
  });

  it('is taken by Discord whatever it holds', () => {
    fc.assert(fc.property(anyMessage, (message) => void taken(message)));
  });

  it('loses nothing where the table of limits says that it fits', () => {
    const small = anyMessage.map(({ audience, blocks }): Message => ({ audience, blocks: blocks.slice(0, 2) }));
    fc.assert(
      fc.property(small, (message) => {
        fc.pre(measure(message).length === 0);
        expect(textsOf(message)).not.toContain('-# …');
        const shown = message.blocks.filter(({ type }) => type !== 'controls' && type !== 'divider').length;
        expect(textsOf(message).filter((text) => text !== '').length).toBeLessThanOrEqual(Math.max(1, shown));
      }),
    );
  });
});

describe('A form on Discord', () => {
  const form: Form = {
    id: roundAction('r1', 'answer'),
    title: 'Answer #1',
    intro: [{ type: 'text', text: 'Which **two**?' }],
    inputs: [
      {
        id: 'answer',
        label: 'Your answer',
        kind: 'checks',
        required: true,
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
        values: ['b'],
      },
      {
        id: 'why',
        label: 'Why',
        kind: 'text',
        multiline: true,
        required: false,
        maxLength: 9000,
        value: 'x',
        hint: 'h',
      },
      {
        id: 'topic',
        label: 'Topic',
        kind: 'select',
        required: true,
        options: [{ value: 'x', label: 'X' }],
        value: 'x',
      },
    ],
    submit: 'Save',
  };

  it('repeats the question, then asks', () => {
    expect(modalOf(form)).toMatchObject({
      custom_id: form.id,
      title: 'Answer #1',
      components: [
        { type: 10, content: 'Which **two**?' },
        {
          type: 18,
          label: 'Your answer',
          component: {
            type: 22,
            min_values: 1,
            max_values: 2,
            options: [{ value: 'a' }, { value: 'b', default: true }],
          },
        },
        { type: 18, description: 'h', component: { type: 4, style: 2, max_length: 4000, required: false, value: 'x' } },
        { type: 18, component: { type: 3, options: [{ value: 'x', default: true }] } },
      ],
    });
    readModal(json(modalOf(form)));
  });

  it('is cut to what Discord takes', () => {
    const many = Array.from({ length: 7 }, (_, place) => ({
      ...form.inputs[0],
      id: `i${place}`,
      label: 'x'.repeat(99),
      hint: 'y'.repeat(200),
      kind: 'text' as const,
      multiline: false,
      required: true,
      maxLength: 10,
      value: 'z'.repeat(50),
    }));
    const modal = modalOf({ ...form, title: 't'.repeat(99), inputs: many });
    expect(modal.components).toHaveLength(5);
    readModal(json(modal));
    readModal(json(modalOf({ ...form, intro: [{ type: 'text', text: 'x'.repeat(9000) }] })));
  });

  it.each([
    [roundAction('r', 'answer'), roundAction('r', 'form')],
    [roundAction('r', 'flag', 'send'), roundAction('r', 'flag')],
    [practiceAction('p', 'answer'), practiceAction('p', 'form')],
    [appAction('alias', 'save'), appAction('alias')],
    [appAction('suggest', 'send'), appAction('suggest')],
    [adminAction('setup'), adminAction('setup-form')],
    [suggestionAction('s', 'save'), suggestionAction('s', 'review')],
    [suggestionAction('s', 'decline', 'send'), suggestionAction('s', 'decline')],
  ])('%s opens again by %s', (form, opener) => {
    expect(openerOf(form)).toBe(opener);
  });
});

describe('What makes two sends one', () => {
  it('is within what Discord takes, and differs from key to key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(nonceOf(one)).toMatch(/^[\w-]{25}$/);
        expect(markOf(one)).toBeGreaterThan(0);
        expect(markOf(one)).toBeLessThan(2 ** 31);
        expect(nonceOf(one) === nonceOf(other)).toBe(one === other);
        expect(markOf(one) === markOf(other)).toBe(one === other);
      }),
    );
  });
});

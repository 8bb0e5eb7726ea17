import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand, sizeOf } from '../discord/command-payload.ts';
import { FormError } from '../discord/form-body.ts';
import type { JsonObject } from '../discord/json.ts';
import { readMessage } from '../discord/message-payload.ts';
import { readModal } from '../discord/modal-payload.ts';
import { button, openScene, row, type Scene, text, v2 } from './scene.ts';

const all = { settable: ~0, files: [] };

/** Codes of the faults with their paths; empty where the payload is fine. */
function faultsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return error.faults.map(({ path, code }) => `${path.join('.')} ${code}`);
  }
}
const message = (body: JsonObject) => faultsOf(() => readMessage(body, all));
const modal = (...components: JsonObject[]) =>
  faultsOf(() => readModal({ custom_id: 'm', title: 'Title', components }));
const label = (component: JsonObject): JsonObject => ({ type: 18, label: 'Label', component });
const command = (payload: JsonObject) => faultsOf(() => readCommand({ name: 'quiz', description: 'x', ...payload }));
const options = (count: number): JsonObject[] =>
  Array.from({ length: count }, (_, at) => ({ label: 'x', value: `${at}` }));
const select = (count: number): JsonObject => ({ type: 3, custom_id: 's', options: options(count) });

describe('what a message may hold', () => {
  it('takes each length up to its limit and not one more', () => {
    const bounded: [limit: number, fault: string, payload: (size: number) => JsonObject][] = [
      [2000, 'content', (size) => ({ content: 'x'.repeat(size) })],
      [10, 'embeds', (size) => ({ embeds: Array(size).fill({ title: 'x' }) })],
      [4000, 'components.0.content', (size) => v2(text('x'.repeat(size)))],
      [80, 'components.0.components.0.label', (size) => v2(row(button('a', 'x'.repeat(size))))],
      [100, 'components.0.components.0.custom_id', (size) => v2(row(button('x'.repeat(size), 'A')))],
      [25, 'components.0.components.0.options', (size) => v2(row(select(size)))],
      [
        5,
        'components.0.components',
        (size) => v2(row(...Array.from({ length: size }, (_, at) => button(`${at}`, 'A')))),
      ],
      [
        5,
        'components',
        (size) => ({ content: 'x', components: Array.from({ length: size }, (_, at) => row(button(`${at}`, 'A'))) }),
      ],
      [40, 'components', (size) => v2(...Array(size).fill(text('x')))],
      [38, 'components', (size) => v2({ type: 17, components: [...Array(size).fill(text('x')), { type: 14 }] })],
    ];
    for (const [limit, fault, payload] of bounded) {
      expect(message(payload(limit))).toEqual([]);
      expect(message(payload(limit + 1)).map((found) => found.split(' ')[0])).toContain(fault);
    }
  });

  it('counts text over all displays of a message together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 6 }), (sizes) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const found = message(v2({ type: 17, components: sizes.map((size) => text('x'.repeat(size))) }));
        expect(found).toEqual(total > 4000 ? ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'] : []);
      }),
    );
  });

  it('keeps to the rules of Components V2', () => {
    expect(message({ content: 'x', ...v2(text('y')) })).toEqual([
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
    expect(message({ components: [text('x')] })).not.toEqual([]);
    expect(message(v2(button('a', 'A')))).toEqual(['components.0.type UNION_TYPE_CHOICES']);
    expect(message(v2(row(button('a', 'A'), select(1))))).toEqual([
      'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ]);
    expect(message(v2(row(button('a', 'A')), row(button('a', 'B'))))).toEqual([
      'components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ]);
    expect(message(v2({ type: 9, components: [text('x')] }))).not.toEqual([]);
    expect(message(v2(row({ type: 2, style: 5, label: 'x', custom_id: 'a' })))).toHaveLength(2);
    expect(message({ allowed_mentions: { parse: ['roles'], roles: ['1'] }, content: 'x' })).toHaveLength(1);
    const embed = { description: 'x'.repeat(3001) };
    expect(message({ embeds: [embed, embed] })).toEqual(['embeds MAX_EMBED_SIZE_EXCEEDED']);
  });
});

describe('what a modal may hold', () => {
  it('takes one to five components, inputs in labels', () => {
    const input = (at: number) => label({ type: 4, custom_id: `i${at}`, style: 1 });
    expect(modal(...[0, 1, 2, 3, 4].map(input))).toEqual([]);
    expect(modal(...[0, 1, 2, 3, 4, 5].map(input))).toEqual(['components BASE_TYPE_BAD_LENGTH']);
    expect(modal()).toEqual(['components BASE_TYPE_BAD_LENGTH']);
    expect(modal({ type: 4, custom_id: 'i', style: 1 })).toEqual(['components.0.type UNION_TYPE_CHOICES']);
    expect(modal(input(0), input(0))).toEqual(['components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED']);
  });

  it('takes choices within their counts', () => {
    const radio = (count: number) => label({ type: 21, custom_id: 'r', options: options(count) });
    const checks = (count: number) => label({ type: 22, custom_id: 'c', options: options(count) });
    expect([1, 2, 10, 11].map((count) => modal(radio(count)).length)).toEqual([1, 0, 0, 1]);
    expect([0, 1, 10, 11].map((count) => modal(checks(count)).length)).toEqual([1, 0, 0, 1]);
    const optional = { type: 22, custom_id: 'c', options: options(2), min_values: 0 };
    expect(modal(label(optional))).toEqual(['components.0.component.min_values NUMBER_TYPE_MIN']);
    expect(modal(label({ ...optional, required: false }))).toEqual([]);
    const twice = [
      { label: 'x', value: 'a' },
      { label: 'y', value: 'a' },
    ];
    expect(modal(label({ type: 22, custom_id: 'c', options: twice }))).toEqual([
      'components.0.component.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ]);
  });

  it('takes texts within their lengths', () => {
    expect(modal({ ...label({ type: 4, custom_id: 'i', style: 1 }), label: 'x'.repeat(46) })).toHaveLength(1);
    expect(modal({ ...label({ type: 4, custom_id: 'i', style: 1 }), description: 'x'.repeat(101) })).toHaveLength(1);
    expect(modal(label({ type: 4, custom_id: 'i', style: 1, max_length: 3, value: 'four' }))).toHaveLength(1);
    expect(faultsOf(() => readModal({ custom_id: 'm', title: 'x'.repeat(46), components: [text('x')] }))).toHaveLength(
      1,
    );
  });
});

describe('what a command may hold', () => {
  const option = (name: string, more: JsonObject = {}): JsonObject => ({ type: 3, name, description: 'x', ...more });
  const sub = (name: string, ...inner: JsonObject[]): JsonObject => ({
    type: 1,
    name,
    description: 'x',
    options: inner,
  });

  it('takes names in lower case, and required options first', () => {
    expect(command({ name: 'mlops-quiz' })).toEqual([]);
    expect(command({ name: 'Quiz' })).toHaveLength(1);
    expect(command({ name: 'two words' })).not.toEqual([]);
    expect(command({ description: 'x'.repeat(101) })).toEqual(['description BASE_TYPE_BAD_LENGTH']);
    expect(command({ options: [option('a'), option('b', { required: true })] })).toEqual([
      'options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ]);
    expect(command({ options: [option('a'), option('a')] })).toEqual([
      'options.1.name APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE',
    ]);
    expect(command({ options: [sub('a'), option('b')] })).toEqual(['options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID']);
    expect(
      command({ options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
    ).toHaveLength(1);
    expect(command({ options: [{ type: 2, name: 'g', description: 'x', options: [sub('a', option('b'))] }] })).toEqual(
      [],
    );
  });

  it('counts 8,000 characters, of each field the longest locale', () => {
    const choices = Array.from({ length: 25 }, (_, at) => ({
      name: 'n'.repeat(99),
      value: `${at}`.padStart(100, 'v'),
    }));
    const big = (name: string) => option(name, { choices });
    expect(sizeOf(readCommand({ name: 'quiz', description: 'x', options: [big('a')] }))).toBe(5 + 2 + 25 * 199);
    expect(command({ options: [big('a'), big('b')] })).toEqual([' APPLICATION_COMMAND_TOO_LARGE']);
    const long = { description_localizations: { de: 'x'.repeat(90) } };
    expect(sizeOf(readCommand({ name: 'quiz', description: 'x', ...long }))).toBe(94);
  });
});

describe('registering and refusing over the wire', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  it('answers 50035 with a tree of errors, and notes the violation', async () => {
    const refused = await scene.post(v2(row(button('a', 'x'.repeat(81)))));
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: {
        components: {
          0: {
            components: {
              0: { label: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be 80 or fewer in length.' }] } },
            },
          },
        },
      },
    });
    expect(scene.discord.violations()).toMatchObject([{ request: 'POST /channels/:channel/messages' }]);
  });

  it('keeps the ids of commands whose names stay, and drops the others', async () => {
    const named = (name: string) => ({
      name,
      description: 'x',
      options: [{ type: 3, name: 'o', description: 'x', required: false }],
    });
    const first = await scene.register([named('one'), named('two')]);
    const second = await scene.register([named('two'), named('three')]);
    expect(second.list.map(({ name }) => name)).toEqual(['two', 'three']);
    expect(second.list[0]?.id).toBe(first.list[1]?.id);
    const listed = await scene.call('GET', `/applications/${scene.discord.applicationId}/commands`);
    expect(listed.list).toEqual(second.list);
    expect(listed.list[0]?.options).toEqual([{ type: 3, name: 'o', description: 'x' }]);
    const inGuild = `/applications/${scene.discord.applicationId}/guilds/${scene.guild.id}/commands`;
    const made = await scene.call('POST', inGuild, named('two'));
    expect(made).toMatchObject({ status: 201, body: { guild_id: scene.guild.id } });
    expect((await scene.call('POST', inGuild, named('two'))).status).toBe(200);
    expect((await scene.call('DELETE', `${inGuild}/${made.body.id}`)).status).toBe(204);
    expect((await scene.register([named('one'), named('one')])).body.code).toBe(50035);
  });

  it('creates two hundred commands a day and no more', async () => {
    const fresh = await openScene();
    const codes = [];
    for (let round = 0; round < 3; round += 1) {
      const commands = Array.from({ length: 100 }, (_, at) => ({ name: `c-${round}-${at}`, description: 'x' }));
      codes.push((await fresh.register(commands)).body.code);
    }
    expect(codes).toEqual([undefined, undefined, 30034]);
    await fresh.close();
  });
});

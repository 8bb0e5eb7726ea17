import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privately, reply } from '../../../src/chat/message.ts';
import { answersTo, lateAnswersTo } from '../../../src/platforms/discord/answer.ts';
import { readInteraction } from '../../../src/platforms/discord/interaction.ts';
import { lookWith, rightsIn } from '../../../src/platforms/discord/permissions.ts';

const person = { id: '7', username: 'bob', global_name: 'Bob' };
const command = {
  id: '1000000000000000001',
  type: 2,
  token: 'secret',
  guild_id: '5',
  channel: { id: '6', type: 0, name: 'general', parent_id: '99' },
  member: { user: person, nick: null, permissions: '0' },
  data: { id: '1', name: 'mlops-quiz', options: [{ type: 1, name: 'tip', options: [] }] },
};

describe('A raw interaction', () => {
  it('of a subcommand in a group is the command with its values', () => {
    const options = [{ type: 3, name: 'time', value: '9' }];
    const data = { options: [{ type: 2, name: 'admin', options: [{ type: 1, name: 'setup', options }] }] };
    expect(readInteraction({ ...command, data })).toMatchObject({
      kind: 'command',
      name: 'admin setup',
      given: new Map([['time', '9']]),
      guild: '5',
      channel: { id: '6', name: 'general' },
      user: { id: '7', name: 'Bob' },
      admin: false,
      onPrivate: false,
    });
  });

  it.each([
    ['Manage Server', String(1 << 5), true],
    ['Administrator', String(1 << 3), true],
    ['neither', String((1n << 50n) - 1n - 40n), false],
  ])('of somebody with %s is told as such', (_, permissions, admin) => {
    expect(readInteraction({ ...command, member: { ...command.member, permissions } })).toMatchObject({ admin });
  });

  it('calls people as the server does', () => {
    const named = (member: object) =>
      readInteraction({ ...command, member: { ...command.member, ...member } })?.user.name;
    expect(named({ nick: 'Bobby' })).toBe('Bobby');
    expect(named({ user: { ...person, global_name: null } })).toBe('bob');
  });

  it.each([10, 11, 12])('in a thread (type %i) belongs to the parent, whose name is not known', (type) => {
    const channel = { id: '8', type, name: 'the thread', parent_id: '6' };
    expect(readInteraction({ ...command, channel })?.channel).toEqual({ id: '6', name: '' });
  });

  it('of a select, a button and a form carries what was chosen and typed', () => {
    const control = (data: object, message = { flags: 64 }) => readInteraction({ ...command, type: 3, data, message });
    expect(control({ custom_id: 'x', component_type: 2 })).toMatchObject({
      kind: 'control',
      used: { id: 'x', values: new Map() },
      onPrivate: true,
    });
    expect(control({ custom_id: 'x', component_type: 3, values: ['a'] }, { flags: 0 })).toMatchObject({
      used: { values: new Map([['value', ['a']]]) },
      onPrivate: false,
    });
    const components = [
      { type: 10, id: 1 },
      { type: 18, component: { type: 4, custom_id: 'why', value: 'Because' } },
      { type: 18, component: { type: 4, custom_id: 'empty', value: ' ' } },
      { type: 18, component: { type: 22, custom_id: 'answer', values: ['a', 'b'] } },
    ];
    expect(readInteraction({ ...command, type: 5, data: { custom_id: 'f', components } })).toMatchObject({
      kind: 'form',
      used: {
        id: 'f',
        values: new Map([
          ['why', ['Because']],
          ['answer', ['a', 'b']],
        ]),
      },
    });
  });

  it('while one types names the option and the text so far', () => {
    const options = [{ type: 3, name: 'topic', value: 'dr', focused: true }];
    const data = { options: [{ type: 1, name: 'practice', options }] };
    expect(readInteraction({ ...command, type: 4, data })).toMatchObject({
      kind: 'autocomplete',
      name: 'practice',
      option: 'topic',
      typed: 'dr',
    });
  });

  it('of any other shape is nothing, and never an error', () => {
    expect(readInteraction({ ...command, type: 1 })).toBeUndefined();
    expect(readInteraction({ ...command, member: undefined })).toBeUndefined();
    fc.assert(fc.property(fc.anything(), (payload) => void readInteraction(payload)));
    const keys = fc.constantFrom(...Object.keys(command));
    fc.assert(fc.property(keys, fc.anything(), (key, value) => void readInteraction({ ...command, [key]: value })));
  });
});

describe('A reply on Discord', () => {
  const message = privately({ type: 'text', text: 'x' });
  const shared = { audience: 'channel' as const, blocks: message.blocks };
  const form = { id: 'admin::setup', title: 'Setup', intro: [], inputs: [], submit: 'Save' };
  const typeOf = (kind: 'command' | 'control' | 'form', onPrivate: boolean, given: Parameters<typeof answersTo>[1]) =>
    answersTo({ kind, onPrivate }, given).first.type;

  it('is a message, a form, or a change of the private message it came from', () => {
    expect(typeOf('command', false, reply(message))).toBe(4);
    expect(typeOf('control', true, { ...reply(message), replaces: true })).toBe(7);
    expect(typeOf('form', true, { ...reply(message), replaces: true })).toBe(7);
    expect(typeOf('control', false, { messages: [], form })).toBe(9);
  });

  it('never changes a message that others see, and never makes one for others of a private place', () => {
    expect(typeOf('control', false, { ...reply(message), replaces: true })).toBe(4);
    expect(typeOf('control', true, { ...reply(shared), replaces: true })).toBe(4);
  });

  it('puts a form behind a button where Discord opens none', () => {
    const { first } = answersTo({ kind: 'form', onPrivate: false }, { messages: [], form });
    expect(first.type).toBe(4);
    expect(JSON.stringify(first)).toContain('admin::setup-form');
    expect(JSON.stringify(lateAnswersTo({ messages: [], form }))).toContain('admin::setup-form');
  });

  it('says who sees each of its messages', () => {
    const { first, more } = answersTo({ kind: 'command', onPrivate: false }, reply(shared, message));
    const flags = [first, ...more.map((data) => ({ data }))].map(({ data }) => 'flags' in data && data.flags & 64);
    expect(flags).toEqual([0, 64]);
  });

  it('is something even when there is nothing to say', () => {
    expect(typeOf('command', false, { messages: [] })).toBe(4);
    expect(JSON.stringify(lateAnswersTo({ messages: [] }).first)).toContain('Done');
  });

  it('that comes late shows what is private in its place, and what is public after it', () => {
    const { first, more } = lateAnswersTo(reply(shared, message));
    expect([first.components[0]?.type, more.map(({ components }) => components[0]?.type)]).toEqual([10, [17]]);
  });
});

describe('Rights in a channel', () => {
  const guild = {
    id: '1',
    owner_id: '9',
    roles: [
      { id: '1', permissions: 0b0001n },
      { id: '2', permissions: 0b0010n },
      { id: '3', permissions: 1n << 3n },
    ],
  };
  const overwrite = (id: string, allow: bigint, deny: bigint) => ({ id, allow, deny });
  const rights = (roles: string[], overwrites: ReturnType<typeof overwrite>[], id = '7') =>
    rightsIn({ permission_overwrites: overwrites }, guild, { id, roles });

  it('are those of all roles, changed for everybody, then for roles, then for the member', () => {
    expect(rights(['2'], [])).toBe(0b0011n);
    expect(rights(['2'], [overwrite('1', 0b0100n, 0b0010n)])).toBe(0b0101n);
    expect(rights(['2'], [overwrite('1', 0n, 0b0010n), overwrite('2', 0b0010n, 0n)])).toBe(0b0011n);
    expect(rights(['2'], [overwrite('2', 0b0100n, 0n), overwrite('7', 0n, 0b0101n)])).toBe(0b0010n);
    expect(rights(['2'], [overwrite('8', 0n, 0b0011n)])).toBe(0b0011n);
  });

  it('of the owner and of administrators are all, whatever a channel says', () => {
    const closed = [overwrite('1', 0n, (1n << 50n) - 1n)];
    expect(lookWith(rights([], closed, '9')).missing).toEqual([]);
    expect(lookWith(rights(['3'], closed)).missing).toEqual([]);
  });

  it('that the bot asks for are together the number of its invitation', () => {
    expect(lookWith(309_237_763_072n)).toEqual({ canPost: true, canThread: true, missing: [] });
    for (let bit = 0n; bit < 50n; bit += 1n) {
      const without = lookWith(309_237_763_072n & ~(1n << bit));
      expect(without.missing.length).toBe((309_237_763_072n >> bit) & 1n ? 1 : 0);
    }
  });
});

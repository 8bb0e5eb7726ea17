/** A command as a person types it, checked against what is registered as a client does it. */

import type { CommandOption, LeafOption } from './command-payload.ts';
import { isNested } from './command-payload.ts';
import type { JsonObject } from './json.ts';
import { guildPermissions, permissionsIn } from './permissions.ts';
import type { Channel, Command, State, User } from './state.ts';
import { wireChannel, wireMember, wireRole, wireUser } from './wire.ts';

export type OptionValue = string | number | boolean;
const optionType = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10 };

export type Typed = {
  user: User;
  channel: Channel;
  name: string;
  /** Group and subcommand. */
  path: readonly string[];
  options: Readonly<Record<string, OptionValue>>;
  /** The option being typed, for autocomplete; the others may be missing then. */
  focused?: string;
};

/** The `data` of the interaction. Throws where a client would not send it. */
export function typedCommand(state: State, typed: Typed): JsonObject {
  const { channel, name, path } = typed;
  const command = visibleCommand(state, typed);
  const leaves = leavesAt(command, path);
  const given = Object.entries(typed.options).map(([option, value]) => {
    const leaf = leaves.find((one) => one.name === option);
    if (!leaf) throw new Error(`/${[name, ...path].join(' ')} has no option ${option}`);
    const isFocused = option === typed.focused;
    if (!isFocused) checkValue(leaf, value);
    return { name: option, type: leaf.type, value, ...(isFocused ? { focused: true } : {}) };
  });
  if (typed.focused === undefined) {
    const missing = leaves.find((leaf) => leaf.required && !(leaf.name in typed.options));
    if (missing) throw new Error(`/${[name, ...path].join(' ')} needs the option ${missing.name}`);
  } else if (!leaves.some((leaf) => leaf.name === typed.focused && leaf.autocomplete)) {
    throw new Error(`the option ${typed.focused} has no autocomplete`);
  }
  const resolved = resolve(state, typed, leaves);
  return {
    id: command.id,
    name: command.name,
    type: 1,
    options: nest(command.options ?? [], path, given),
    ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
    ...(Object.keys(resolved).length > 0 && channel.kind !== 'direct' ? { resolved } : {}),
  };
}

function visibleCommand(state: State, { user, channel, name }: Typed): Command {
  const guildId = channel.kind === 'direct' ? undefined : channel.guildId;
  const here = state.commands.filter(
    (one) => one.name === name && (one.guildId === undefined || one.guildId === guildId),
  );
  const command = here.find((one) => one.guildId !== undefined) ?? here[0];
  if (!command) throw new Error(`no command /${name} is registered here`);
  const context = guildId === undefined ? 1 : 0;
  if (command.contexts && !command.contexts.includes(context)) throw new Error(`/${name} is not meant for this place`);
  const guild = guildId === undefined ? undefined : state.guilds.get(guildId);
  const needed = BigInt(command.default_member_permissions ?? 0);
  if (guild && (guildPermissions(guild, user.id) & needed) !== needed)
    throw new Error(`${user.name} does not see /${name}`);
  return command;
}

function leavesAt(command: Command, path: readonly string[]): LeafOption[] {
  let options: readonly CommandOption[] = command.options ?? [];
  for (const step of path) {
    const next = options.filter(isNested).find((option) => option.name === step);
    if (!next) throw new Error(`/${command.name} has no subcommand ${path.join(' ')}`);
    options = next.options ?? [];
  }
  const nested = options.find(isNested);
  if (nested) throw new Error(`/${[command.name, ...path].join(' ')} needs a subcommand, such as ${nested.name}`);
  return options.filter((option): option is LeafOption => !isNested(option));
}

function checkValue({ name, type, choices, min_length, max_length }: LeafOption, value: OptionValue): void {
  const expected =
    type === optionType.integer || type === optionType.number
      ? 'number'
      : type === optionType.boolean
        ? 'boolean'
        : 'string';
  if (typeof value !== expected) throw new Error(`the option ${name} takes a ${expected}, not ${String(value)}`);
  if (choices && choices.length > 0 && !choices.some((choice) => choice.value === value)) {
    throw new Error(`${String(value)} is not a choice of the option ${name}`);
  }
  if (typeof value !== 'string') return;
  if (value.length < (min_length ?? 0) || value.length > (max_length ?? 6000)) {
    throw new Error(`the option ${name} does not take ${value.length} characters`);
  }
}

function nest(
  options: readonly CommandOption[],
  [step, ...rest]: readonly string[],
  given: JsonObject[],
): JsonObject[] {
  if (step === undefined) return given;
  const here = options.filter(isNested).find(({ name }) => name === step);
  return [{ name: step, type: here?.type, options: nest(here?.options ?? [], rest, given) }];
}

function resolve(state: State, { options, channel, user }: Typed, leaves: readonly LeafOption[]): JsonObject {
  const guild = channel.kind === 'direct' ? undefined : state.guilds.get(channel.guildId);
  const users: JsonObject = {};
  const members: JsonObject = {};
  const roles: JsonObject = {};
  const channels: JsonObject = {};
  for (const { name, type } of leaves) {
    const id = String(options[name] ?? '');
    const isMentionable = type === optionType.mentionable;
    const one = type === optionType.user || isMentionable ? state.users.get(id) : undefined;
    if (one) users[id] = wireUser(one);
    const member = one ? guild?.members.get(id) : undefined;
    if (guild && member) members[id] = { ...wireMember(state, guild, member), user: undefined };
    const role = type === optionType.role || isMentionable ? guild?.roles.get(id) : undefined;
    if (role) roles[id] = wireRole(role, 0);
    const place = type === optionType.channel ? state.channels.get(id) : undefined;
    if (!place) continue;
    channels[id] = {
      ...wireChannel(state, place),
      permissions: String(permissionsIn(state, user.id, place)),
      app_permissions: String(permissionsIn(state, state.botId, place)),
    };
  }
  return Object.fromEntries(
    Object.entries({ users, members, roles, channels }).filter(([, found]) => Object.keys(found).length > 0),
  );
}

/** Guilds as tests set them up, and what may happen to them. */

import type { Core } from './core.ts';
import type { Person } from './people.ts';
import { bitsOf, type PermissionName } from './permissions.ts';
import type { Guild, TextChannel, User } from './state.ts';
import { wireChannel, wireRole, wireWholeGuild } from './wire.ts';

const everybody: PermissionName[] = [
  'viewChannel',
  'sendMessages',
  'readMessageHistory',
  'useApplicationCommands',
  'embedLinks',
  'attachFiles',
  'createPublicThreads',
  'sendMessagesInThreads',
];

export type ChannelHandle = {
  readonly id: string;
  readonly name: string;
  /** Takes rights from the bot, a role or a member in this channel. */
  deny(who: 'bot' | { role: string } | { member: string }, names: readonly PermissionName[]): void;
  /** Undoes every such change for it. */
  restore(who: 'bot' | { role: string } | { member: string }): void;
  delete(): void;
};

export type GuildHandle = {
  readonly id: string;
  /** The role that the bot brought along. */
  readonly botRoleId: string;
  addChannel(name: string): ChannelHandle;
  /** @returns the role's id */
  addRole(name: string, options?: { permissions?: readonly PermissionName[]; mentionable?: boolean }): string;
  addMember(name: string, options?: MemberOptions): Person;
  /** What automatic moderation blocks from now on. */
  blockWords(words: readonly string[]): void;
  /** The bot is thrown out, or the guild is deleted. */
  remove(): void;
  /** An outage of this guild, and its end. */
  setAvailable(available: boolean): void;
  /** Archives a thread by hand; locked, only moderators may write there. */
  archiveThread(threadId: string, options?: { locked?: boolean }): void;
};

type MemberOptions = {
  permissions?: readonly PermissionName[];
  roles?: readonly string[];
  locale?: string;
  takesDirectMessages?: boolean;
  /** A person who is in another guild already. */
  user?: { id: string };
};

export type GuildOptions = {
  name?: string;
  locale?: string;
  available?: boolean;
  /** Of the role @everyone. */
  everyone?: readonly PermissionName[];
  botPermissions?: readonly PermissionName[];
};

type Parts = { core: Core; personIn(user: User, channelId: string): Person };

/** Makes a guild that the bot is in, and tells connected shards. */
export function addGuild({ core, personIn }: Parts, options: GuildOptions): GuildHandle {
  const { state } = core;
  const id = state.ids.older();
  const botRoleId = state.ids.older();
  const name = options.name ?? 'Test guild';
  const role = (roleId: string, roleName: string, names: readonly PermissionName[]) =>
    [roleId, { id: roleId, name: roleName, permissions: bitsOf(names), mentionable: false }] as const;
  const guild: Guild = {
    id,
    name,
    locale: options.locale ?? 'en-US',
    ownerId: state.ids.older(),
    available: options.available ?? true,
    blockedWords: [],
    roles: new Map([
      role(id, '@everyone', options.everyone ?? everybody),
      role(botRoleId, 'quiz-bot', options.botPermissions ?? []),
    ]),
    members: new Map([[state.botId, { userId: state.botId, roleIds: [botRoleId] }]]),
  };
  state.guilds.set(id, guild);
  if (guild.available) core.dispatch('GUILD_CREATE', wireWholeGuild(state, guild), id);

  function channelHandle(channel: TextChannel): ChannelHandle {
    const idOf = (who: 'bot' | { role: string } | { member: string }) =>
      who === 'bot' ? state.botId : 'role' in who ? who.role : who.member;
    const tell = () => core.dispatch('CHANNEL_UPDATE', wireChannel(state, channel), id);
    return {
      id: channel.id,
      name: channel.name,
      deny(who, names) {
        const of = who !== 'bot' && 'role' in who ? 'role' : 'member';
        channel.overwrites.push({ id: idOf(who), of, allow: 0n, deny: bitsOf(names) });
        tell();
      },
      restore(who) {
        channel.overwrites = channel.overwrites.filter((overwrite) => overwrite.id !== idOf(who));
        tell();
      },
      delete() {
        for (const one of [...state.channels.values()]) {
          if (one.id === channel.id || (one.kind === 'thread' && one.parentId === channel.id))
            state.channels.delete(one.id);
        }
        core.dispatch('CHANNEL_DELETE', wireChannel(state, channel), id);
      },
    };
  }

  const addRole: GuildHandle['addRole'] = (roleName, { permissions = [], mentionable = false } = {}) => {
    const added = { id: state.ids.next(), name: roleName, permissions: bitsOf(permissions), mentionable };
    guild.roles.set(added.id, added);
    core.dispatch('GUILD_ROLE_CREATE', { guild_id: id, role: wireRole(added, guild.roles.size) }, id);
    return added.id;
  };

  return {
    id,
    botRoleId,
    addRole,
    addChannel(channelName) {
      const channel: TextChannel = {
        kind: 'text',
        id: state.ids.next(),
        guildId: id,
        name: channelName,
        overwrites: [],
      };
      state.channels.set(channel.id, channel);
      core.dispatch('CHANNEL_CREATE', wireChannel(state, channel), id);
      return channelHandle(channel);
    },
    addMember(memberName, given = {}) {
      const user = (given.user && state.users.get(given.user.id)) ?? {
        id: state.ids.older(),
        name: memberName,
        bot: false,
        locale: given.locale ?? 'en-US',
        takesDirectMessages: given.takesDirectMessages ?? true,
      };
      state.users.set(user.id, user);
      const ownRole = given.permissions ? [addRole(`only ${memberName}`, { permissions: given.permissions })] : [];
      guild.members.set(user.id, { userId: user.id, roleIds: [...(given.roles ?? []), ...ownRole] });
      const first = [...state.channels.values()].find((one) => one.kind === 'text' && one.guildId === id);
      return personIn(user, first?.id ?? '');
    },
    blockWords(words) {
      guild.blockedWords = [...words];
    },
    remove() {
      guild.members.delete(state.botId);
      core.dispatch('GUILD_DELETE', { id }, id);
    },
    setAvailable(available) {
      guild.available = available;
      if (available) core.dispatch('GUILD_CREATE', wireWholeGuild(state, guild), id);
      else core.dispatch('GUILD_DELETE', { id, unavailable: true }, id);
    },
    archiveThread(threadId, { locked = false } = {}) {
      const thread = state.channels.get(threadId);
      if (thread?.kind !== 'thread') throw new Error(`${threadId} is no thread`);
      thread.archived = true;
      thread.locked = locked;
      core.dispatch('THREAD_UPDATE', wireChannel(state, thread), id);
    },
  };
}

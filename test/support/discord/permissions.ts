/** Who may do what where (topics/permissions#permission-overwrites). */

import type { Channel, Guild, State } from './state.ts';

const permission = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const;
export type PermissionName = keyof typeof permission;

const all = (1n << 53n) - 1n;

export function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | permission[name], 0n);
}

/** What a member holds in the whole guild, before channels change it. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return all;
  // The role @everyone has the guild's own id.
  const bits = [guild.id, ...member.roleIds].reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
  return (bits & permission.administrator) !== 0n ? all : bits;
}

/** What somebody holds in a channel; threads take their parent's, and a direct channel is open to its two. */
export function permissionsIn(state: State, userId: string, channel: Channel): bigint {
  if (channel.kind === 'direct') {
    const open = permission.viewChannel | permission.sendMessages | permission.embedLinks | permission.attachFiles;
    return userId === channel.userId || userId === state.botId ? open | permission.readMessageHistory : 0n;
  }
  const guild = state.guilds.get(channel.guildId);
  const parent = channel.kind === 'thread' ? state.channels.get(channel.parentId) : channel;
  const member = guild?.members.get(userId);
  if (!guild || !member || parent?.kind !== 'text') return 0n;
  let bits = guildPermissions(guild, userId);
  if (bits === all) return all;
  const of = (ids: readonly string[]) => parent.overwrites.filter(({ id }) => ids.includes(id));
  for (const step of [of([guild.id]), of(member.roleIds), of([userId])]) {
    for (const { deny } of step) bits &= ~deny;
    for (const { allow } of step) bits |= allow;
  }
  return (bits & permission.viewChannel) === 0n ? 0n : bits;
}

export function may(state: State, userId: string, channel: Channel, name: PermissionName): boolean {
  return (permissionsIn(state, userId, channel) & permission[name]) !== 0n;
}

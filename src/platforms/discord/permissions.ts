/** Rights in a channel, computed as Discord computes them (topics/permissions#permission-overwrites). Pure. */

import { PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import type { Look } from '../../chat/platform.ts';

const bits = z.string().regex(/^\d+$/).transform(BigInt);
export const guildShape = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
});
export const memberShape = z.object({ roles: z.array(z.string()) });
export const channelShape = z.object({
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
});
type Guild = z.output<typeof guildShape>;
type Member = z.output<typeof memberShape> & { id: string };
type Channel = z.output<typeof channelShape>;

const everything = (1n << 64n) - 1n;

export function rightsIn(channel: Channel, guild: Guild, member: Member): bigint {
  if (member.id === guild.owner_id) return everything;
  // The role @everyone has the guild's own id.
  const roleIds = [guild.id, ...member.roles];
  const base = guild.roles
    .filter(({ id }) => roleIds.includes(id))
    .reduce((sum, { permissions }) => sum | permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return everything;
  const steps = [[guild.id], member.roles, [member.id]].map((ids) =>
    channel.permission_overwrites.filter(({ id }) => ids.includes(id)),
  );
  return steps.reduce((rights, step) => {
    const denied = step.reduce((sum, { deny }) => sum | deny, 0n);
    const allowed = step.reduce((sum, { allow }) => sum | allow, 0n);
    return (rights & ~denied) | allowed;
  }, base);
}

export function sees(rights: bigint): boolean {
  return (rights & PermissionFlagsBits.ViewChannel) !== 0n;
}

export function mayReadHistory(rights: bigint): boolean {
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
  return (rights & needed) === needed;
}

/** All that the bot asks for, in the words of Discord's own settings. Together: 309237763072. */
const asked = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Attach Files', PermissionFlagsBits.AttachFiles],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
] as const;

/** What the bot may do with such rights, and which it lacks. */
export function lookWith(rights: bigint): Omit<Look, 'seen'> {
  const missing = asked.filter(([, bit]) => (rights & bit) === 0n).map(([name]) => name);
  const lacks = (...names: (typeof asked)[number][0][]) => names.some((name) => missing.includes(name));
  return {
    canPost: !lacks('View Channel', 'Send Messages'),
    canThread: !lacks('View Channel', 'Create Public Threads', 'Send Messages in Threads'),
    missing,
  };
}

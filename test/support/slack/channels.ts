/** Channels as a test sets them up and changes them. */

import type { Core } from './core.ts';
import type { JsonObject } from './json.ts';
import type { Channel } from './records.ts';
import { installationIn } from './state.ts';

export type ChannelOptions = {
  name?: string;
  isPrivate?: boolean;
  /** Default: the first of the members. */
  creator?: { id: string };
  members?: readonly { id: string }[];
  /** Whether the app's bot is in it; default false. */
  hasBot?: boolean;
};

export type ChannelHandle = {
  readonly id: string;
  readonly name: string;
  archive(): void;
  unarchive(): void;
  /** Somebody joins; the app is told. */
  join(member: { id: string }): Promise<void>;
  leave(member: { id: string }): void;
  /** `/invite` of the app; the app is told. */
  inviteBot(by: { id: string }): Promise<void>;
  removeBot(): void;
};

export type SendEvent = (workspaceId: string, event: JsonObject) => Promise<void>;

export function addChannel(
  core: Core,
  sendEvent: SendEvent,
  workspaceId: string,
  given: ChannelOptions,
): ChannelHandle {
  const { state, waiting } = core;
  const { isPrivate = false, members = [], hasBot = false } = given;
  const id = state.newId('C');
  const channel: Channel = {
    id,
    name: given.name ?? `channel-${Number(id.slice(1))}`,
    kind: isPrivate ? 'private' : 'public',
    workspaceId,
    creatorId: (given.creator ?? members[0])?.id ?? '',
    createdAt: core.now(),
    memberIds: new Set(members.map((member) => member.id)),
    isArchived: false,
  };
  state.channels.set(id, channel);

  function bot(): string {
    const installation = installationIn(state, workspaceId);
    if (!installation) throw new Error(`the app is not installed in ${workspaceId}`);
    return installation.botUserId;
  }

  async function join(userId: string, inviterId?: string): Promise<void> {
    channel.memberIds.add(userId);
    const inviter = inviterId === undefined ? {} : { inviter: inviterId };
    const where = { channel: id, channel_type: isPrivate ? 'G' : 'C', team: workspaceId };
    await sendEvent(workspaceId, { type: 'member_joined_channel', user: userId, ...where, ...inviter });
  }

  if (hasBot) channel.memberIds.add(bot());
  return {
    id,
    name: channel.name,
    archive() {
      channel.isArchived = true;
      waiting.changed();
    },
    unarchive() {
      channel.isArchived = false;
      waiting.changed();
    },
    join: (member) => join(member.id),
    leave(member) {
      channel.memberIds.delete(member.id);
    },
    inviteBot: (by) => join(bot(), by.id),
    removeBot() {
      channel.memberIds.delete(bot());
    },
  };
}

/** Looks at a channel with the bot's and with one person's eyes. */

import { z } from 'zod';
import { type Look, PlatformError } from '../../chat/platform.ts';
import { archivedChannel, inviteHere } from '../../words/slack.ts';
import { slackCode } from './errors.ts';
import { personShape } from './people.ts';
import type { WebClient } from './web.ts';

const answered = z.object({
  channel: z.object({
    is_member: z.boolean().default(false),
    is_private: z.boolean().default(false),
    is_archived: z.boolean().default(false),
    is_im: z.boolean().default(false),
    user: z.string().optional(),
  }),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
});
const members = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

const channelId = /^[CDG][A-Z0-9]{2,}$/;
const nothing = { canPost: false, canThread: false, seen: false };

/**
 * A private channel that the bot is not in cannot be told from one that is gone, and somebody who asks about it is in it
 * more often than not: what looks like a channel's id is said to want an invitation.
 */
export async function lookAt(client: WebClient, channel: string, person: string): Promise<Look> {
  try {
    const { channel: shown, response_metadata } = answered.parse(await client.conversations.info({ channel }));
    const mayWriteAnywhere = response_metadata?.scopes.includes('chat:write.public') ?? false;
    if (shown.is_archived) return { ...nothing, missing: [archivedChannel] };
    const canPost = shown.is_im || shown.is_member || (!shown.is_private && mayWriteAnywhere);
    const missing = canPost ? [] : [inviteHere];
    return { canPost, canThread: canPost, missing, seen: await sees(client, channel, person, shown) };
  } catch (error) {
    const code = slackCode(error);
    if (code === 'channel_not_found' && channelId.test(channel)) return { ...nothing, missing: [inviteHere] };
    if (code === 'missing_scope') return { ...nothing, missing: ['channels:read', 'groups:read'] };
    if (code === 'channel_not_found')
      throw new PlatformError('gone', 'Slack says: channel_not_found', { cause: error });
    throw error;
  }
}

type Shown = z.output<typeof answered>['channel'];

/** Guests see the public channels they are in, everybody else all of them. */
async function sees(client: WebClient, channel: string, person: string, shown: Shown): Promise<boolean> {
  if (shown.is_im) return shown.user === person;
  if (!shown.is_private) {
    const { user } = personShape.parse(await client.users.info({ user: person }));
    if (!user.deleted && !user.is_restricted && !user.is_ultra_restricted) return true;
  }
  return isMember(client, channel, person);
}

const pageSize = 1000;
const mostPages = 5;

async function isMember(client: WebClient, channel: string, person: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const wish = { channel, limit: pageSize, ...(cursor !== undefined && { cursor }) };
    const shown = members.parse(await client.conversations.members(wish));
    if (shown.members.includes(person)) return true;
    cursor = shown.response_metadata?.next_cursor;
    if (!cursor) return false;
  }
  return false;
}

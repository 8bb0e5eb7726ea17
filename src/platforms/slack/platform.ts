/** Slack behind the port of all platforms. A ref is a message's ts, which is its thread's as well. */

import { z } from 'zod';
import { type Place, type Platform, PlatformError } from '../../chat/platform.ts';
import { createDayCache } from './day-cache.ts';
import { platformError } from './errors.ts';
import type { Access, Installs } from './installs.ts';
import { lookAt } from './look.ts';
import { messageBody } from './message.ts';
import { findKeyed, metadataOf } from './search.ts';
import type { Clients, WebClient } from './web.ts';

const posted = z.object({ ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });

type Needs = { installs: Installs; clients: Clients; now(): number };

export function createPlatform({ installs, clients, now }: Needs): Platform {
  /** Ids of direct channels: opening one for every private result would meet Slack's limit of some fifty a minute. */
  const directs = createDayCache<string>();

  /** Everything that Slack throws becomes ours here, and nowhere else. */
  async function atTheEdge<T>(
    place: { workspace: string },
    signal: AbortSignal,
    work: (client: WebClient, access: Access) => Promise<T>,
  ): Promise<T> {
    try {
      const access = await installs.access(place.workspace);
      if (!access) throw new PlatformError('forbidden', 'The app is not installed in this workspace');
      return await work(clients.job(access.token, signal), access);
    } catch (error) {
      throw platformError(error);
    }
  }

  /** A message to a member goes to their direct channel with the app: sent to a user's id it may land with Slackbot. */
  async function channelOf(client: WebClient, place: Place): Promise<string> {
    if ('channel' in place) return place.channel;
    const { workspace, member } = place;
    try {
      return await directs.get(`${workspace}:${member}`, now(), async () => {
        return opened.parse(await client.conversations.open({ users: member })).channel.id;
      });
    } catch (error) {
      throw nothingSent(platformError(error));
    }
  }

  return {
    name: 'slack',

    send: (place, message, key, signal) =>
      atTheEdge(place, signal, async (client) => {
        const channel = await channelOf(client, place);
        const thread = 'channel' in place && place.replyTo !== undefined && { thread_ts: place.replyTo };
        const body = { ...messageBody(message), metadata: metadataOf(key) };
        return posted.parse(await client.chat.postMessage({ channel, ...body, ...thread })).ts;
      }),

    edit: (place, ref, message, signal) =>
      atTheEdge(place, signal, async (client) => {
        const channel = await channelOf(client, place);
        const { text, blocks } = messageBody(message);
        await client.chat.update({ channel, ts: ref, text, blocks });
      }),

    find: (place, key, signal) =>
      atTheEdge(place, signal, async (client) => {
        const channel = await channelOf(client, place);
        return findKeyed(client, { channel, thread: 'channel' in place ? place.replyTo : undefined }, key);
      }),

    look: (place, person, signal) => atTheEdge(place, signal, (client) => lookAt(client, place.channel, person)),
  };
}

/** However unsure a failed opening is, no message went out. */
function nothingSent(error: unknown): unknown {
  if (!(error instanceof PlatformError) || error.certain) return error;
  return new PlatformError(error.code, error.message, { cause: error.cause, certain: true });
}

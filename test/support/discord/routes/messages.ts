/** Messages in channels (resources/message). */

import type { Core } from '../core.ts';
import { refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { createMessage, editMessage, type Sent } from '../messages.ts';
import { may } from '../permissions.ts';
import type { Channel, StoredMessage } from '../state.ts';
import { wireMessage } from '../wire.ts';
import { type Asked, channelOf, done, ok, type Route, requirePermission } from './route.ts';

export const messageRoutes: Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    handle(core, asked) {
      const channel = channelOf(core, asked.param('channel'));
      requireSending(core, channel, asked);
      const message = createMessage(core, asked, { channel, mentions: 'all' });
      if (channel.kind === 'thread') channel.archived = false;
      const nonce = message.nonce === undefined ? {} : { nonce: message.nonce };
      return ok({ ...wireMessage(core.state, message), ...nonce });
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    handle(core, asked) {
      const channel = channelOf(core, asked.param('channel'));
      if (!may(core.state, core.state.botId, channel, 'readMessageHistory')) return ok([]);
      return ok(page(messagesIn(core, channel), asked.query).map((message) => wireMessage(core.state, message)));
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    handle(core, asked) {
      const channel = channelOf(core, asked.param('channel'));
      requirePermission(core, channel, 'readMessageHistory');
      return ok(wireMessage(core.state, messageOf(core, channel, asked)));
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    handle(core, asked) {
      const channel = channelOf(core, asked.param('channel'));
      const message = messageOf(core, channel, asked);
      if (message.authorId !== core.state.botId) throw refusal(50005);
      if (channel.kind === 'thread' && channel.archived) throw refusal(50083);
      const isOld = core.now() - message.createdAt > limits.oldMessageMs;
      if (isOld && message.lateEdits >= limits.oldMessageEdits) throw refusal(30046);
      editMessage(core, message, asked);
      if (isOld) message.lateEdits += 1;
      return ok(wireMessage(core.state, message));
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    handle(core, asked) {
      const channel = channelOf(core, asked.param('channel'));
      const message = messageOf(core, channel, asked);
      if (message.authorId !== core.state.botId) requirePermission(core, channel, 'manageMessages');
      core.state.messages.delete(message.id);
      core.changed();
      return done;
    },
  },
];

function requireSending(core: Core, channel: Channel, { body, files }: Sent): void {
  if (channel.kind === 'direct') {
    if (!core.state.users.get(channel.userId)?.takesDirectMessages) throw refusal(50007);
    return;
  }
  if (channel.kind === 'thread') {
    if (channel.locked && !may(core.state, core.state.botId, channel, 'manageThreads')) throw refusal(160005);
    requirePermission(core, channel, 'sendMessagesInThreads');
  } else {
    requirePermission(core, channel, 'sendMessages');
  }
  if (files.length > 0) requirePermission(core, channel, 'attachFiles');
  const embeds = typeof body === 'object' && body !== null && 'embeds' in body ? body.embeds : undefined;
  if (Array.isArray(embeds) && embeds.length > 0) requirePermission(core, channel, 'embedLinks');
}

/** All but ephemeral messages, which only their interaction knows; newest first. */
function messagesIn({ state }: Core, channel: Channel): StoredMessage[] {
  return [...state.messages.values()]
    .filter(({ channelId, ephemeralFor }) => channelId === channel.id && ephemeralFor === undefined)
    .sort((one, other) => Number(BigInt(other.id) - BigInt(one.id)));
}

function messageOf(core: Core, channel: Channel, asked: Asked): StoredMessage {
  const message = core.state.messages.get(asked.param('message'));
  if (message?.channelId !== channel.id || message.ephemeralFor !== undefined) throw refusal(10008);
  return message;
}

/** @param newestFirst the whole channel */
function page(newestFirst: StoredMessage[], query: URLSearchParams): StoredMessage[] {
  const limit = Math.min(limits.listedMessages, Math.max(1, Number(query.get('limit') ?? 50)));
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  if (after) return newestFirst.filter(({ id }) => BigInt(id) > BigInt(after)).slice(-limit);
  if (before) return newestFirst.filter(({ id }) => BigInt(id) < BigInt(before)).slice(0, limit);
  if (!around) return newestFirst.slice(0, limit);
  const place = newestFirst.findIndex(({ id }) => BigInt(id) <= BigInt(around));
  const start = Math.max(0, (place < 0 ? newestFirst.length : place) - Math.floor(limit / 2));
  return newestFirst.slice(start, start + limit);
}

/** Channels, threads and direct messages (resources/channel, resources/user#create-dm). */

import { z } from 'zod';
import type { Core } from '../core.ts';
import { refusal } from '../errors.ts';
import { readForm } from '../form-body.ts';
import { limits } from '../limits.ts';
import { may } from '../permissions.ts';
import type { DirectChannel, Thread } from '../state.ts';
import { wireChannel } from '../wire.ts';
import { channelOf, ok, type Route, requirePermission } from './route.ts';

const thread = z.object({
  name: z.string().min(1).max(limits.threadName),
  auto_archive_duration: z.literal([...limits.archiveMinutes]).nullish(),
});
const unarchived = z.strictObject({ archived: z.literal(false) });
const recipient = z.object({ recipient_id: z.string() });

export const channelRoutes: Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    handle: (core, asked) => ok(wireChannel(core.state, channelOf(core, asked.param('channel')))),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    handle(core, asked) {
      const { state } = core;
      const thread = channelOf(core, asked.param('channel'));
      if (thread.kind !== 'thread') throw refusal(50024);
      if (thread.locked && !may(state, state.botId, thread, 'manageThreads')) throw refusal(160005);
      requirePermission(core, thread, 'sendMessagesInThreads');
      thread.archived = readForm(unarchived, asked.body).archived;
      const wire = wireChannel(state, thread);
      core.dispatch('THREAD_UPDATE', wire, thread.guildId);
      core.changed();
      return ok(wire);
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    handle(core, asked) {
      const { state } = core;
      const channel = channelOf(core, asked.param('channel'));
      if (channel.kind !== 'text') throw refusal(50024);
      requirePermission(core, channel, 'createPublicThreads');
      const message = state.messages.get(asked.param('message'));
      if (message?.channelId !== channel.id || message.ephemeralFor !== undefined) throw refusal(10008);
      if (state.channels.has(message.id)) throw refusal(160004);
      if (activeThreads(core, channel.guildId) >= limits.activeThreads) throw refusal(160006);
      const { name, auto_archive_duration } = readForm(thread, asked.body);
      const made: Thread = {
        kind: 'thread',
        // A thread has the id of the message it starts from.
        id: message.id,
        guildId: channel.guildId,
        parentId: channel.id,
        name,
        archiveMinutes: auto_archive_duration ?? 1440,
        archived: false,
        locked: false,
      };
      state.channels.set(made.id, made);
      const wire = wireChannel(state, made);
      core.dispatch('THREAD_CREATE', { ...wire, newly_created: true }, channel.guildId);
      core.changed();
      return { status: 201, body: wire };
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    handle(core, asked) {
      const { state } = core;
      const userId = readForm(recipient, asked.body).recipient_id;
      if (!state.users.has(userId)) throw refusal(10013);
      const direct = directChannel(core, userId);
      return ok(wireChannel(state, direct));
    },
  },
];

/** Opening one always works; whether the person takes messages shows only when one is sent. */
function directChannel({ state }: Core, userId: string): DirectChannel {
  for (const channel of state.channels.values()) {
    if (channel.kind === 'direct' && channel.userId === userId) return channel;
  }
  const made: DirectChannel = { kind: 'direct', id: state.ids.next(), userId };
  state.channels.set(made.id, made);
  return made;
}

function activeThreads({ state }: Core, guildId: string): number {
  return [...state.channels.values()].filter(
    (channel) => channel.kind === 'thread' && channel.guildId === guildId && !channel.archived,
  ).length;
}

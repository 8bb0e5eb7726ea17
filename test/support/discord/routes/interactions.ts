/** Answers to interactions: the callback, and the webhook that lives for 15 minutes after it. */

import { acknowledge, answer } from '../callbacks.ts';
import type { Core } from '../core.ts';
import { refusal } from '../errors.ts';
import { idInToken } from '../interactions.ts';
import { limits } from '../limits.ts';
import { flag } from '../message-payload.ts';
import { editMessage } from '../messages.ts';
import type { Interaction, StoredMessage } from '../state.ts';
import { wireMessage } from '../wire.ts';
import { type Answer, type Asked, done, ok, type Route } from './route.ts';

const webhook = '/webhooks/:application/:token';

export const interactionRoutes: Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    open: true,
    handle(core, asked) {
      const interaction = core.state.interactions.get(asked.param('interaction'));
      if (!interaction || interaction.token !== asked.param('token')) throw refusal(10062);
      const message = acknowledge(core, interaction, asked);
      return asked.query.get('with_response') === 'true' ? withResponse(core, interaction, message) : done;
    },
  },
  {
    method: 'POST',
    path: webhook,
    open: true,
    handle(core, asked) {
      const interaction = acknowledged(core, asked);
      const first = interaction.originalId ? core.state.messages.get(interaction.originalId) : undefined;
      if (first && (first.flags & flag.loading) !== 0) {
        // A follow-up to a deferred message fills that message in, and stays as private as it was.
        editMessage(core, first, asked, flag.ephemeral);
        return ok(wireMessage(core.state, first));
      }
      const message = answer(core, interaction, asked);
      interaction.followUpIds.push(message.id);
      return ok(wireMessage(core.state, message));
    },
  },
  ...['/messages/@original', '/messages/:message'].flatMap((under): Route[] => [
    {
      method: 'GET',
      path: `${webhook}${under}`,
      open: true,
      handle: (core, asked) => ok(wireMessage(core.state, messageOf(core, asked, under))),
    },
    {
      method: 'PATCH',
      path: `${webhook}${under}`,
      open: true,
      handle(core, asked) {
        const message = messageOf(core, asked, under);
        editMessage(core, message, asked);
        return ok(wireMessage(core.state, message));
      },
    },
    {
      method: 'DELETE',
      path: `${webhook}${under}`,
      open: true,
      handle(core, asked) {
        core.state.messages.delete(messageOf(core, asked, under).id);
        core.changed();
        return done;
      },
    },
  ]),
];

/** Unknown before the first answer, refused after 15 minutes. */
function acknowledged({ state, now }: Core, asked: Asked): Interaction {
  const interaction = state.interactions.get(idInToken(asked.param('token')));
  const isOwn = asked.param('application') === state.applicationId && interaction?.token === asked.param('token');
  if (!isOwn || !interaction.callback) throw refusal(10015);
  if (now() - interaction.createdAt > limits.tokenMs) throw refusal(50027);
  return interaction;
}

function messageOf(core: Core, asked: Asked, under: string): StoredMessage {
  const interaction = acknowledged(core, asked);
  const id = under.endsWith('@original') ? interaction.originalId : asked.param('message');
  const isOwn = id !== undefined && (id === interaction.originalId || interaction.followUpIds.includes(id));
  const message = isOwn ? core.state.messages.get(id) : undefined;
  if (!message) throw refusal(10008);
  return message;
}

function withResponse({ state }: Core, interaction: Interaction, message: StoredMessage | undefined): Answer {
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.payload.type,
      response_message_id: message?.id,
      response_message_loading: message && (message.flags & flag.loading) !== 0,
      response_message_ephemeral: message && message.ephemeralFor !== undefined,
    },
    resource: {
      type: interaction.callback?.type,
      ...(message ? { message: wireMessage(state, message) } : {}),
    },
  });
}

/** The first answer to an interaction: which is legal when, and what it does. */

import { z } from 'zod';
import type { Core } from './core.ts';
import { notFound, refusal } from './errors.ts';
import { FormError, readForm } from './form-body.ts';
import { isObject } from './json.ts';
import { limits } from './limits.ts';
import { flag } from './message-payload.ts';
import { createMessage, editMessage, type Sent } from './messages.ts';
import { readModal } from './modal-payload.ts';
import type { Interaction, StoredMessage } from './state.ts';

const callback = { message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/**
 * Types each kind of interaction takes (interactions/receiving-and-responding#interaction-response-object). 10 and 12
 * are for applications with monetization or activities, which this one has not.
 */
function legalTypes({ kind, messageId }: Interaction): number[] {
  const { message, deferMessage, deferUpdate, update, choices, modal } = callback;
  switch (kind) {
    case 'command':
      return [message, deferMessage, modal];
    case 'component':
      return [message, deferMessage, deferUpdate, update, modal];
    case 'autocomplete':
      return [choices];
    case 'modal':
      return [message, deferMessage, ...(messageId === undefined ? [] : [deferUpdate, update])];
  }
}

const response = z.object({ type: z.int(), data: z.unknown().optional() });
const choiceName = z.string().min(1).max(limits.choiceName);
const choicesData = z.object({
  choices: z
    .array(z.object({ name: choiceName, value: z.union([z.string().max(limits.choiceValue), z.number()]) }))
    .max(limits.choices),
});

/**
 * Takes an application's callback, by REST or as the response to a signed request. Throws 10062 after three seconds,
 * 40060 for a second one, a FormError for a payload out of bounds.
 */
export function acknowledge(core: Core, interaction: Interaction, sent: Sent): StoredMessage | undefined {
  // What comes after is this Discord's own time: to check a callback takes the longer the more is in it.
  const callbackMs = core.monotonic() - interaction.sentMs;
  if (interaction.callback) throw refusal(40060);
  if (core.now() - interaction.createdAt > limits.callbackMs) throw refusal(10062);
  const { type, data } = readForm(response, sent.body);
  const legal = legalTypes(interaction);
  if (!legal.includes(type)) {
    const message = `Value must be one of {${legal.join(', ')}}.`;
    throw new FormError([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
  }
  const message = perform(core, interaction, type, { body: data ?? {}, files: sent.files });
  interaction.callbackMs = callbackMs;
  interaction.callback = { type, data: isObject(data) ? data : null };
  if (message) interaction.originalId = message.id;
  core.changed();
  return message;
}

function perform(core: Core, interaction: Interaction, type: number, sent: Sent): StoredMessage | undefined {
  switch (type) {
    case callback.message:
      return answer(core, interaction, sent);
    case callback.deferMessage:
      return defer(core, interaction, sent);
    case callback.deferUpdate:
      return origin(core, interaction);
    case callback.update: {
      const message = origin(core, interaction);
      editMessage(core, message, sent);
      return message;
    }
    case callback.choices:
      interaction.choices = readForm(choicesData, sent.body).choices;
      return undefined;
    case callback.modal:
      interaction.modal = { payload: readModal(sent.body), openedBy: interaction };
      core.state.openModals.set(interaction.userId, interaction.modal);
      return undefined;
    default:
      throw notFound();
  }
}

/** A message that answers an interaction, the first or a further one. */
export function answer(core: Core, interaction: Interaction, sent: Sent): StoredMessage {
  const channel = core.state.channels.get(interaction.channelId);
  if (!channel) throw refusal(10003);
  const flags = isObject(sent.body) ? Number(sent.body.flags ?? 0) : 0;
  return createMessage(core, sent, {
    channel,
    mentions: 'users',
    interactionId: interaction.id,
    ...((flags & flag.ephemeral) === 0 ? {} : { ephemeralFor: interaction.userId }),
  });
}

function defer(core: Core, interaction: Interaction, sent: Sent): StoredMessage {
  const flags = isObject(sent.body) ? Number(sent.body.flags ?? 0) : 0;
  if ((flags & ~flag.ephemeral) !== 0) {
    const message = 'Only EPHEMERAL can be set when deferring';
    throw new FormError([{ path: ['data', 'flags'], code: 'MESSAGE_FLAGS_INVALID', message }]);
  }
  const message: StoredMessage = {
    id: core.state.ids.next(),
    channelId: interaction.channelId,
    authorId: core.state.botId,
    createdAt: core.now(),
    lateEdits: 0,
    content: '',
    embeds: [],
    components: [],
    flags: flags | flag.loading,
    attachments: [],
    notified: [],
    interactionId: interaction.id,
    ...(flags === 0 ? {} : { ephemeralFor: interaction.userId }),
  };
  core.state.messages.set(message.id, message);
  return message;
}

function origin({ state }: Core, { messageId }: Interaction): StoredMessage {
  const message = messageId === undefined ? undefined : state.messages.get(messageId);
  if (!message) throw refusal(10008);
  return message;
}

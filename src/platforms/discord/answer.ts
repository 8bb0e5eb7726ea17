/** A reply as Discord's answers: the first one in the callback, the others after it. Pure. */

import { type APIModalInteractionResponseCallbackData, InteractionResponseType, MessageFlags } from 'discord.js';
import type { Choice, Form, Message, Reply, Revision } from '../../chat/message.ts';
import { formButton, nothingToShow } from '../../words/discord.ts';
import { openerOf } from '../reopen.ts';
import type { Asked } from './interaction.ts';
import { type MessageBody, messageBody } from './message.ts';
import { modalOf } from './modal.ts';

/** The first answer, which has three seconds. */
export type Callback =
  | { type: InteractionResponseType.ChannelMessageWithSource; data: MessageBody }
  | { type: InteractionResponseType.UpdateMessage; data: MessageBody }
  | { type: InteractionResponseType.Modal; data: APIModalInteractionResponseCallbackData }
  | { type: InteractionResponseType.DeferredChannelMessageWithSource; data: { flags: number } }
  | {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult;
      data: { choices: { name: string; value: string }[] };
    };

export type Answers = { first: Callback; more: MessageBody[] };

/** What a reply becomes for an interaction that has not been answered yet. */
export function answersTo(asked: Pick<Asked, 'kind' | 'onPrivate'>, { messages, form, replaces }: Reply): Answers {
  if (form && asked.kind !== 'form') {
    return { first: { type: InteractionResponseType.Modal, data: modalOf(form) }, more: messages.map(shownBody) };
  }
  const [first = nothingToShow(), ...more] = withButton(messages, form);
  if (replaces && asked.onPrivate && first.audience === 'private') {
    return {
      first: { type: InteractionResponseType.UpdateMessage, data: messageBody(first) },
      more: more.map(shownBody),
    };
  }
  return {
    first: { type: InteractionResponseType.ChannelMessageWithSource, data: shownBody(first) },
    more: more.map(shownBody),
  };
}

/** Says that the answer takes longer. Only its author will see it, so what is public has to come as a further message. */
export const deferral: Callback = {
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: { flags: MessageFlags.Ephemeral },
};

/** What a reply becomes once {@link deferral} was sent: the message that fills its place, and those after it. */
export function lateAnswersTo({ messages, form }: Reply): { first: MessageBody; more: MessageBody[] } {
  const all = withButton(messages, form);
  const privately = all.findIndex(({ audience }) => audience === 'private');
  const first = all[privately] ?? nothingToShow();
  return { first: messageBody(first), more: all.filter((_, place) => place !== privately).map(shownBody) };
}

/** What takes the place of the first answer, or else is said after all of them. */
export function revisionTo({ messages, replaces }: Revision): { first: MessageBody | undefined; more: MessageBody[] } {
  const [only] = replaces ? messages : [];
  return only ? { first: messageBody(only), more: [] } : { first: undefined, more: messages.map(shownBody) };
}

export function choicesAnswer(choices: readonly Choice[]): Callback {
  return {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: choices.map(({ label, value }) => ({ name: label, value })) },
  };
}

function withButton(messages: readonly Message[], form: Form | undefined): Message[] {
  const opener = form && openerOf(form.id);
  return form && opener !== undefined ? [...messages, formButton(form.title, opener)] : [...messages];
}

/** The body of a message that answers an interaction: only there can one be for one person's eyes. */
function shownBody(message: Message): MessageBody {
  const body = messageBody(message);
  return message.audience === 'private' ? { ...body, flags: body.flags | MessageFlags.Ephemeral } : body;
}

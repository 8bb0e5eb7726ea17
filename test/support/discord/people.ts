/** People at their clients: what they type, press and fill in, and what comes of it. */

import { controlsIn } from './component-tree.ts';
import type { Core } from './core.ts';
import { type FormValue, filledForm, type ShownForm, shownForm } from './forms.ts';
import { openInteraction, type Use } from './interactions.ts';
import type { JsonObject } from './json.ts';
import { may } from './permissions.ts';
import { type OptionValue, typedCommand } from './slash.ts';
import type { Channel, Interaction, StoredMessage, User } from './state.ts';
import { type Shown, shown, type View, viewOf } from './view.ts';

/** What came of a person's action. */
export type Exchange = {
  interaction: Interaction;
  /** Whether the application answered in time; otherwise the person reads that it did not respond. */
  acknowledged: boolean;
  /** The message it was answered with or that it changed. */
  message?: Shown;
  form?: ShownForm;
  choices?: { name: string; value: string | number }[];
};

export type Person = {
  readonly id: string;
  readonly name: string;
  /** The same person with another channel before them. */
  in(channelId: string): Person;
  /** @param path group and subcommand, such as `['admin', 'setup']` */
  slash(command: string, path?: readonly string[], options?: Record<string, OptionValue>): Promise<Exchange>;
  /** @param focused the option whose suggestions are asked for; its text so far stands in `options` */
  autocomplete(
    command: string,
    path: readonly string[],
    options: Record<string, OptionValue>,
    focused: string,
  ): Promise<Exchange>;
  /** @param control the custom_id or label of a button */
  click(message: string | { id: string }, control: string): Promise<Exchange>;
  /** @param control the custom_id or placeholder of a select */
  select(message: string | { id: string }, control: string, values: readonly string[]): Promise<Exchange>;
  submitForm(form: ShownForm, values: Record<string, FormValue>): Promise<Exchange>;
  /** Posts a message of their own, and returns its id. */
  says(text: string): string;
  /** All they see of a channel and its threads, and their direct messages with the bot. */
  sees(channelId?: string): View;
};

export type Transport = {
  /** Sends the interaction; resolves once it has its callback or will not have one. */
  exchange(interaction: Interaction): Promise<void>;
};

export function createPerson(core: Core, transport: Transport, user: User, channelId: string): Person {
  const { state } = core;

  function here(): Channel {
    const channel = state.channels.get(channelId);
    if (!channel || !may(state, user.id, channel, 'viewChannel'))
      throw new Error(`${user.name} does not see ${channelId}`);
    return channel;
  }

  async function use(what: Omit<Use, 'user'>): Promise<Exchange> {
    const interaction = openInteraction(core, { ...what, user });
    await transport.exchange(interaction);
    const { callback, originalId, modal, choices } = interaction;
    const message = originalId === undefined ? undefined : state.messages.get(originalId);
    return {
      interaction,
      acknowledged: callback !== undefined,
      ...(message ? { message: shown(state, message) } : {}),
      ...(modal ? { form: shownForm(modal) } : {}),
      ...(choices ? { choices } : {}),
    };
  }

  function command(typed: {
    name: string;
    path: readonly string[];
    options: Record<string, OptionValue>;
    focused?: string;
  }) {
    const channel = here();
    if (!may(state, user.id, channel, 'useApplicationCommands') && channel.kind !== 'direct') {
      throw new Error(`${user.name} may not use commands in ${channelId}`);
    }
    return { channel, data: typedCommand(state, { ...typed, user, channel }) };
  }

  function messageBefore(target: string | { id: string }): { message: StoredMessage; channel: Channel } {
    const id = typeof target === 'string' ? target : target.id;
    const message = state.messages.get(id);
    const channel = message && state.channels.get(message.channelId);
    const isSeen =
      channel && may(state, user.id, channel, 'viewChannel') && (message.ephemeralFor ?? user.id) === user.id;
    if (!isSeen) throw new Error(`${user.name} does not see the message ${id}`);
    return { message, channel };
  }

  function press(target: string | { id: string }, name: string, values?: readonly string[]): Promise<Exchange> {
    const { message, channel } = messageBefore(target);
    const controls = controlsIn(message.components);
    const labels = controls.map((control) => (control.type === 2 ? control.label : control.placeholder) ?? '');
    const found = controls.find((control, place) => control.custom_id === name || labels[place] === name);
    if (!found?.custom_id) throw new Error(`the message has no control ${name}, only ${labels.join(' · ')}`);
    if (found.disabled) throw new Error(`the control ${name} is disabled`);
    const isSelect = found.type !== 2;
    if (isSelect !== (values !== undefined)) throw new Error(`the control ${name} is ${isSelect ? 'a' : 'no'} select`);
    if (found.type === 3) {
      const { options, min_values = 1, max_values = 1 } = found;
      const stray = values?.find((value) => !options.some((option) => option.value === value));
      const count = values?.length ?? 0;
      if (stray !== undefined) throw new Error(`the select ${name} has no option ${stray}`);
      if (count < min_values || count > max_values)
        throw new Error(`the select ${name} does not take ${count} options`);
    }
    const data: JsonObject = { custom_id: found.custom_id, component_type: found.type };
    if (values) data.values = [...values];
    return use({ kind: 'component', channel, message, data });
  }

  return {
    id: user.id,
    name: user.name,
    in: (other) => createPerson(core, transport, user, other),
    slash: async (name, path = [], options = {}) => use({ kind: 'command', ...command({ name, path, options }) }),
    autocomplete: async (name, path, options, focused) =>
      use({ kind: 'autocomplete', ...command({ name, path, options, focused }) }),
    click: async (target, control) => press(target, control),
    select: async (target, control, values) => press(target, control, values),
    async submitForm({ openedBy, title }, values) {
      const modal = state.interactions.get(openedBy)?.modal;
      if (modal?.openedBy.userId !== user.id) throw new Error(`${user.name} has no form ${title}`);
      const channel = state.channels.get(modal.openedBy.channelId);
      if (!channel) throw new Error(`the channel of the form ${title} is gone`);
      const { messageId } = modal.openedBy;
      const message = messageId === undefined ? undefined : state.messages.get(messageId);
      const data = filledForm(modal.payload, values);
      const exchange = await use({ kind: 'modal', channel, data, ...(message ? { message } : {}) });
      // A form that was not answered stays open.
      if (exchange.acknowledged && state.openModals.get(user.id) === modal) state.openModals.delete(user.id);
      return exchange;
    },
    says(text) {
      const message: StoredMessage = {
        id: state.ids.next(),
        channelId: here().id,
        authorId: user.id,
        createdAt: core.now(),
        lateEdits: 0,
        content: text,
        embeds: [],
        components: [],
        flags: 0,
        attachments: [],
        notified: [],
      };
      state.messages.set(message.id, message);
      return message.id;
    },
    sees: (other = channelId) => viewOf(state, user.id, other),
  };
}

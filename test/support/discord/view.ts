/** What one person sees. */

import { controlsIn } from './component-tree.ts';
import type { TopComponent } from './components.ts';
import { type ShownForm, shownForm } from './forms.ts';
import { readableText } from './mentions.ts';
import { flag } from './message-payload.ts';
import { may } from './permissions.ts';
import type { State, StoredMessage } from './state.ts';

type ShownControl = {
  kind: 'button' | 'link' | 'select';
  /** Empty for a link. */
  customId: string;
  /** Of a select its placeholder. */
  label: string;
  disabled: boolean;
  options?: { label: string; value: string; description?: string | undefined }[];
};

export type Shown = {
  id: string;
  channelId: string;
  place: 'channel' | 'thread' | 'direct';
  /** Only this person sees it: ephemeral or direct. */
  private: boolean;
  ephemeral: boolean;
  /** Deferred: the application is "thinking". */
  loading: boolean;
  authorId: string;
  text: string;
  edited: boolean;
  controls: ShownControl[];
  components: TopComponent[];
  attachments: { filename: string; description?: string }[];
  /** Whom it notified when it was sent. */
  notified: string[];
};

export type View = {
  /** Oldest first. */
  messages: Shown[];
  /** The form before this person, until it is sent. */
  form?: ShownForm;
};

/** The channel, its threads, the person's ephemeral messages there, and the direct messages with the bot. */
export function viewOf(state: State, userId: string, channelId: string): View {
  const places = [...state.channels.values()].filter(
    (channel) =>
      (channel.id === channelId ||
        (channel.kind === 'thread' && channel.parentId === channelId) ||
        channel.kind === 'direct') &&
      may(state, userId, channel, 'viewChannel'),
  );
  const messages = [...state.messages.values()]
    .filter(({ channelId: place }) => places.some(({ id }) => id === place))
    .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === userId)
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
    .map((message) => shown(state, message));
  const modal = state.openModals.get(userId);
  return { messages, ...(modal ? { form: shownForm(modal) } : {}) };
}

export function shown(state: State, message: StoredMessage): Shown {
  const kind = state.channels.get(message.channelId)?.kind;
  const place = kind === 'thread' || kind === 'direct' ? kind : 'channel';
  return {
    id: message.id,
    channelId: message.channelId,
    place,
    private: place === 'direct' || message.ephemeralFor !== undefined,
    ephemeral: message.ephemeralFor !== undefined,
    loading: (message.flags & flag.loading) !== 0,
    authorId: message.authorId,
    text: readableText(message),
    edited: message.editedAt !== undefined,
    controls: controlsIn(message.components).map((control): ShownControl => {
      const disabled = control.disabled === true;
      if (control.type === 2) {
        const kind = control.custom_id === undefined ? 'link' : 'button';
        return { kind, customId: control.custom_id ?? '', label: control.label ?? '', disabled };
      }
      const select = {
        kind: 'select',
        customId: control.custom_id,
        label: control.placeholder ?? '',
        disabled,
      } as const;
      if (control.type !== 3) return select;
      return {
        ...select,
        options: control.options.map(({ label, value, description }) => ({ label, value, description })),
      };
    }),
    components: message.components,
    attachments: message.attachments.map(({ filename, description }) => ({
      filename,
      ...(description === undefined ? {} : { description }),
    })),
    notified: message.notified,
  };
}

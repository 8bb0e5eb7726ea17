/** Messages as they are made and changed, whoever asks for it. */

import type { Core } from './core.ts';
import { refusal } from './errors.ts';
import { limits } from './limits.ts';
import { type MentionDefault, notifiedBy, readableText } from './mentions.ts';
import { flag, type MessagePayload, readMessage } from './message-payload.ts';
import type { Attachment, Channel, StoredMessage } from './state.ts';

export type UploadedFile = { field: string; filename: string; contentType: string; bytes: Uint8Array };
export type Sent = { body: unknown; files: readonly UploadedFile[] };

export type Origin = {
  channel: Channel;
  mentions: MentionDefault;
  ephemeralFor?: string;
  interactionId?: string;
};

const settable = flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;

/** Makes a message of the bot's. Throws where Discord would refuse it. */
export function createMessage(core: Core, sent: Sent, origin: Origin): StoredMessage {
  const { state } = core;
  const flags = origin.interactionId === undefined ? settable : settable | flag.ephemeral;
  const payload = readMessage(sent.body, { settable: flags, files: names(sent.files, sent.body) });
  const isEmpty = !payload.content && !payload.embeds?.length && !payload.components?.length && !sent.files.length;
  if (isEmpty) throw refusal(50006);
  const message: StoredMessage = {
    id: state.ids.next(),
    channelId: origin.channel.id,
    authorId: state.botId,
    createdAt: core.now(),
    lateEdits: 0,
    content: payload.content ?? '',
    embeds: payload.embeds ?? [],
    components: payload.components ?? [],
    flags: payload.flags ?? 0,
    attachments: attach(core, sent.files, payload),
    notified: [],
    ...(payload.nonce === undefined || payload.nonce === null ? {} : { nonce: payload.nonce }),
    ...(payload.allowed_mentions ? { allowedMentions: payload.allowed_mentions } : {}),
    ...(origin.ephemeralFor === undefined ? {} : { ephemeralFor: origin.ephemeralFor }),
    ...(origin.interactionId === undefined ? {} : { interactionId: origin.interactionId }),
  };
  refuseBlockedWords(core, origin.channel, message);
  const earlier = payload.enforce_nonce ? sameNonce(core, message) : undefined;
  if (earlier) return earlier;
  message.notified = notifiedBy(state, origin.channel, message, message.allowedMentions, origin.mentions);
  state.messages.set(message.id, message);
  core.changed();
  return message;
}

/**
 * Changes a message of the bot's in place; nobody is notified by that.
 * @param ignored flags that are taken and change nothing
 */
export function editMessage(core: Core, message: StoredMessage, sent: Sent, ignored = 0): void {
  const payload = readMessage(sent.body, {
    settable: settable | ignored,
    flags: message.flags,
    files: [...message.attachments.map(({ filename }) => filename), ...names(sent.files, sent.body)],
  });
  const kept = payload.attachments
    ? message.attachments.filter(({ id }) => payload.attachments?.some((one) => one.id === id))
    : message.attachments;
  const after: StoredMessage = {
    ...message,
    content: payload.content === undefined ? message.content : (payload.content ?? ''),
    embeds: payload.embeds === undefined ? message.embeds : (payload.embeds ?? []),
    components: payload.components === undefined ? message.components : (payload.components ?? []),
    // Components V2 cannot be taken back, and whether a message is ephemeral never changes.
    flags: (message.flags & ~flag.loading) | ((payload.flags ?? 0) & settable),
    attachments: [...kept, ...attach(core, sent.files, payload)],
    editedAt: core.now(),
  };
  const isEmpty = !after.content && !after.embeds.length && !after.components.length && !after.attachments.length;
  if (isEmpty) throw refusal(50006);
  const channel = core.state.channels.get(message.channelId);
  if (channel) refuseBlockedWords(core, channel, after);
  Object.assign(message, after);
  core.changed();
}

function sameNonce({ state, now }: Core, { nonce, channelId, authorId }: StoredMessage): StoredMessage | undefined {
  if (nonce === undefined) return undefined;
  return [...state.messages.values()].find(
    (earlier) =>
      String(earlier.nonce) === String(nonce) &&
      earlier.channelId === channelId &&
      earlier.authorId === authorId &&
      now() - earlier.createdAt <= limits.nonceWindowMs,
  );
}

function refuseBlockedWords({ state }: Core, channel: Channel, message: StoredMessage): void {
  const words = channel.kind === 'direct' ? [] : (state.guilds.get(channel.guildId)?.blockedWords ?? []);
  const text = readableText(message).toLowerCase();
  if (words.some((word) => text.includes(word.toLowerCase()))) throw refusal(200000);
}

/** The file of `attachments[{ id: 0 }]` is the form field `files[0]` (reference#uploading-files). */
function attach({ state }: Core, files: readonly UploadedFile[], payload: MessagePayload): Attachment[] {
  if (files.length > limits.files) throw refusal(30015);
  return files.map(({ field, filename, contentType, bytes }) => {
    if (bytes.length > limits.fileBytes) throw refusal(50045);
    const told = payload.attachments?.find(({ id }) => field === `files[${id}]`);
    const description = told?.description ?? undefined;
    return {
      id: state.ids.next(),
      filename: told?.filename ?? filename,
      contentType,
      bytes,
      ...(description === undefined ? {} : { description }),
    };
  });
}

function names(files: readonly UploadedFile[], body: unknown): string[] {
  const told = typeof body === 'object' && body !== null && 'attachments' in body ? body.attachments : [];
  const renamed = Array.isArray(told) ? told.map((one: { filename?: unknown }) => String(one?.filename)) : [];
  return [...files.map(({ filename }) => filename), ...renamed];
}

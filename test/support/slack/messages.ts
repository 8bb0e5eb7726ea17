/** Messages: checked, stored and as the Web API shows them. */

import { blockProblems, usableIn } from './blocks.ts';
import { type Core, violate } from './core.ts';
import { ApiError, invalid } from './errors.ts';
import { isObject, type Json, type JsonObject, objectsIn } from './json.ts';
import { limits } from './limits.ts';
import type { Channel, Installation, StoredMessage } from './records.ts';
import type { State } from './state.ts';

export type Content = { text: string; blocks: JsonObject[] };

/**
 * What an app wants to say, checked.
 * @param mostText for a post more is cut off, for an update refused
 * @throws ApiError
 */
export function contentOf(core: Core, sent: { text: string | undefined; blocks: Json | undefined }, mostText: number) {
  const blocks = sent.blocks ?? [];
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  if (sent.text === undefined && blocks.length === 0) throw new ApiError('no_text');
  const problems = blockProblems(blocks, 'message', '/blocks');
  if (problems.length > 0) throw invalid('invalid_blocks', problems);
  if (JSON.stringify(blocks).length > limits.messageSize.most) throw new ApiError('msg_blocks_too_long');
  const text = sent.text ?? '';
  if (text.length > mostText) {
    if (mostText < limits.postText.most) throw new ApiError('msg_too_long');
    violate(core, { where: 'text', problems: ['text was cut off'], payload: text });
  }
  return { text: text.slice(0, mostText), blocks: withIds(core.state, objectsIn(blocks)) } satisfies Content;
}

/** Slack makes the ids that an app leaves out. */
export function withIds(state: State, blocks: readonly JsonObject[]): JsonObject[] {
  return structuredClone([...blocks]).map((block) => {
    for (const element of usableIn(block)) element.action_id ??= state.newId('action-');
    return { ...block, block_id: block.block_id ?? state.newId('block-') };
  });
}

export type NewMessage = Content & {
  channelId: string;
  authorId: string;
  installation?: Installation;
  threadTs?: string | undefined;
  metadata?: JsonObject | undefined;
  ephemeralFor?: string | undefined;
};

export function store(core: Core, message: NewMessage): StoredMessage {
  const { installation, threadTs, metadata, ephemeralFor, ...rest } = message;
  const stored: StoredMessage = {
    ...rest,
    ts: core.state.newTs(),
    installation,
    threadTs,
    metadata,
    ephemeralFor,
    editedTs: undefined,
    values: new Map(),
  };
  core.state.messages.set(stored.ts, stored);
  core.waiting.changed();
  return stored;
}

export function change(core: Core, message: StoredMessage, content: Content, metadata?: JsonObject): void {
  Object.assign(message, content, { editedTs: core.state.newTs() });
  if (metadata) message.metadata = metadata;
  core.waiting.changed();
}

export function remove(core: Core, message: StoredMessage): void {
  core.state.messages.delete(message.ts);
  core.waiting.changed();
}

/** @throws ApiError `invalid_metadata_format` */
export function metadataOf(sent: Json | undefined): JsonObject | undefined {
  if (sent === undefined) return undefined;
  const isEmpty = isObject(sent) && Object.keys(sent).length === 0;
  const isWhole = isObject(sent) && typeof sent.event_type === 'string' && isObject(sent.event_payload);
  if (!isObject(sent) || !(isEmpty || isWhole)) throw new ApiError('invalid_metadata_format');
  return sent;
}

/** As in responses and payloads; metadata only where it was asked for. */
export function messageObject({ state, app }: Core, message: StoredMessage, hasMetadata = false): JsonObject {
  const replies = [...state.messages.values()].filter(({ threadTs }) => threadTs === message.ts);
  const bot = message.installation;
  return {
    type: 'message',
    user: message.authorId,
    ts: message.ts,
    ...(bot ? { bot_id: bot.botId, app_id: app.appId } : {}),
    text: message.text,
    team: state.channels.get(message.channelId)?.workspaceId,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(replies.length > 0 ? { thread_ts: message.ts, reply_count: replies.length } : {}),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.authorId, ts: message.editedTs } }),
    ...(hasMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** The direct messages of a user with the app, opened when there are none. */
export function directChannel(core: Core, installation: Installation, userId: string, workspaceId: string): Channel {
  const { state } = core;
  const { botUserId } = installation;
  const found = [...state.channels.values()].find(
    ({ kind, memberIds }) => kind === 'direct' && memberIds.has(botUserId) && memberIds.has(userId),
  );
  if (found) return found;
  const channel: Channel = {
    id: state.newId('D'),
    name: 'directmessage',
    kind: 'direct',
    workspaceId,
    creatorId: botUserId,
    createdAt: core.now(),
    memberIds: new Set([botUserId, userId]),
    isArchived: false,
  };
  state.channels.set(channel.id, channel);
  return channel;
}

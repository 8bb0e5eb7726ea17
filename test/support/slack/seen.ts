/** What one person sees. */

import { type Control, controlsIn, stateOf } from './controls.ts';
import { isObject, type Json, type JsonObject, objectsIn, textIn } from './json.ts';
import { textOf } from './objects.ts';
import type { StoredMessage, StoredView } from './records.ts';
import type { State } from './state.ts';

export type Shown = {
  /** Its ts. */
  id: string;
  channelId: string;
  place: 'channel' | 'thread' | 'direct';
  /** Only this person sees it: ephemeral or direct. */
  private: boolean;
  ephemeral: boolean;
  threadTs: string | undefined;
  authorId: string;
  /** What the blocks read as; without blocks the text. */
  text: string;
  /** Top-level text: notifications, and what screen readers read instead of the blocks. */
  spoken: string;
  edited: boolean;
  controls: Control[];
  blocks: JsonObject[];
  metadata: JsonObject | undefined;
  /** Whom its text and blocks mention: ids of users, and `here`, `channel`, `everyone`. */
  mentions: string[];
};

export type ShownForm = {
  id: string;
  callbackId: string;
  title: string;
  /** What its blocks read as. */
  text: string;
  submit: string | undefined;
  controls: Control[];
  /** What stands in it: block → action → value. */
  values: JsonObject;
  blocks: JsonObject[];
  /** The form below it in the stack. */
  previousId: string | undefined;
};

type ShownHome = Pick<ShownForm, 'id' | 'text' | 'controls' | 'blocks'>;

export type Sight = {
  /** The channel with its threads, own ephemerals there, and direct messages with the app; oldest first. */
  messages: Shown[];
  /** The topmost of the open forms. */
  form?: ShownForm;
  home?: ShownHome;
};

export function mayRead(state: State, userId: string, channelId: string): boolean {
  const channel = state.channels.get(channelId);
  const user = state.users.get(userId);
  if (!channel || !user || user.isDeleted) return false;
  return channel.memberIds.has(userId) || (channel.kind === 'public' && user.workspaceIds.has(channel.workspaceId));
}

export function sightOf(state: State, userId: string, channelId: string): Sight {
  const messages = [...state.messages.values()].filter((message) => {
    const isHere = message.channelId === channelId || state.channels.get(message.channelId)?.kind === 'direct';
    const isTheirs = message.ephemeralFor === undefined || message.ephemeralFor === userId;
    return isHere && isTheirs && mayRead(state, userId, message.channelId);
  });
  const form = state.views.get(state.stacks.get(userId)?.at(-1) ?? '');
  const [, homeId = ''] = [...state.homes].findLast(([key]) => key.endsWith(`:${userId}`)) ?? [];
  const home = state.views.get(homeId);
  return {
    messages: messages.map((message) => shown(state, message)),
    ...(form ? { form: shownForm(form) } : {}),
    ...(home ? { home: shownForm(home) } : {}),
  };
}

export function shown(state: State, message: StoredMessage): Shown {
  const isDirect = state.channels.get(message.channelId)?.kind === 'direct';
  const ephemeral = message.ephemeralFor !== undefined;
  const { blocks, text, threadTs } = message;
  return {
    id: message.ts,
    channelId: message.channelId,
    place: isDirect ? 'direct' : threadTs === undefined ? 'channel' : 'thread',
    private: isDirect || ephemeral,
    ephemeral,
    threadTs,
    authorId: message.authorId,
    text: blocks.length > 0 ? readable(blocks) : text,
    spoken: text,
    edited: message.editedTs !== undefined,
    controls: controlsIn(blocks),
    blocks,
    metadata: message.metadata,
    mentions: mentionsIn(`${text}\n${JSON.stringify(blocks)}`),
  };
}

export function shownForm(view: StoredView): ShownForm {
  const { payload } = view;
  const blocks = objectsIn(payload.blocks);
  return {
    id: view.id,
    callbackId: textIn(payload.callback_id),
    title: textOf(payload.title),
    text: readable(blocks),
    submit: payload.submit === undefined ? undefined : textOf(payload.submit),
    controls: controlsIn(blocks),
    values: stateOf(blocks, view.values),
    blocks,
    previousId: view.previousId,
  };
}

/** All that is to be read in blocks, one line each: texts, cells, labels, hints, alt texts; buttons and options not. */
function readable(blocks: readonly JsonObject[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: JsonObject): string[] {
  if (block.type === 'table') {
    const rows = Array.isArray(block.rows) ? block.rows : [];
    return rows.map((row) => (Array.isArray(row) ? row.map(textsIn).join(' | ') : ''));
  }
  const context = block.type === 'context' ? objectsIn(block.elements).map(textsIn) : [];
  const rich = block.type === 'rich_text' ? objectsIn(block.elements).map(textsIn) : [];
  const plain = [block.title, block.text, block.label, block.hint].map(textsIn);
  const fields = objectsIn(block.fields).map(textsIn);
  return [...plain, ...fields, ...context, ...rich, textIn(block.alt_text)].filter((line) => line !== '');
}

function textsIn(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textsIn).join('');
  if (!isObject(value)) return '';
  return textsIn(value.text) + textIn(value.alt_text) + textsIn(value.elements);
}

function mentionsIn(text: string): string[] {
  const found = text.matchAll(/<(?:@([UW]\w+)|!(here|channel|everyone))(?:\|[^>]*)?>/g);
  return [...new Set([...found].map(([, user, all]) => user ?? all ?? ''))];
}

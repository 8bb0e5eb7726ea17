/** A message as what Slack's requests carry. Pure and total: whatever the message, Slack takes it. */

import type { KnownBlock } from '@slack/types';
import type { Message } from '../../chat/message.ts';
import { cut, plainText } from '../../chat/text.ts';
import { blocksOf, section, small } from './blocks.ts';
import { limits } from './limits.ts';
import { entities, piecesOf } from './mrkdwn.ts';

export type MessageBody = {
  /** What screen readers and notifications read in place of the blocks: the whole message. */
  text: string;
  blocks: KnownBlock[];
  unfurl_links: false;
  unfurl_media: false;
};

export function messageBody({ blocks, ping }: Message): MessageBody {
  const notified = groupOf(ping);
  const pinging = notified === undefined ? [] : [section(notified)];
  const fitting = fitted([...pinging, ...blocksOf(blocks, true)], limits.messageBlocks, limits.messageSize);
  return { text: topLevel(blocks), blocks: fitting, unfurl_links: false, unfurl_media: false };
}

/** Entities are longer than what they stand for, so what was cut may have to be cut once more. */
function topLevel(blocks: Message['blocks']): string {
  const plain = plainText({ blocks });
  const written = entities(cut(plain, limits.plainText));
  return (piecesOf(written, limits.plainText)[0] ?? '').trim() || '…';
}

/** `<!subteam^S123>` names a user group, `<@U123>` a person; nothing else is ever notified, everybody least of all. */
function groupOf(ping: string | undefined): string | undefined {
  const [, group, person] =
    /^<(?:!subteam\^(S[A-Z0-9]+)|@([UW][A-Z0-9]+))(?:\|[^<>]*)?>$/.exec(ping?.trim() ?? '') ?? [];
  if (group !== undefined) return `<!subteam^${group}>`;
  return person === undefined ? undefined : `<@${person}>`;
}

/** The blocks as they are where they fit, else as many as do and a mark at the end; never none. */
export function fitted(blocks: readonly KnownBlock[], mostBlocks: number, mostCharacters: number): KnownBlock[] {
  if (blocks.length === 0) return [small('…')];
  if (blocks.length <= mostBlocks && sizeOf(blocks) <= mostCharacters) return [...blocks];
  const kept: KnownBlock[] = [];
  const cutOff = small('…');
  let room = mostCharacters - sizeOf([cutOff]);
  for (const block of blocks) {
    if (kept.length + 2 > mostBlocks) break;
    const size = sizeOf([block]);
    if (size > room) {
      const shorter = shortened(block, room);
      if (shorter) kept.push(shorter);
      break;
    }
    kept.push(block);
    room -= size;
  }
  return [...kept, cutOff];
}

/** As Slack seems to count: everything, as JSON. */
function sizeOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

const frame = 200;

function shortened(block: KnownBlock, room: number): KnownBlock | undefined {
  if (block.type !== 'section' || block.text?.type !== 'mrkdwn' || room < 2 * frame) return undefined;
  // JSON writes line breaks, quotes and backslashes with a backslash more, so the size is only known once it is written.
  for (let characters = room - frame; characters >= frame; characters = Math.floor(characters * 0.75)) {
    const [piece] = piecesOf(block.text.text, characters);
    const shorter = piece === undefined ? undefined : section(piece);
    if (!shorter || sizeOf([shorter]) <= room - frame) return shorter;
  }
  return undefined;
}

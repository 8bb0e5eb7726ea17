/** Blocks of the message model as Block Kit's, by the mapping written down in limits.ts. Pure. */

import type { KnownBlock, RawTextElement } from '@slack/types';
import type { Block } from '../../chat/message.ts';
import { cut, unmarked } from '../../chat/text.ts';
import { fencedTable } from '../fit.ts';
import { actionsOf } from './controls.ts';
import { limits } from './limits.ts';
import { mrkdwn, piecesOf } from './mrkdwn.ts';

/** @param tables whether this surface shows table blocks, of which it takes one; views show none */
export function blocksOf(blocks: readonly Block[], tables: boolean): KnownBlock[] {
  const first = tables ? blocks.findIndex((block) => block.type === 'table' && fitsTable(block)) : -1;
  return blocks.flatMap((block, place) => knownBlocks(block, place === first));
}

function knownBlocks(block: Block, asTable: boolean): KnownBlock[] {
  switch (block.type) {
    case 'text':
      return sections(mrkdwn(block.text));
    case 'heading':
      return header(unmarked(block.text));
    case 'quiet':
      return piecesOf(mrkdwn(block.text), limits.text).filter(isWords).map(small);
    case 'fields':
      return sections(block.fields.map(({ label, value }) => `*${mrkdwn(label)}:* ${mrkdwn(value)}`).join('\n'));
    case 'choices':
      return sections(block.options.map(({ letter, text }) => `*${letter.toUpperCase()})* ${mrkdwn(text)}`).join('\n'));
    case 'table':
      return asTable
        ? [...sections(`*${mrkdwn(block.caption)}*`), tableBlock(block)]
        : sections(mrkdwn(fencedTable(block)));
    case 'controls':
      return actionsOf(block.controls);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

/** A section of Slack's own, for what is written in mrkdwn already. */
export function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text }, expand: true };
}

export function small(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

function sections(written: string): KnownBlock[] {
  return piecesOf(written, limits.text).filter(isWords).map(section);
}

function header(plain: string): KnownBlock[] {
  const text = cut(plain.replace(/\s+/g, ' ').trim(), limits.header);
  return text === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
}

/** Slack refuses a text without a character that is seen. */
function isWords(text: string): boolean {
  return text.trim() !== '';
}

type Table = Extract<Block, { type: 'table' }>;

function fitsTable({ columns, rows }: Table): boolean {
  const size = [columns, ...rows].flat().reduce((total, cell) => total + unmarked(cell).length + 1, 0);
  const isSmall = rows.length < limits.tableRows && columns.length <= limits.tableCells;
  return columns.length > 0 && isSmall && size <= limits.tableText;
}

function tableBlock({ columns, rows }: Table): KnownBlock {
  const line = (cells: readonly string[]) => columns.map((_, place) => cell(cells[place] ?? ''));
  return { type: 'table', rows: [line(columns), ...rows.map(line)] };
}

function cell(text: string): RawTextElement {
  return { type: 'raw_text', text: unmarked(text) || ' ' };
}

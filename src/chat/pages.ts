/** Splits long messages, so that no platform has to refuse or cut one. */

import type { Block, Message } from './message.ts';
import { cut, showMoments } from './text.ts';

/** The smallest common limits are 4,000 characters of text and 40 components a message; this leaves room for markup. */
const mostCharacters = 3000;
const mostBlocks = 16;
/** Nothing that is asked or told needs more pages; what is beyond ends with an ellipsis. */
const mostPages = 8;

/** A message as one or more that fit everywhere. Blocks stay whole where they can; controls stay with what they follow. */
export function pages(message: Message): Message[] {
  const split: Block[][] = [];
  let page: Block[] = [];
  let size = 0;
  for (const block of message.blocks.flatMap(piecesOf)) {
    const weight = weightOf(block);
    const full = size + weight > mostCharacters || page.length >= mostBlocks;
    if (page.length > 0 && full && block.type !== 'controls') {
      split.push(page);
      page = [];
      size = 0;
    }
    page.push(block);
    size += weight;
  }
  split.push(page);
  const kept = split.slice(0, mostPages);
  if (split.length > kept.length) kept.at(-1)?.push({ type: 'quiet', text: '…' });
  // A ping belongs to the first page alone: nobody is notified twice.
  const { ping, ...rest } = message;
  return kept.map((blocks, index) => ({ ...rest, blocks, ...(index === 0 && ping !== undefined && { ping }) }));
}

function weightOf(block: Block): number {
  switch (block.type) {
    case 'text':
    case 'heading':
    case 'quiet':
      return textWeight(block.text);
    case 'fields':
      return sum(block.fields.map(({ label, value }) => textWeight(label) + textWeight(value) + 8));
    case 'choices':
      return sum(block.options.map(({ text }) => textWeight(text) + 8));
    case 'table':
      return (
        textWeight(block.caption) + (block.rows.length + 2) * (sum(columnWidths(block)) + 2 * block.columns.length)
      );
    case 'controls':
    case 'divider':
      return 0;
  }
}

/** As platforms count it: a moment becomes a short code, markup may be escaped once more. */
function textWeight(text: string): number {
  const shown = showMoments(text, () => ' '.repeat(20));
  return shown.length + (shown.match(/[\\*_~|<>#`[\]()&]/g)?.length ?? 0);
}

function columnWidths({ columns, rows }: Extract<Block, { type: 'table' }>): number[] {
  return columns.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
}

/** A block that is larger than a page, in pieces that are not. */
function piecesOf(block: Block): Block[] {
  if (weightOf(block) <= mostCharacters) return [block];
  switch (block.type) {
    case 'text':
    case 'quiet':
      return textPieces(block.text).map((text) => ({ type: block.type, text }));
    case 'heading':
      return [{ type: 'heading', text: cut(block.text, 150) }];
    case 'fields':
    case 'choices':
      return [block];
    case 'table':
      return tablePieces(block);
    case 'controls':
    case 'divider':
      return [block];
  }
}

/** Cuts text at the coarsest seam that makes the pieces small enough: paragraphs, lines, sentences, words, anywhere. */
function textPieces(text: string, seams: readonly string[] = ['\n\n', '\n', '. ', ' ']): string[] {
  if (textWeight(text) <= mostCharacters) return [text];
  const [seam, ...finer] = seams;
  if (seam === undefined) return characterPieces(text);
  const pieces: string[] = [];
  let piece = '';
  for (const part of text.split(seam)) {
    const joined = piece === '' ? part : `${piece}${seam}${part}`;
    if (textWeight(joined) <= mostCharacters) {
      piece = joined;
      continue;
    }
    if (piece !== '') pieces.push(piece);
    const small = textPieces(part, finer);
    pieces.push(...small.slice(0, -1));
    piece = small.at(-1) ?? '';
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

function characterPieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (textWeight(piece + segment) > mostCharacters) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

function tablePieces(table: Extract<Block, { type: 'table' }>): Block[] {
  const half = Math.ceil(table.rows.length / 2);
  if (half === table.rows.length) {
    return [{ ...table, rows: table.rows.map((row) => row.map((cell) => cut(cell, 200))) }];
  }
  return [
    { ...table, rows: table.rows.slice(0, half) },
    { ...table, rows: table.rows.slice(half) },
  ].flatMap(piecesOf);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

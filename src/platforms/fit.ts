/** What the limits of all platforms have in common: how a misfit is told, and how text is counted. */

import type { Control, Form, Message } from '../chat/message.ts';
import { unmarked } from '../chat/text.ts';

/** Something larger than a platform takes. `size` and `limit` are in characters, or in things where `what` is a plural. */
export type Misfit = { what: string; size: number; limit: number };

export type Measure = readonly [what: string, size: number, limit: number];

/** The measures that are over their limit, each once. */
export function misfitsOf(measures: readonly Measure[]): Misfit[] {
  const found = new Map<string, Misfit>();
  for (const [what, size, limit] of measures) {
    const known = found.get(what);
    if (size > limit && size > (known?.size ?? 0)) found.set(what, { what, size, limit });
  }
  return [...found.values()];
}

export function isForm(sent: Message | Form): sent is Form {
  return 'inputs' in sent;
}

export function controlsOf(message: Pick<Message, 'blocks'>): Control[] {
  return message.blocks.flatMap((block) => (block.type === 'controls' ? block.controls : []));
}

/** How often the most frequent of some ids occurs. */
export function mostRepeated(ids: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

export function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** Escaped pairs, code, link targets and bold are markup that every platform is given on purpose; the rest is not. */
const markup = /\\[\s\S]|```[\s\S]*?```|`[^`\n]+`|\]\(\S+?\)|\*\*|[*_~|<>#]/g;

/**
 * Characters outside code that a chat client reads as markup although message text knows no such markup: a renderer
 * puts an escape before each.
 */
export function strayMarkup(text: string): number {
  return text.match(markup)?.filter((found) => found.length === 1).length ?? 0;
}

/** The same text with a backslash before each character that {@link strayMarkup} counts. */
export function withEscapes(text: string): string {
  return text.replace(markup, (found) => (found.length === 1 ? `\\${found}` : found));
}

/** A table as lines of equal width in a code block under its caption; cells stand there without their markup. */
export function fencedTable(table: { caption: string; columns: string[]; rows: string[][] }): string {
  const lines = [table.columns, ...table.rows].map((cells) => cells.map(unmarked));
  const widths = table.columns.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const padded = lines.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `**${table.caption}**\n\`\`\`\n${padded.join('\n')}\n\`\`\``;
}

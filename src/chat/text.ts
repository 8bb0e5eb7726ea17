/** Text inside messages: what people typed made harmless, moments that each platform shows in its own way. */

import { visible } from '../quiz/plain-text.ts';
import type { Block, Control, Message } from './message.ts';

const momentStart = '\u{E000}';
const momentEnd = '\u{E001}';
const momentPattern = /\u{E000}(\d+)\|([^\u{E001}]*)\u{E001}/gu;

/**
 * A moment inside text. Platforms that show times in the reader's own zone use the instant, the others the words.
 * @param at epoch milliseconds
 * @param words the moment as words in the channel's zone, for example `16:00` or `Tue 24 Nov 09:00`
 */
export function moment(at: number, words: string): string {
  return `${momentStart}${at}|${words}${momentEnd}`;
}

/** Replaces every moment of a text by what `show` makes of it, and every mention by its words. */
export function showMoments(text: string, show: (at: number, words: string) => string): string {
  if (!text.includes(momentStart) && !text.includes(mentionStart)) return text;
  return showMentions(text, (_, words) => words).replace(momentPattern, (_, at: string, words: string) =>
    show(Number(at), words),
  );
}

const mentionStart = '\u{E002}';
const mentionPattern = /\u{E002}([^\u{E003}]*)\u{E003}([^\u{E004}]*)\u{E004}/gu;

/**
 * A role or group named inside text, which notifies nobody.
 * @param notation as the platform writes it
 * @param words what is said where the platform cannot show it without notifying
 */
export function mention(notation: string, words: string): string {
  return `${mentionStart}${notation}\u{E003}${words}\u{E004}`;
}

/** Replaces every mention of a text by what `show` makes of it. */
export function showMentions(text: string, show: (notation: string, words: string) => string): string {
  return text.replace(mentionPattern, (_, notation: string, words: string) => show(notation, words));
}

const markup = /[\\`*_~[\]()<>#|]/g;

/** A person's words on one line, as plain text: cut at `max` characters, without characters that hide or reorder. */
export function oneLine(typed: string, max: number): string {
  return cut(manyLines(typed, typed.length).replace(/\s+/g, ' '), max);
}

/** A person's words over several lines, as plain text. */
export function manyLines(typed: string, max: number): string {
  return cut(visible(typed).normalize('NFC'), max);
}

/** Plain text as it may stand inside message text: markup is escaped, mentions and lists are broken, so it reads as typed. */
export function quoted(plain: string): string {
  return plain
    .replace(momentPattern, '$2')
    .replace(markup, '\\$&')
    .replace(/@|^[ \t]*-(?= )/gm, '$&\u{2060}');
}

const characters = new Intl.Segmenter();

/** Cuts by whole characters (never inside a surrogate pair) and says so with an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of characters.segment(text.slice(0, max + 40))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The whole message in plain text: what a screen reader gets, and what a platform shows where blocks fail. */
export function plainText(message: Pick<Message, 'blocks'>): string {
  return message.blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'heading':
    case 'quiet':
      return unmarked(block.text);
    case 'fields':
      return block.fields.map(({ label, value }) => `${unmarked(label)}: ${unmarked(value)}`).join('\n');
    case 'table':
      return [block.caption, ...block.rows.map((row) => row.filter((cell) => cell !== '').join(cellGap(block.columns)))]
        .map(unmarked)
        .join('\n');
    case 'choices':
      return block.options.map(({ letter, text }) => `${letter.toUpperCase()}) ${unmarked(text)}`).join('\n');
    case 'controls':
      return block.controls.map(controlText).join(' ');
    case 'divider':
      return '';
  }
}

/** A nameless first column holds ranks: `1 Carol 38`; other cells need something between them to be told apart. */
function cellGap(columns: readonly string[]): string {
  return columns[0] === '' ? ' ' : ' · ';
}

function controlText(control: Control): string {
  return `[${control.label}]`;
}

/** Message text without its markup; escapes are resolved, links keep their address, moments become words. */
export function unmarked(text: string): string {
  const shown = showMoments(text, (_, words) => words);
  // Most text has no markup, and looking for each kind takes its time.
  const plain = /[`*[\\]/.test(shown) ? withoutMarkup(shown) : shown;
  return plain.replace(/\n{3,}/g, '\n\n').trim();
}

function withoutMarkup(text: string): string {
  return text
    .replace(/^```\w*$/gm, '')
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '$1')
    .replace(/(?<!\\)\[((?:\\.|[^[\]\\])+)\]\((\S+?)\)/g, '$1 ($2)')
    .replace(/(?<!\\)`([^`\n]+)`/g, '$1')
    .replace(/\\([\\`*_~[\]()<>#|])/g, '$1');
}

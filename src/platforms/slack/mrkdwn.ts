/** Message text as Slack's mrkdwn (messaging/formatting-message-text). Pure. */

import { showMoments, unmarked } from '../../chat/text.ts';

// Noncharacters: no text that reaches a message holds them, and no markup is made of them.
const momentStart = '\u{FDD0}';
const momentEnd = '\u{FDD1}';
/** Before a character that would be read as markup, so that it is not: Slack wants a word boundary there. */
const breaker = '\u{200B}';

// Groups by their numbers: named ones make an object for every match, which took longer than all the rest.
const token = new RegExp(
  [
    '```(?:\\w*\\n)?([\\s\\S]*?)```',
    `${momentStart}(-?\\d+)\\|([^${momentEnd}]*)${momentEnd}`,
    '\\\\([\\\\`*_~[\\]()<>#|])',
    '`([^`\\n]+)`',
    '\\[((?:\\\\.|[^[\\]\\\\])+)\\]\\((\\S+?)\\)',
    '(\\*\\*)',
    '(^[ \\t]*[-*] (?=\\S))',
    '([*_~`&<>])',
  ].join('|'),
  'gm',
);

/** Where a token of the above may be; most text has none. */
const needsCare = new RegExp(`[\`\\\\[*_~&<>${momentStart}]|^[ \\t]*-`, 'm');

/** Bold, code, lists and links as Slack writes them; moments in the reader's own zone; every other markup is broken. */
export function mrkdwn(text: string): string {
  const kept = showMoments(text, (at, words) => `${momentStart}${Math.floor(at / 1000)}|${words}${momentEnd}`);
  if (!needsCare.test(kept)) return kept;
  return kept.replace(token, (_, code, at, words, escaped, inline, title, url, bold, bullet, stray) => {
    if (code !== undefined) return `\`\`\`\n${entities(code.replace(/\n$/, ''))}\n\`\`\``;
    if (at !== undefined) return `<!date^${at}^{date_short_pretty} {time}|${insideLink(words ?? '')}>`;
    if (inline !== undefined) return `\`${entities(inline)}\``;
    if (title !== undefined && url !== undefined) return link(title, url);
    if (bold !== undefined) return '*';
    if (bullet !== undefined) return `${bullet.slice(0, -2)}• `;
    return harmless(escaped ?? stray ?? '');
  });
}

/** `&`, `<` and `>` as Slack wants them everywhere, also in plain top-level text: nothing can be a mention then. */
export function entities(plain: string): string {
  if (!/[&<>]/.test(plain)) return plain;
  return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function harmless(character: string): string {
  return /[*_~`>]/.test(character) ? breaker + entities(character) : entities(character);
}

function link(title: string, url: string): string {
  const words = insideLink(unmarked(title));
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return `${words} (${entities(url)})`;
  const address = url.replace(/[<>|]/g, encodeURIComponent).replace(/&/g, '&amp;');
  return `<${address}|${words}>`;
}

/** A `|` or a line break would end the words of a link. */
function insideLink(words: string): string {
  return entities(words.replace(/[|\n]/g, ' '));
}

const fence = '```';

/**
 * Cuts mrkdwn into pieces of at most `max` characters, at the end of a line or word where there is one; never inside an
 * entity or a link, and a code block that is cut is one in each piece.
 */
export function piecesOf(written: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = written;
  while (rest.length > max) {
    const end = seamIn(rest, max - fence.length - 1);
    let piece = rest.slice(0, end).trimEnd();
    rest = rest.slice(end).replace(/^\n+/, '');
    if (piece.split(fence).length % 2 === 0) {
      piece = `${piece}\n${fence}`;
      rest = `${fence}\n${rest}`;
    }
    if (piece !== '') pieces.push(piece);
  }
  return rest.trim() === '' ? pieces : [...pieces, rest];
}

function seamIn(text: string, max: number): number {
  const head = text.slice(0, max);
  const least = max / 2;
  const line = head.lastIndexOf('\n');
  if (line > least) return line;
  const word = head.lastIndexOf(' ');
  if (word > least && !insideMarkup(text.slice(0, word))) return word;
  for (let end = max; end > least; end -= 1) {
    const isPair = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '');
    if (!isPair && !insideMarkup(text.slice(0, end))) return end;
  }
  return max;
}

/** Whether a text ends between `<` and `>` or within an entity. */
function insideMarkup(text: string): boolean {
  return /<[^<>]*$/.test(text) || /&(a|am|amp|l|lt|g|gt)?$/.test(text);
}

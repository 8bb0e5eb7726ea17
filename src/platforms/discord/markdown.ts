/** Message text as Discord's markdown. */

import { cut, showMentions, showMoments } from '../../chat/text.ts';
import { withEscapes } from '../fit.ts';

// Noncharacters: no text that reaches a message holds them, and no escape falls on them.
const momentStart = '\u{FDD0}';
const momentEnd = '\u{FDD1}';
const keptMoment = /\u{FDD0}(-?\d+)\u{FDD1}/gu;
const roleStart = '\u{FDD2}';
const roleEnd = '\u{FDD3}';
const keptRole = /\u{FDD2}(\d+)\u{FDD3}/gu;

/**
 * Moments become `<t:SECONDS:f>`, which every reader sees in their own zone, and a role that is mentioned shows by its name;
 * markup that message text does not know is escaped.
 */
export function markdown(text: string): string {
  const mentions = showMentions(text, (notation, words) => {
    const role = roleOf(notation);
    return role === undefined ? words : `${roleStart}${role}${roleEnd}`;
  });
  const kept = showMoments(mentions, (at) => `${momentStart}${Math.floor(at / 1000)}${momentEnd}`);
  return withEscapes(kept).replace(keptMoment, '<t:$1:f>').replace(keptRole, '<@&$1>');
}

/** The id in `<@&123>`, which is how Discord writes a role. */
export function roleOf(notation: string): string | undefined {
  return /^<@&(\d{1,20})>$/.exec(notation)?.[1];
}

const fence = '```';

/** Cuts markdown at `max` characters; a code block that was open there is closed. */
export function cutMarkdown(written: string, max: number): string {
  if (written.length <= max) return written;
  const closing = `\n${fence}`;
  const short = cut(written, max - closing.length);
  return short.split(fence).length % 2 === 0 ? short + closing : short;
}

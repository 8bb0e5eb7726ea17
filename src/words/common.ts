/** Turns of phrase that several sentences share. */

import { cut, moment, quoted } from '../chat/text.ts';
import { type Answer, writeAnswer } from '../quiz/answer.ts';
import { daysBetween, localDay, localTime, weekdayOf } from '../quiz/calendar.ts';
import type { Letter } from '../quiz/question.ts';

/** `1 answer`, `2 answers`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], joint = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}

export function capital(letter: Letter): string {
  return letter.toUpperCase();
}

/** What a member is called where others read it. */
export function shownName(member: { name: string; alias: string | null }): string {
  return quoted(member.alias ?? member.name);
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue 24 Nov` of '2026-11-24'. */
export function dayWords(on: string): string {
  const [, month, day] = on.split('-').map(Number);
  return `${dayNames[weekdayOf(on) - 1]} ${day} ${monthNames[(month ?? 1) - 1]}`;
}

/** A moment as the channel's zone reads it: `16:00` on the day of `now`, else `Wed 25 Nov 08:45`. */
export function when(at: number, zone: string, now: number): string {
  const on = localDay(at, zone);
  const time = localTime(at, zone);
  return moment(at, daysBetween(localDay(now, zone), on) === 0 ? time : `${dayWords(on)} ${time}`);
}

/** A person's words as a sentence of ours: with a full stop where they left it out. */
export function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? quoted(words) : `${quoted(words)}.`;
}

/** A language model as the operator named it. */
export function modelName(model: string): string {
  return quoted(cut(model, 60));
}

/** `#mlops-interviews`. */
export function channelName(name: string): string {
  return `#${quoted(name)}`;
}

/** The first sentence of a text, or all of it when it has one only. */
export function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return /^.+?[.?!](?=\s+["“(]?[A-Z0-9])/.exec(line)?.[0] ?? line;
}

/** The slash command as members type it. */
export function slash(text: string): string {
  return `\`/mlops-quiz${text === '' ? '' : ` ${text}`}\``;
}

/** An answer as it is repeated back: letters and numbers whole, text cut to its beginning. */
export function answerWords(answer: Answer, unit: string | undefined): string {
  const written = writeAnswer(answer, unit);
  return answer.kind === 'text' ? `“${quoted(short(written))}”` : `**${quoted(written)}**`;
}

function short(text: string): string {
  return cut(text.replace(/\s+/g, ' '), 80);
}

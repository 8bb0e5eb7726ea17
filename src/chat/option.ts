/** The kinds of option a command may have: how each is read from text, and what a platform may offer for it. */

import { canonicalZone, type Weekday } from '../quiz/calendar.ts';
import { type Difficulty, difficulties, type Topic, topicSlugs, topics } from '../quiz/question.ts';
import { readDay, readDays, readTime } from '../quiz/reading.ts';
import type { Choice } from './message.ts';

/** What reading may depend on. */
export type Reading = { /** The local day here: what `today` and `friday` count from. */ today: string };

export type Option<T, Required extends boolean = boolean> = {
  required: Required;
  /** Takes the rest of the line untouched; such an option is a command's last. */
  rest: boolean;
  /** The value, or undefined when the text is not one. */
  read(text: string, reading: Reading): T | undefined;
  /** Everything it accepts, where that is a short list. */
  choices?: readonly Choice[];
  /** A line saying what it accepts, by key in the catalogue. */
  expects: Expectation;
};

export type Expectation =
  | 'text'
  | 'answer'
  | 'choice'
  | 'yes-no'
  | 'topic'
  | 'topics'
  | 'difficulty'
  | 'time'
  | 'reveal'
  | 'zone'
  | 'days'
  | 'date'
  | 'dates'
  | 'round'
  | 'question';

/** `until` is the last day; a single date has the same day twice. */
export type Dates = { from: string; until: string };

function option<T>(expects: Expectation, read: Option<T>['read'], choices?: readonly Choice[]): Option<T, false> {
  return { required: false, rest: false, expects, read, ...(choices && { choices }) };
}

/** The same option, but the command cannot do without it. */
export function required<T>(optional: Option<T, false>): Option<T, true> {
  return { ...optional, required: true };
}

/** The rest of the line, untouched. */
export function rest(optional: Option<string, false>): Option<string, false> {
  return { ...optional, rest: true };
}

export const text = option<string>('text', (typed) => typed.trim() || undefined);

/** An answer to whatever is asked; the question decides how it is read. */
export const answer = option<string>('answer', (typed) => typed.trim() || undefined);

/** One of a few words; `aliases` maps other spellings to them. */
export function choice<const V extends string>(
  values: Record<V, string>,
  aliases: Record<string, NoInfer<V>> = {},
): Option<V, false> {
  const known = new Map<string, V>(Object.entries(aliases));
  for (const value of keysOf(values)) known.set(value, value);
  const choices = keysOf(values).map((value) => ({ value, label: values[value] }));
  return option<V>('choice', (typed) => known.get(typed.toLowerCase()), choices);
}

export const onOff = option<boolean>('yes-no', (typed) => yesNo.get(typed.toLowerCase()), [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
]);
const yesNo = new Map([
  ['on', true],
  ['yes', true],
  ['true', true],
  ['off', false],
  ['no', false],
  ['false', false],
]);

const topicChoices = topicSlugs.map((slug) => ({ value: slug, label: topics[slug] }));
const topicByWord = new Map<string, Topic>(
  topicSlugs.flatMap((slug) => [
    [slug, slug],
    [topics[slug].toLowerCase(), slug],
  ]),
);
export const topic = option<Topic>('topic', (typed) => topicByWord.get(typed.trim().toLowerCase()), topicChoices);

/** Several topics, or `all` for an empty list. */
export const topicList = option<Topic[]>('topics', (typed) => {
  if (typed.trim().toLowerCase() === 'all') return [];
  const read = typed
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
    .map((word) => topicByWord.get(word));
  const known = read.filter((slug) => slug !== undefined);
  return known.length > 0 && known.length === read.length ? [...new Set(known)] : undefined;
});

const difficultyByWord = new Map<string, Difficulty>([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['easy', 1],
  ['medium', 2],
  ['hard', 3],
]);
const difficultyChoices = Object.entries(difficulties).map(([value, label]) => ({ value, label }));
export const difficulty = option<Difficulty>(
  'difficulty',
  (typed) => difficultyByWord.get(typed.toLowerCase()),
  difficultyChoices,
);
/** A difficulty, or `mixed`: the week's own rhythm from easy to hard. */
export const difficultyOrMixed = option<Difficulty | 'mixed'>(
  'difficulty',
  (typed) => (typed.toLowerCase() === 'mixed' ? 'mixed' : difficultyByWord.get(typed.toLowerCase())),
  [{ value: 'mixed', label: 'mixed' }, ...difficultyChoices],
);

export const time = option<string>('time', (typed) => readTime(typed));
export const reveal = option<string>('reveal', (typed) =>
  typed.toLowerCase() === 'instant' ? 'instant' : readTime(typed),
);
export const zone = option<string>('zone', (typed) => canonicalZone(typed));
export const days = option<Weekday[]>('days', (typed) => readDays(typed));
export const date = option<string>('date', (typed, { today }) => readDay(typed, today));

/** One date or `from..to`, at most a year long. */
export const dates = option<Dates>('dates', (typed, { today }) => {
  const [first, last, ...more] = typed.split('..');
  const from = readDay(first ?? '', today);
  const until = last === undefined ? from : readDay(last, from ?? today);
  return from && until && from <= until && more.length === 0 ? { from, until } : undefined;
});

/** A round by its number here (`41`, `#41`), `today`, or the day it was played. */
export type RoundName = { number: number } | { playedOn: string };
export const round = option<RoundName>('round', (typed, { today }) => {
  const number = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  if (number !== undefined) return { number: Number(number) };
  const playedOn = readDay(typed, today);
  return playedOn === undefined ? undefined : { playedOn };
});

export const questionId = option<string>('question', (typed) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(typed) ? typed.toLowerCase() : undefined,
);

function keysOf<V extends string>(record: Record<V, string>): V[] {
  return Object.keys(record) as V[];
}

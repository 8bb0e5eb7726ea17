import { type NumberSlip, readNumber } from './number.ts';
import { folded, shortened, visible } from './plain-text.ts';
import type { Letter, PublicQuestion } from './question.ts';

/** What a member answered. The letters of a choice are sorted and unique, those of an order stand as given. */
export type Answer =
  | { kind: 'choice'; letters: Letter[] }
  | { kind: 'numeric'; value: number }
  | { kind: 'order'; letters: Letter[] }
  | { kind: 'text'; text: string };

/** Why an input is no answer to its question. `given` is what was typed, cut to a line; `last` the last letter there is. */
export type Slip =
  | { slip: 'empty' }
  | { slip: 'too-long'; max: number }
  | { slip: 'not-a-choice'; given: string; last: Letter }
  | { slip: 'one-only'; given: Letter[] }
  | { slip: 'not-an-order'; given: string; missing: Letter[]; repeated: Letter[]; unknown: string[]; last: Letter }
  | NumberSlip;

/** Longest text answer, in UTF-16 units, as the platforms' forms count. */
export const textAnswerMax = 3000;
/** Longest input read as letters or a number. */
export const closedAnswerMax = 200;
const givenMax = 40;

const choiceSeparators = /[\s,;.:()[\]&+|/*_"'`‘’“”]+/;
/** A choice has neither `-` nor `>`: "A-C" could mean all three. */
const orderSeparators = /[\s,;.:()[\]&+|/*_"'`‘’“”<>=→⇒–—-]+/;
const joiningWords = new Set(['', 'and', 'then']);

/** Reads what a member typed as an answer to the question. Total: any string gives an answer or a slip. */
export function readAnswer(question: PublicQuestion, input: string): { answer: Answer } | Slip {
  const text = visible(input);
  if (text === '') return { slip: 'empty' };
  if (question.kind === 'open' || question.kind === 'star') {
    return text.length > textAnswerMax ? { slip: 'too-long', max: textAnswerMax } : { answer: { kind: 'text', text } };
  }
  if (text.length > closedAnswerMax) return { slip: 'too-long', max: closedAnswerMax };
  const given = shortened(text, givenMax);
  switch (question.kind) {
    case 'choice':
      return readChoice(question, text, given);
    case 'order':
      return readOrder(question, text, given);
    case 'numeric': {
      const read = readNumber(text, question.unit, given);
      return 'slip' in read ? read : { answer: { kind: 'numeric', value: read.value } };
    }
  }
}

/** The answer in the form that is repeated back and that {@link readAnswer} reads again: `B`, `A, C`, `B A D C`, `0.25 %`. */
export function writeAnswer(answer: Answer, unit?: string): string {
  switch (answer.kind) {
    case 'choice':
      return answer.letters.join(', ').toUpperCase();
    case 'order':
      return answer.letters.join(' ').toUpperCase();
    case 'numeric':
      return unit ? `${answer.value} ${unit}` : String(answer.value);
    case 'text':
      return answer.text;
  }
}

function readChoice(question: PublicQuestion, text: string, given: string): { answer: Answer } | Slip {
  const { known, unknown } = lettersIn(question, text, choiceSeparators);
  if (unknown.length > 0 || known.length === 0) return { slip: 'not-a-choice', given, last: lastLetter(question) };
  const chosen = [...new Set(known)].sort();
  if (chosen.length > 1 && !question.several) return { slip: 'one-only', given: chosen };
  return { answer: { kind: 'choice', letters: chosen } };
}

function readOrder(question: PublicQuestion, text: string, given: string): { answer: Answer } | Slip {
  const { known, unknown } = lettersIn(question, text, orderSeparators);
  const missing = question.options.map((option) => option.id).filter((letter) => !known.includes(letter));
  const repeated = [...new Set(known.filter((letter, place) => known.indexOf(letter) !== place))];
  if (missing.length + repeated.length + unknown.length === 0) return { answer: { kind: 'order', letters: known } };
  return { slip: 'not-an-order', given, missing, repeated, unknown, last: lastLetter(question) };
}

/** The letters of the question's options in the order they were given, and what else was between the separators. */
function lettersIn(question: PublicQuestion, text: string, separators: RegExp): { known: Letter[]; unknown: string[] } {
  const known: Letter[] = [];
  const unknown = new Set<string>();
  for (const word of folded(text).split(separators)) {
    if (joiningWords.has(word)) continue;
    for (const character of word) {
      const option = question.options.find(({ id }) => id === character);
      if (option) known.push(option.id);
      else unknown.add(character);
    }
  }
  return { known, unknown: [...unknown] };
}

function lastLetter(question: PublicQuestion): Letter {
  return question.options.at(-1)?.id ?? 'a';
}

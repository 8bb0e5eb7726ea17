import { visible } from '../plain-text.ts';
import type { OpenQuestion } from '../question.ts';
import { type AnswerText, type KeyWord, promptStemsOf, readAnswer } from './answer-text.ts';
import { phrasingLikeness, type ReadPoint, readPoint } from './points.ts';
import { sentencesOf, wordsOf } from './words.ts';

/** Where a quote stands in an answer, in UTF-16 units of its comparable text, and how the answer has it. */
export type Place = { start: number; end: number; text: string };

const quoteMax = 160;
/** What people and programs put around a quote. */
const wrapping = /^[\s"'“”‘’«»`….]+|[\s"'“”‘’«»`….]+$/g;
const look: ReadonlyMap<string, string> = new Map([
  ...'‘’‚`'.split('').map((sign) => [sign, "'"] as const),
  ...'“”„«»'.split('').map((sign) => [sign, '"'] as const),
  ...'‐‑‒–—−'.split('').map((sign) => [sign, '-'] as const),
]);

/**
 * A function that finds quotes in an answer whatever their case, blanks, dashes and quotation marks; whole words only,
 * and at least one that carries meaning. It gives the answer's own words, at most 160 UTF-16 units of them.
 */
export function quoteFinder(answer: string): (quote: string) => Place | undefined {
  const { text, origin, source } = comparable(answer);
  return (quote) => {
    const wanted = comparable(quote.replace(wrapping, '')).text;
    if (!wordsOf(wanted).some(({ content }) => content)) return undefined;
    for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + 1)) {
      const end = start + wanted.length;
      if (splitsWord(text, start) || splitsWord(text, end)) continue;
      const own = source.slice(origin[start], (origin[end - 1] ?? source.length) + 1);
      return { start, end, text: own.length > quoteMax ? own.slice(0, quoteMax).replace(/\s*\S*$/, '') : own };
    }
    return undefined;
  };
}

/** A text as quotes are compared, and for each of its units the place in `source` that it stands for. */
function comparable(typed: string): { text: string; origin: number[]; source: string } {
  const source = visible(typed).normalize('NFKC');
  const origin: number[] = [];
  let text = '';
  let place = 0;
  for (const sign of source) {
    const shown = /\s/.test(sign) ? ' ' : (look.get(sign) ?? sign.toLowerCase());
    if (shown !== ' ' || !text.endsWith(' ')) {
      text += shown;
      for (let unit = 0; unit < shown.length; unit += 1) origin.push(place + Math.min(unit, sign.length - 1));
    }
    place += sign.length;
  }
  return { text: text.trimEnd(), origin, source };
}

function splitsWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && /[\p{L}\p{N}]/u.test(text[at] ?? ' ');
}

const fewestWords = 3;

/**
 * A function that tells whether some words of an answer can speak for a key point by themselves: a statement of three words
 * or more that is neither copied from the question nor a list of keywords, and that shares a word of meaning with the
 * point (a synonym will do) beside those of the question.
 */
export function groundsOf(question: OpenQuestion): (words: string, pointId: string) => boolean {
  const promptWords = wordsOf(question.prompt);
  const promptStems = promptStemsOf(question.prompt);
  const points = new Map(question.keyPoints.map((point) => [point.id, keyWordsOf(readPoint(point, promptStems))]));
  const keyStems = new Set([...points.values()].flat().map(({ stem }) => stem));
  return (words, pointId) => {
    const said = readAnswer(words, promptWords, keyStems);
    if (said.wordCount < fewestWords || said.forms.every(({ notes }) => notes < 0.5)) return false;
    const key = points.get(pointId) ?? [];
    return key.some((word) => word.content && !promptStems.has(word.stem) && isSaid(said, word));
  };
}

function isSaid(answer: AnswerText, word: KeyWord): boolean {
  return [...answer.sayings(word).values()].flat().some(({ likeness }) => likeness >= phrasingLikeness);
}

function keyWordsOf({ phrasings, text }: ReadPoint) {
  return [...phrasings, text].flat();
}

const toReader: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)\b[^.!?]{0,60}\b(instructions?|prompts?|rubrics?|guidelines|everything above)\b/,
  /\b(mark|grade|rate|score|count|label|treat|consider|return|output|respond|reply|give|award|set|report)\b[^.!?]{0,60}(\bas (covered|found|correct|complete)\b|"covered"|\bpoints? (are |is )?covered\b|\bfull (marks?|credit|points|score)\b|\b(all|every|each) (of the |the )?key points?\b)/,
  /\b(note|message|instructions?|dear|hey|attention) (to |for )?(the |my )?(grader|reader|examiner|evaluator|judge|ai|assistant|language model|llm)\b/,
  /\byou are (now )?(a |an |the )?(grader|reader|examiner|evaluator|judge|ai|assistant|language model|llm)\b/,
  /<\/?(system|user|assistant|instructions?|answer|rubric)>|\[\/?inst\]|<\|im_|"status" ?:/,
];
const turn = /^\W*(assistant|(system|user) (prompt|message)) ?:/i;

/** Whether an answer, in part, speaks to whoever reads it instead of answering: rules to ignore, marks to give, roles to play. */
export function speaksToReader(answer: string): boolean {
  const { text } = comparable(answer);
  return toReader.some((pattern) => pattern.test(text)) || sentencesOf(answer).some((line) => turn.test(line.text));
}

import type { Band, OpenVerdict, PointVerdict } from '../verdict.ts';
import { type AnswerText, type KeyWord, promptStemsOf, readAnswer } from './answer-text.ts';
import { type Point, type PointReading, type ReadPoint, readForPoint, readPoint } from './points.ts';
import { readReference, referenceScore } from './reference.ts';
import { isWordSalad } from './salad.ts';
import { type Flag, isNonAnswer, isRepeated } from './style.ts';
import { wordsOf } from './words.ts';

/** Scores from which an answer is in the band; below partial it is weak. */
const strongFrom = 0.67;
const partialFrom = 0.34;
/** Fewer words of one's own than this are no answer to a question whose points are told by phrasings as short. */
const fewestWords = 3;
/** What an answer earns at most whose form shows no understanding. */
const formCap = 0.25;
/** A smaller loss for the answer's form is not worth a remark. */
const lostUntold = 0.02;
const copiedShare = 0.5;
/** Notes are as good as sentences when so much of them is more than the words that were looked for. */
const besidesFull = 0.4;
const offTopicWords = 25;

/** Grades answers to one question by its key points. Pure, and total: it throws for no text. */
export type PointsGrader = {
  grade(text: string): OpenVerdict;
  /** What {@link PointsGrader.grade} finds for one point alone, by its id; undefined for an id that no point has. */
  verdictOn(id: string, text: string): PointVerdict | undefined;
};

/** Reads question and key points once, which takes longer than to grade an answer by them. */
export function pointsGrader(prompt: string, points: readonly Point[]): PointsGrader {
  const promptStems = promptStemsOf(prompt);
  const read = points.map((point) => readPoint(point, promptStems));
  const keyWords = read.flatMap(({ phrasings, accepted, text, not, must }) =>
    [phrasings, accepted, [text], not, must.flat()].flat(2),
  );
  const promptWords = wordsOf(prompt);
  const stems = stemSet(promptStems, keyWords);
  const fewest = read.some(({ phrasings }) => phrasings.length > 0) ? fewestWords : 1;
  return {
    grade(text) {
      const answer = readAnswer(text, promptWords, stems);
      return isNoAnswer(answer, fewest) ? noAnswer(points, answer) : gradeRead(points, read, answer);
    },
    verdictOn(id, text) {
      const point = read.find((each) => each.point.id === id);
      if (point === undefined) return undefined;
      const answer = readAnswer(text, promptWords, stems);
      return isNoAnswer(answer, fewest) ? missed(point.point) : readForPoint(point, answer).verdict;
    },
  };
}

/** @returns the reading of one answer by key points; many are graded faster by one {@link pointsGrader}. */
export function gradeByPoints(prompt: string, points: readonly Point[], text: string): OpenVerdict {
  return pointsGrader(prompt, points).grade(text);
}

function isNoAnswer({ wordCount, copiedShare, content, sentences }: AnswerText, fewest: number): boolean {
  const ownWords = wordCount * (1 - copiedShare);
  return Math.round(ownWords) < fewest || content.length === 0 || isNonAnswer(sentences);
}

function gradeRead(points: readonly Point[], read: readonly ReadPoint[], answer: AnswerText): OpenVerdict {
  const found = read.map((point) => readForPoint(point, answer));
  const earned = earnedShare(points, found, () => 1);
  const clauses = clausesIn(answer, new Set(found.flatMap(({ places }) => places)));
  const inClauses = earnedShare(points, found, ({ places }) => creditOf(clauses(places)));
  const { score, flags } = byForm(answer, earned, inClauses);
  if (earned === 0 && !answer.foreign && answer.wordCount >= offTopicWords) flags.push('off-topic');
  return { score, band: bandOf(score), verdicts: found.map(({ verdict }) => verdict), flags, by: 'offline' };
}

/** Σ weight × share × credit / Σ weight, 0…1. */
function earnedShare(
  points: readonly Point[],
  readings: readonly PointReading[],
  creditOf: (reading: PointReading) => number,
): number {
  const total = points.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const earned = readings.reduce((sum, each, at) => sum + creditOf(each) * each.share * (points[at]?.weight ?? 1), 0);
  return total === 0 ? 0 : earned / total;
}

/** What is left, {@link formCap}…1, of what is said in clauses by so much. */
function creditOf(clauses: number): number {
  return formCap + (1 - formCap) * clauses;
}

/**
 * How much words of an answer are said in clauses, 0…1. Notes count for as much as they say besides the words that were found.
 * @param found all places that were found
 */
function clausesIn({ content, forms }: AnswerText, found: ReadonlySet<number>): (places: readonly number[]) => number {
  const groupOf = ({ sentence }: { sentence: number }) => forms[sentence]?.group;
  const words = Map.groupBy(content.keys(), (place) => groupOf(content[place] ?? { sentence: -1 }));
  return ([place = -1]) => {
    const form = forms[content[place]?.sentence ?? -1];
    if (form === undefined) return 1;
    const group = words.get(form.group) ?? [];
    const besides = group.filter((each) => !found.has(each)).length / group.length;
    return Math.max(form.clauses, form.notes * Math.min(1, besides / besidesFull));
  };
}

/** @returns the reading of an answer by alternative model answers alone; it has no verdicts, because there are no points. */
export function gradeByReference(prompt: string, references: readonly string[], text: string): OpenVerdict {
  const promptStems = promptStemsOf(prompt);
  const read = references.map((reference) => readReference(reference, promptStems));
  const stems = stemSet(
    promptStems,
    read.flatMap(({ words }) => words),
  );
  const answer = readAnswer(text, wordsOf(prompt), stems);
  if (answer.content.length === 0 || isNonAnswer(answer.sentences)) return noAnswer([], answer);
  const found = referenceScore(read, answer);
  const words = read.flatMap((reference) => reference.words).flatMap((word) => firstSaying(answer, word) ?? []);
  const inClauses = Math.min(found, listCapOf(answer, words));
  const { score, flags } = byForm(answer, found, inClauses);
  return { score, band: bandOf(score), verdicts: [], flags, by: 'offline' };
}

function firstSaying(answer: AnswerText, word: KeyWord): { sentence: number } | undefined {
  const [first] = answer.sayings(word).values();
  return first?.[0];
}

export function bandOf(score: number): Band {
  if (score >= strongFrom) return 'strong';
  return score >= partialFrom ? 'partial' : 'weak';
}

function noAnswer(points: readonly Point[], { foreign, copiedShare: copied }: AnswerText): OpenVerdict {
  const verdicts = points.map(missed);
  // Words that cannot be read are an honest answer all the same.
  if (foreign) return { score: 0, band: 'weak', verdicts, flags: ['not-english'], by: 'offline' };
  const flags: Flag[] = copied >= copiedShare ? ['question-copied'] : [];
  return { score: 0, band: 'no-answer', verdicts, flags, by: 'offline' };
}

function missed({ id }: Point): PointVerdict {
  return { id, status: 'missed', confidence: 1 };
}

/** The most that the form of an answer lets it earn, 0.25…1, whoever reads it. */
export function formCapOf(prompt: string, text: string): number {
  const answer = readAnswer(text, wordsOf(prompt), promptStemsOf(prompt));
  return isWordSalad(answer.sentences) ? formCap : listCapOf(answer, answer.content);
}

/** By the form of those of its words that count, so that others cannot hide a list. */
function listCapOf({ forms }: AnswerText, words: readonly { sentence: number }[]): number {
  const said = words.reduce((sum, { sentence }) => sum + (forms[sentence]?.notes ?? 1), 0);
  return creditOf(words.length === 0 ? 1 : said / words.length);
}

/**
 * What is left of a score by the answer's form, and the remarks on it.
 * @param inClauses what is left of what was found, because not all of it is said in clauses
 */
function byForm(answer: AnswerText, found: number, inClauses: number): { score: number; flags: Flag[] } {
  const isSalad = isWordSalad(answer.sentences);
  const score = isSalad ? Math.min(inClauses, formCap) : inClauses;
  return { score, flags: formFlags(answer, found - inClauses, isSalad) };
}

/** @param lost what it cost that the answer is not said in clauses */
function formFlags(answer: AnswerText, lost: number, isSalad: boolean): Flag[] {
  const { sentences, content, copiedShare: copied, forms, foreign } = answer;
  if (foreign) return copied >= copiedShare ? ['question-copied', 'not-english'] : ['not-english'];
  const inLists = content.filter(({ sentence }) => (forms[sentence]?.notes ?? 1) < 0.5).length;
  const flags: [Flag, boolean][] = [
    ['question-copied', copied >= copiedShare],
    ['keyword-list', lost > lostUntold || (content.length > 0 && inLists >= content.length / 2)],
    ['word-salad', isSalad],
    ['one-point-repeated', isRepeated(sentences)],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

function stemSet(stems: ReadonlySet<string>, words: readonly { stem: string }[]): ReadonlySet<string> {
  return new Set([...stems, ...words.map(({ stem }) => stem)]);
}

import type { Band, OpenVerdict } from '../verdict.ts';
import { type AnswerText, promptStemsOf, readAnswer } from './answer-text.ts';
import { type Point, type PointReading, readForPoint, readPoint } from './points.ts';
import { referenceScore } from './reference.ts';
import { type Flag, isNonAnswer, isRepeated, isWordSalad } from './style.ts';
import { wordsOf } from './words.ts';

/** Scores from which an answer is in the band; below partial it is weak. */
const strongFrom = 0.67;
const partialFrom = 0.34;
/** Fewer words of one's own than this are no answer to a question that has key points. */
const fewestWords = 3;
/** What an answer earns at most whose form shows no understanding. */
export const formCap = 0.3;
const copiedShare = 0.5;
const offTopicWords = 25;

/** @returns the reading of an answer by key points. Pure, and total: it throws for no text. */
export function gradeByPoints(prompt: string, points: readonly Point[], text: string): OpenVerdict {
  const promptWords = wordsOf(prompt);
  const promptStems = promptStemsOf(prompt);
  const read = points.map((point) => readPoint(point, promptStems));
  const keyWords = read.flatMap(({ phrasings, text, not, must }) => [phrasings, [text], not, must.flat()].flat(2));
  const answer = readAnswer(text, promptWords, stemSet(promptStems, keyWords));
  const ownWords = answer.wordCount * (1 - answer.copiedShare);
  if (Math.round(ownWords) < fewestWords || answer.content.length === 0 || isNonAnswer(answer.sentences)) {
    return noAnswer(points, answer);
  }
  const found = read.map((point) => readForPoint(point, answer));
  const earned = earnedShare(points, found, () => true);
  const flags = formFlags(answer);
  if (earned === 0 && answer.wordCount >= offTopicWords) flags.push('off-topic');
  const inSentences = earnedShare(points, found, ({ place }) => !isListed(answer, place));
  const mostlyListed = inSentences < earned / 2;
  const listCapped = mostlyListed ? Math.max(inSentences, Math.min(earned, formCap)) : earned;
  const score = flags.includes('word-salad') ? Math.min(listCapped, formCap) : listCapped;
  return { score, band: bandOf(score), verdicts: found.map(({ verdict }) => verdict), flags, by: 'offline' };
}

/** Σ weight × share / Σ weight, 0…1, over the readings that count. */
function earnedShare(
  points: readonly Point[],
  readings: readonly PointReading[],
  counts: (reading: PointReading) => boolean,
): number {
  const total = points.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const earned = readings.reduce(
    (sum, each, at) => sum + (counts(each) ? each.share * (points[at]?.weight ?? 1) : 0),
    0,
  );
  return total === 0 ? 0 : earned / total;
}

function isListed({ content, listed }: AnswerText, place: number | undefined): boolean {
  return listed[content[place ?? -1]?.sentence ?? -1] === true;
}

/** @returns the reading of an answer by alternative model answers alone; it has no verdicts, because there are no points. */
export function gradeByReference(prompt: string, references: readonly string[], text: string): OpenVerdict {
  const promptStems = promptStemsOf(prompt);
  const keyWords = references.flatMap(wordsOf);
  const answer = readAnswer(text, wordsOf(prompt), stemSet(promptStems, keyWords));
  if (answer.content.length === 0 || isNonAnswer(answer.sentences)) return noAnswer([], answer);
  const flags = formFlags(answer);
  const formless = flags.includes('keyword-list') || flags.includes('word-salad');
  const score = Math.min(referenceScore(references, promptStems, answer), formless ? formCap : 1);
  return { score, band: bandOf(score), verdicts: [], flags, by: 'offline' };
}

export function bandOf(score: number): Band {
  if (score >= strongFrom) return 'strong';
  return score >= partialFrom ? 'partial' : 'weak';
}

function noAnswer(points: readonly Point[], answer: AnswerText): OpenVerdict {
  const verdicts = points.map(({ id }) => ({ id, status: 'missed' as const, confidence: 1 }));
  return {
    score: 0,
    band: 'no-answer',
    verdicts,
    flags: answer.copiedShare >= copiedShare ? ['question-copied'] : [],
    by: 'offline',
  };
}

function formFlags(answer: AnswerText): Flag[] {
  const { sentences, content, copiedShare: copied, listed } = answer;
  const inLists = content.filter(({ sentence }) => listed[sentence]).length;
  const flags: [Flag, boolean][] = [
    ['question-copied', copied >= copiedShare],
    ['keyword-list', content.length > 0 && inLists >= content.length / 2],
    ['word-salad', isWordSalad(sentences)],
    ['one-point-repeated', isRepeated(sentences)],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

function stemSet(stems: ReadonlySet<string>, words: readonly { stem: string }[]): ReadonlySet<string> {
  return new Set([...stems, ...words.map(({ stem }) => stem)]);
}

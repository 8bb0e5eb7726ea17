import type { Band, OpenVerdict } from '../verdict.ts';
import { type AnswerText, promptStemsOf, readAnswer } from './answer-text.ts';
import { type Point, pointVerdict, readPoint } from './points.ts';
import { referenceScore } from './reference.ts';
import { type Flag, isKeywordList, isNonAnswer, isRepeated, isWordSalad } from './style.ts';
import { wordsOf } from './words.ts';

/** Scores from which an answer is in the band; below partial it is weak. */
export const strongFrom = 0.67;
export const partialFrom = 0.34;
/** Fewer words than this are no answer to a question that has key points. */
const fewestWords = 3;
/** What an answer earns at most whose form shows no understanding. */
const formCap = 0.3;
const copiedShare = 0.5;
const offTopicWords = 25;

/** @returns the reading of an answer by key points. Pure, and total: it throws for no text. */
export function gradeByPoints(prompt: string, points: readonly Point[], text: string): OpenVerdict {
  const promptWords = wordsOf(prompt);
  const promptStems = promptStemsOf(prompt);
  const read = points.map((point) => readPoint(point, promptStems));
  const keyWords = read.flatMap(({ phrasings, text, not, must }) => [phrasings, [text], not, must.flat()].flat(2));
  const answer = readAnswer(text, promptWords, stemSet(promptStems, keyWords));
  if (answer.wordCount < fewestWords || isNonAnswer(answer.sentences) || answer.content.length === 0) {
    return noAnswer(points, answer);
  }
  const found = read.map((point) => pointVerdict(point, answer));
  const total = points.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const earned = found.reduce((sum, { share }, at) => sum + share * (points[at]?.weight ?? 1), 0);
  const share = total === 0 ? 0 : earned / total;
  const offTopic = share === 0 && answer.wordCount >= offTopicWords;
  const flags: Flag[] = [...formFlags(answer), ...(offTopic ? ['off-topic' as const] : [])];
  const score = capped(share, flags);
  return { score, band: bandOf(score), verdicts: found.map(({ verdict }) => verdict), flags, by: 'offline' };
}

/** @returns the reading of an answer by alternative model answers alone; it has no verdicts, because there are no points. */
export function gradeByReference(prompt: string, references: readonly string[], text: string): OpenVerdict {
  const promptStems = promptStemsOf(prompt);
  const keyWords = references.flatMap(wordsOf);
  const answer = readAnswer(text, wordsOf(prompt), stemSet(promptStems, keyWords));
  if (answer.content.length === 0 || isNonAnswer(answer.sentences)) return noAnswer([], answer);
  const flags = formFlags(answer);
  const score = capped(referenceScore(references, promptStems, answer), flags);
  return { score, band: bandOf(score), verdicts: [], flags, by: 'offline' };
}

function bandOf(score: number): Band {
  if (score >= strongFrom) return 'strong';
  return score >= partialFrom ? 'partial' : 'weak';
}

function noAnswer(points: readonly Point[], answer: AnswerText): OpenVerdict {
  const verdicts = points.map(({ id }) => ({ id, status: 'missed' as const, confidence: 1 }));
  return { score: 0, band: 'no-answer', verdicts, flags: answer.copiedShare >= copiedShare ? ['question-copied'] : [], by: 'offline' };
}

function formFlags({ sentences, copiedShare: share }: AnswerText): Flag[] {
  const flags: [Flag, boolean][] = [
    ['question-copied', share >= copiedShare],
    ['keyword-list', isKeywordList(sentences)],
    ['word-salad', isWordSalad(sentences)],
    ['one-point-repeated', isRepeated(sentences)],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

/** The form of an answer caps what it earns and never takes all of it. */
function capped(score: number, flags: readonly Flag[]): number {
  return flags.some((flag) => flag === 'keyword-list' || flag === 'word-salad') ? Math.min(score, formCap) : score;
}

function stemSet(stems: ReadonlySet<string>, words: readonly { stem: string }[]): ReadonlySet<string> {
  return new Set([...stems, ...words.map(({ stem }) => stem)]);
}

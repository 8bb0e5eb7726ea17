import type { OpenQuestion } from '../question.ts';
import type { OpenVerdict, SecondReading } from '../verdict.ts';
import { type Phrasing, withPhrasings } from './phrasing.ts';
import { gradeByPoints } from './rubric.ts';
import { withSecondReading } from './second-reading.ts';
import { readStory } from './star.ts';

/** What counts for a free-text answer besides the question's rubric. */
export type OpenBesides = {
  /** What the team takes for a point, in the order it was accepted: one more never costs points. */
  phrasings?: readonly Phrasing[] | undefined;
  /** What a second reader says of the answer: it never costs points. */
  reading?: SecondReading | undefined;
};

/**
 * Which key points a free-text answer mentions, whatever the words it uses, and which of them it denies. It does not say
 * that the answer is correct: swapped roles and wrong reasons pass unless the rubric names them as misconceptions.
 * Score: Σ weight × (covered 1, partial ½) / Σ weight, capped by the answer's form. A behavioral answer's parts are reported
 * beside it.
 */
export function gradeOpen(question: OpenQuestion, text: string, besides: OpenBesides = {}): OpenVerdict {
  const verdict = bestReading(question, text, besides);
  if (question.kind !== 'star' || verdict.band === 'no-answer') return verdict;
  const { parts, flags } = readStory(question, text);
  return { ...verdict, parts, flags: [...verdict.flags, ...flags] };
}

/**
 * The best of the readings as the phrasings came in, each with what the second reader adds to it. The last one alone would
 * not do: a phrasing can find a point again in a list of keywords, or make a word known that passed for a typo of another,
 * and so lower the score. The two readers agree where they do so by any of them.
 */
function bestReading(question: OpenQuestion, text: string, { phrasings = [], reading }: OpenBesides): OpenVerdict {
  const byGrader = readingsOf(question, text, phrasings);
  if (!reading) return bestOf(byGrader);
  const byBoth = byGrader.map((offline) => withSecondReading(question, text, offline, reading));
  const best = bestOf(byBoth);
  return byBoth.some(({ agreed }) => agreed) ? { ...best, agreed: true } : best;
}

/** By the rubric alone, then with the first phrasing, with one more, and so on, until there is nothing left to gain. */
function readingsOf({ prompt, keyPoints }: OpenQuestion, text: string, phrasings: readonly Phrasing[]) {
  let last = gradeByPoints(prompt, keyPoints, text);
  const readings = [last];
  if (last.band === 'no-answer') return readings;
  for (let count = 1; count <= phrasings.length && last.score < 1; count += 1) {
    last = gradeByPoints(prompt, withPhrasings(keyPoints, phrasings.slice(0, count)), text);
    readings.push(last);
  }
  return readings;
}

/** The first of the best; there has to be one. */
function bestOf(readings: readonly OpenVerdict[]): OpenVerdict {
  return readings.reduce((best, one) => (one.score > best.score ? one : best));
}

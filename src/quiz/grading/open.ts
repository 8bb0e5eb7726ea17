import type { OpenQuestion } from '../question.ts';
import type { OpenVerdict } from '../verdict.ts';
import { type Phrasing, withPhrasings } from './phrasing.ts';
import { gradeByPoints } from './rubric.ts';
import { readStory } from './star.ts';

/**
 * Which key points a free-text answer mentions, whatever the words it uses, and which of them it denies. It does not say
 * that the answer is correct: swapped roles and wrong reasons pass unless the rubric names them as misconceptions.
 * Score: Σ weight × (covered 1, partial ½) / Σ weight, capped by the answer's form. A behavioral answer's parts are reported
 * beside it.
 * @param phrasings what a team takes for a point besides the rubric, in the order it was accepted: one more never costs points
 */
export function gradeOpen(question: OpenQuestion, text: string, phrasings: readonly Phrasing[] = []): OpenVerdict {
  const verdict = bestReading(question, text, phrasings);
  if (question.kind !== 'star' || verdict.band === 'no-answer') return verdict;
  const { parts, flags } = readStory(question, text);
  return { ...verdict, parts, flags: [...verdict.flags, ...flags] };
}

/**
 * The best of the readings as the phrasings came in. The last one alone would not do: a phrasing can find a point again in a
 * list of keywords, or make a word known that passed for a typo of another, and so lower the score.
 */
function bestReading({ prompt, keyPoints }: OpenQuestion, text: string, phrasings: readonly Phrasing[]): OpenVerdict {
  let best = gradeByPoints(prompt, keyPoints, text);
  if (best.band === 'no-answer') return best;
  for (let count = 1; count <= phrasings.length && best.score < 1; count += 1) {
    const reading = gradeByPoints(prompt, withPhrasings(keyPoints, phrasings.slice(0, count)), text);
    if (reading.score > best.score) best = reading;
  }
  return best;
}

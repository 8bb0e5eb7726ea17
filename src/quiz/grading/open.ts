import type { OpenQuestion } from '../question.ts';
import type { OpenVerdict } from '../verdict.ts';
import { gradeByPoints } from './rubric.ts';
import { readStory } from './star.ts';

/**
 * Which key points a free-text answer mentions, whatever the words it uses, and which of them it denies. It does not say
 * that the answer is correct: swapped roles and wrong reasons pass unless the rubric names them as misconceptions.
 * Score: Σ weight × (covered 1, partial ½) / Σ weight, capped by the answer's form. A behavioral answer's parts are reported
 * beside it.
 */
export function gradeOpen(question: OpenQuestion, text: string): OpenVerdict {
  const verdict = gradeByPoints(question.prompt, question.keyPoints, text);
  if (question.kind !== 'star' || verdict.band === 'no-answer') return verdict;
  const { parts, flags } = readStory(question, text);
  return { ...verdict, parts, flags: [...verdict.flags, ...flags] };
}

import type { OpenQuestion } from '../question.ts';
import type { OpenVerdict } from '../verdict.ts';
import { type PointsGrader, pointsGrader } from './rubric.ts';
import { readStory } from './star.ts';

/**
 * Which key points a free-text answer mentions, whatever the words it uses, and which of them it denies. It does not say
 * that the answer is correct: swapped roles and wrong reasons pass unless the rubric names them as misconceptions.
 * Score: Σ weight × (covered 1, partial ½) / Σ weight, capped by the answer's form. A behavioral answer's parts are reported
 * beside it. Many answers to one question are graded faster by one {@link openGrader}.
 */
export function gradeOpen(question: OpenQuestion, text: string): OpenVerdict {
  return openGrader(question).grade(text);
}

/** {@link gradeOpen} for any number of answers to one question, whose rubric is read once. */
export function openGrader(question: OpenQuestion): PointsGrader {
  const { grade, verdictOn } = pointsGrader(question.prompt, question.keyPoints);
  if (question.kind !== 'star') return { grade, verdictOn };
  return {
    verdictOn,
    grade(text) {
      const verdict = grade(text);
      if (verdict.band === 'no-answer') return verdict;
      const { parts, flags } = readStory(question, text);
      return { ...verdict, parts, flags: [...verdict.flags, ...flags] };
    },
  };
}

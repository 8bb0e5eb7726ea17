import type { Answer } from '../quiz/answer.ts';
import { grade } from '../quiz/grading/index.ts';
import { isOpen, type Question } from '../quiz/question.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { readStoredAnswer } from '../store/json.ts';
import type { Handle } from '../store/open.ts';
import { phrasingsOf } from '../store/phrasings.ts';
import { type Practice, practiceById, setPracticeCredit } from '../store/practices.ts';
import { questionOf } from '../store/questions.ts';
import { readingById } from '../store/readings.ts';
import { readingId } from './ask-reading.ts';

export type GradedPractice = { question: Question; answer: Answer; verdict: Verdict };

/**
 * An answer in practice, graded by all that is known of it: the question's key, the team's phrasings, a second reading.
 * Undefined where there is none: not yet, or the key was asked for instead.
 */
export async function gradedPractice(db: Handle, practiceId: string): Promise<GradedPractice | undefined> {
  const practice = await practiceById(db, practiceId);
  if (!practice?.answer) return undefined;
  const question = await questionOf(db, practice);
  const answer = readStoredAnswer(practice.answer);
  return { question, answer, verdict: grade(question, answer, await besidesKey(db, practice, question)) };
}

/** {@link gradedPractice}, and its credit noted. */
export async function regradePractice(tx: Handle, practiceId: string): Promise<GradedPractice | undefined> {
  const graded = await gradedPractice(tx, practiceId);
  if (graded) await setPracticeCredit(tx, practiceId, graded.verdict.credit);
  return graded;
}

async function besidesKey(db: Handle, practice: Practice, question: Question) {
  if (!isOpen(question)) return {};
  const { id: practiceId, memberId } = practice;
  const asked = await readingById(db, readingId({ memberId, practiceId }));
  return { phrasings: await phrasingsOf(db, practice), reading: asked?.reading };
}

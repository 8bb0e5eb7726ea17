/** Takes answers and sells hints while a round is open. */

import type { App } from '../app.ts';
import type { Answer } from '../quiz/answer.ts';
import { type Besides, grade } from '../quiz/grading/index.ts';
import { confirmed, hintsAtMost, pointsOf, pointsRule } from '../quiz/points.ts';
import { isOpen, type Question } from '../quiz/question.ts';
import type { ConfirmedBy, Verdict } from '../quiz/verdict.ts';
import { phrasingsOf } from '../store/phrasings.ts';
import type { Round } from '../store/rounds.ts';
import { acceptedAnswers } from '../store/rounds.ts';
import {
  hintsTaken,
  noteHints,
  roundBeforeAnswer,
  roundForAnswer,
  saveSubmission,
  saveVerdict,
  submissionOf,
} from '../store/submissions.ts';
import { askReading } from './ask-reading.ts';

/** Why a round takes no answer from this member. */
export type Refusal = 'closed' | 'void' | 'already-locked' | 'unknown-round';

export type Submitted =
  | { outcome: 'saved'; previous: Answer | undefined }
  /** An instant round: graded at once, for this member's eyes, and final. */
  | { outcome: 'locked-in'; verdict: Verdict; points: number; hints: number }
  | { outcome: 'refused'; why: Refusal };

/**
 * Saves a member's answer, in place of an earlier one. The store is the referee: what is committed before the close
 * counts, whatever was shown when it was typed.
 */
export async function submit(
  app: App,
  submission: { round: Round; question: Question; memberId: string; answer: Answer; at: number },
): Promise<Submitted> {
  const { round, question, memberId, answer, at } = submission;
  return app.store.transaction(async (tx) => {
    const state = await roundBeforeAnswer(tx, { roundId: round.id, memberId }, app.store.dialect === 'postgres');
    const why = refusal(state, at);
    if (why) return { outcome: 'refused', why };
    const previous = state?.previous;
    if (state?.instant === 1 && previous) return { outcome: 'refused', why: 'already-locked' };
    await saveSubmission(tx, { roundId: round.id, memberId, answer, at });
    if (state?.instant !== 1) return { outcome: 'saved', previous };
    const hints = await hintsTaken(tx, round.id, memberId);
    const reading = await askReading(app, tx, { roundId: round.id, memberId }, { question, answer, at });
    const phrasings = isOpen(question) ? await phrasingsOf(tx, round) : [];
    const accepted = acceptedAnswers(round);
    const graded = gradeAnswer(question, answer, hints, { accepted, phrasings, reading });
    await saveVerdict(tx, round, memberId, graded);
    return { outcome: 'locked-in', verdict: graded.verdict, points: graded.points, hints };
  });
}

function refusal(state: { status: Round['status']; closesAt: number } | undefined, at: number): Refusal | undefined {
  if (!state) return 'unknown-round';
  if (state.status === 'void') return 'void';
  return state.status === 'closed' || at >= state.closesAt ? 'closed' : undefined;
}

/**
 * Verdict and points of one answer by the present rule. Full points are due to an open one that a teammate confirmed, and
 * to one that the second reader agrees on with the grader.
 * @param besides.confirmedBy who else confirmed it
 * @param besides.firstBy whose word stands by now: it goes on standing where it still holds
 */
export function gradeAnswer(
  question: Question,
  answer: Answer,
  hints: number,
  besides: Besides & { confirmedBy?: ConfirmedBy | undefined; firstBy?: ConfirmedBy | undefined },
) {
  const graded = grade(question, answer, besides);
  const agreedBy: ConfirmedBy | undefined = graded.open?.agreed ? 'second reader' : undefined;
  const { confirmedBy, firstBy } = besides;
  const [first, second] = firstBy === 'second reader' ? [agreedBy, confirmedBy] : [confirmedBy, agreedBy];
  const verdict = confirmed(confirmed(graded, first), second);
  return { verdict, points: pointsOf(verdict, hints), rule: pointsRule };
}

export type HintTaken =
  | { outcome: 'hint'; hint: string; taken: number; left: number }
  | { outcome: 'none-left'; hints: string[] }
  | { outcome: 'refused'; why: Refusal };

/** Gives a member the next hint and notes its price. In an instant round, none once the answer is locked in. */
export async function takeHint(
  app: App,
  request: { round: Round; question: Question; memberId: string; at: number },
): Promise<HintTaken> {
  const { round, question, memberId, at } = request;
  const hints = question.hints.slice(0, hintsAtMost);
  return app.store.transaction(async (tx) => {
    const state = await roundForAnswer(tx, round.id, app.store.dialect === 'postgres');
    const why = refusal(state, at);
    if (why) return { outcome: 'refused', why };
    if (state?.instant === 1 && (await submissionOf(tx, round.id, memberId)))
      return { outcome: 'refused', why: 'already-locked' };
    const taken = await hintsTaken(tx, round.id, memberId);
    const hint = hints[taken];
    if (hint === undefined) return { outcome: 'none-left', hints };
    await noteHints(tx, round.id, memberId, taken + 1);
    return { outcome: 'hint', hint, taken: taken + 1, left: hints.length - taken - 1 };
  });
}

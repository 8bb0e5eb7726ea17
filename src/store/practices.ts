/** Private questions: asked, answered and explained outside the rounds. They never score. */
import type { Question } from '../quiz/question.ts';
import type { Handle } from './open.ts';
import { keepQuestion, questionOf } from './questions.ts';

export type Practice = {
  id: string;
  memberId: string;
  /** Of its member. */
  teamId: string;
  questionId: string;
  questionVersion: number;
  hints: number;
  answer: string | null;
  credit: number | null;
};

/** @returns the question as it is asked, which is as it was kept when its version was first asked */
export async function addPractice(
  tx: Handle,
  practice: { id: string; memberId: string; at: number },
  question: Question,
): Promise<Question> {
  await keepQuestion(tx, question);
  await tx
    .insertInto('practices')
    .values({
      id: practice.id,
      member_id: practice.memberId,
      question_id: question.id,
      question_version: question.version,
      asked_at: practice.at,
    })
    .execute();
  return questionOf(tx, { questionId: question.id, questionVersion: question.version });
}

export function practiceById(db: Handle, id: string): Promise<Practice | undefined> {
  return db
    .selectFrom('practices')
    .innerJoin('members', 'members.id', 'practices.member_id')
    .select([
      'practices.id',
      'practices.member_id as memberId',
      'members.team_id as teamId',
      'practices.question_id as questionId',
      'practices.question_version as questionVersion',
      'practices.hints',
      'practices.answer',
      'practices.credit',
    ])
    .where('practices.id', '=', id)
    .executeTakeFirst();
}

/** Writes the answer, unless there is one already. */
export async function answerPractice(
  db: Handle,
  id: string,
  answered: { answer: string; credit: number; at: number },
): Promise<boolean> {
  const done = await db
    .updateTable('practices')
    .set({ answer: answered.answer, credit: answered.credit, answered_at: answered.at })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function notePracticeHint(db: Handle, id: string, hints: number): Promise<void> {
  await db.updateTable('practices').set({ hints }).where('id', '=', id).execute();
}

/** Per question: how a member fared in practice and in closed rounds. Rounds that are open do not show. */
export async function triedQuestions(db: Handle, memberId: string) {
  const practised = await db
    .selectFrom('practices')
    .select(['question_id as questionId', 'asked_at as at', 'credit'])
    .where('member_id', '=', memberId)
    .execute();
  const played = await db
    .selectFrom('submissions')
    .innerJoin('rounds', 'rounds.id', 'submissions.round_id')
    .select(['rounds.question_id as questionId', 'submissions.changed_at as at', 'submissions.credit'])
    .where('submissions.member_id', '=', memberId)
    .where('rounds.status', '=', 'closed')
    .execute();
  return [...practised, ...played];
}

/** How many practice questions a member has answered. */
export async function practisedCount(db: Handle, memberId: string): Promise<number> {
  const { n } = await db
    .selectFrom('practices')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('member_id', '=', memberId)
    .where('answer', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Writes the credit of an answered question anew. */
export async function setPracticeCredit(tx: Handle, id: string, credit: number): Promise<void> {
  await tx.updateTable('practices').set({ credit }).where('id', '=', id).where('answer', 'is not', null).execute();
}

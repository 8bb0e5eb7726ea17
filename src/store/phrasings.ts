/** Phrasings that a team takes for a point of a question, besides those of its rubric. */
import type { Phrasing } from '../quiz/grading/phrasing.ts';
import type { Handle } from './open.ts';
import type { Round } from './rounds.ts';

type OfQuestion = Pick<Round, 'teamId' | 'questionId' | 'questionVersion'>;

/** In the order they were accepted. */
export function phrasingsOf(db: Handle, of: OfQuestion): Promise<Phrasing[]> {
  return db
    .selectFrom('team_phrasings')
    .select(['point_id as pointId', 'phrasing as words'])
    .where('team_id', '=', of.teamId)
    .where('question_id', '=', of.questionId)
    .where('question_version', '=', of.questionVersion)
    .orderBy('position')
    .execute();
}

/** Adds a phrasing at the end, unless it is there. Whoever adds one holds the team's boards (scores.ts), so that two take turns. */
export async function addPhrasing(tx: Handle, of: OfQuestion, { pointId, words }: Phrasing, at: number): Promise<void> {
  const position = (await phrasingsOf(tx, of)).length;
  await tx
    .insertInto('team_phrasings')
    .values({
      team_id: of.teamId,
      question_id: of.questionId,
      question_version: of.questionVersion,
      position,
      point_id: pointId,
      phrasing: words,
      added_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

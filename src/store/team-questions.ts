/** Questions of a team's own, beside the bank's. */
import { ownId } from '../quiz/own-id.ts';
import { type Question, questionSchema } from '../quiz/question.ts';
import type { Handle } from './open.ts';

export async function teamQuestions(db: Handle, teamId: string): Promise<Question[]> {
  const rows = await db
    .selectFrom('team_questions')
    .select(['id', 'version', 'content'])
    .where('team_id', '=', teamId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, version, content }) => ({ ...questionSchema.parse(JSON.parse(content)), id, version }));
}

/** How a question came to a team: as a new one, as a new version of one it has, or word for word as it has it. */
export type Kept = { outcome: 'new' | 'changed' | 'same' };

/**
 * Adds a question under an id of the team's own, or counts its version up where its text is another one; rounds keep the
 * version they asked.
 * @param question as it was written; its version does not count
 */
export async function keepTeamQuestion(tx: Handle, teamId: string, question: Question, at: number): Promise<Kept> {
  // The version is counted here, not read first: of two who change a text at the same time each gets a number.
  const { version: _, ...text } = question;
  const content = JSON.stringify(text);
  const row = await tx
    .insertInto('team_questions')
    .values({ team_id: teamId, id: ownId(teamId, question.id), version: 1, content, added_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'id'])
        .doUpdateSet((now) => ({ version: now('team_questions.version', '+', 1), content, added_at: at }))
        .where('team_questions.content', '<>', content),
    )
    .returning('version')
    .executeTakeFirst();
  if (!row) return { outcome: 'same' };
  return { outcome: row.version === 1 ? 'new' : 'changed' };
}

/** How many questions of its own a team has once it has those of these ids, too. */
export async function teamQuestionCountWith(
  db: Handle,
  teamId: string,
  writtenIds: readonly string[],
): Promise<number> {
  const ids = await db.selectFrom('team_questions').select('id').where('team_id', '=', teamId).execute();
  return new Set([...ids.map(({ id }) => id), ...writtenIds.map((id) => ownId(teamId, id))]).size;
}

/** Questions of a team's own, beside the bank's. */
import { type Question, questionSchema } from '../quiz/question.ts';
import type { Handle } from './open.ts';

export async function teamQuestions(db: Handle, teamId: string): Promise<Question[]> {
  const rows = await db
    .selectFrom('team_questions')
    .select('content')
    .where('team_id', '=', teamId)
    .orderBy('id')
    .execute();
  return rows.map(({ content }) => questionSchema.parse(JSON.parse(content)));
}

/** Adds a question, or a new version of one; rounds keep the version they asked. */
export async function saveTeamQuestion(tx: Handle, teamId: string, question: Question, at: number): Promise<void> {
  const content = JSON.stringify(question);
  await tx
    .insertInto('team_questions')
    .values({ team_id: teamId, id: question.id, version: question.version, content, added_at: at })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'id']).doUpdateSet({ version: question.version, content, added_at: at }),
    )
    .execute();
}

import type { App } from '../app.ts';
import { ownId } from '../quiz/own-id.ts';
import type { Question } from '../quiz/question.ts';
import type { Handle } from '../store/open.ts';
import { teamQuestions } from '../store/team-questions.ts';

/** What a team can be asked: the bank and the team's own questions. */
export type Pool = { questions: readonly Question[]; byId: ReadonlyMap<string, Question> };

export async function poolOf(app: Pick<App, 'bank'>, db: Handle, teamId: string): Promise<Pool> {
  const own = await teamQuestions(db, teamId);
  if (own.length === 0) return app.bank;
  const questions = [...app.bank.questions, ...own];
  return { questions, byId: new Map(questions.map((question) => [question.id, question])) };
}

/** The question that somebody in the team means by an id: the team's own where it has one so named, else the bank's. */
export function questionNamed({ byId }: Pool, teamId: string, id: string): Question | undefined {
  return byId.get(ownId(teamId, id)) ?? byId.get(id);
}

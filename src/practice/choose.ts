import type { App } from '../app.ts';
import type { Difficulty, Question, Topic } from '../quiz/question.ts';
import { pick, seeded } from '../quiz/random.ts';
import { poolOf } from '../rounds/pool.ts';
import type { Member } from '../store/people.ts';
import { triedQuestions } from '../store/practices.ts';
import { liveQuestionIds } from '../store/questions.ts';

/**
 * The practice question for a member: one not tried yet where there is one, else the one tried longest ago. Never one
 * whose round is open in the team, since practice would tell its answer.
 */
export async function choosePractice(
  app: App,
  member: Pick<Member, 'id' | 'teamId'>,
  wish: { topic?: Topic | undefined; difficulty?: Difficulty | undefined },
): Promise<Question | undefined> {
  const sealed = await liveQuestionIds(app.db, member.teamId);
  const { questions } = await poolOf(app, app.db, member.teamId);
  const eligible = questions.filter(
    ({ id, topic, difficulty }) =>
      !sealed.has(id) &&
      (wish.topic === undefined || topic === wish.topic) &&
      (wish.difficulty === undefined || difficulty === wish.difficulty),
  );
  const lastTried = new Map<string, number>();
  for (const { questionId, at } of await triedQuestions(app.db, member.id)) {
    lastTried.set(questionId, Math.max(at, lastTried.get(questionId) ?? 0));
  }
  const fresh = eligible.filter(({ id }) => !lastTried.has(id));
  if (fresh.length > 0) return pick(fresh, seeded(`${member.id} ${lastTried.size}`));
  return eligible.sort((a, b) => (lastTried.get(a.id) ?? 0) - (lastTried.get(b.id) ?? 0))[0];
}

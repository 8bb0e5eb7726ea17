import { describe, expect, it } from 'vitest';
import { writtenId, writtenIdMax } from '../../src/quiz/own-id.ts';
import { type Question, questionSchema, topicSlugs } from '../../src/quiz/question.ts';
import type { Db } from '../../src/store/open.ts';
import { keepQuestion, questionOf } from '../../src/store/questions.ts';
import { keepTeamQuestion, teamQuestionCountWith, teamQuestions } from '../../src/store/team-questions.ts';
import { choice } from '../bank/sample-questions.ts';
import { engines } from '../support/store.ts';
import { present } from '../support/team.ts';

const question = choice('a', ['The schema', 'The weights'], { id: 'drift-own-01' });
const changed = { ...question, prompt: 'Which one moved last?' };

describe.each(engines)('The questions of a team’s own on $name', (engine) => {
  it('have versions that count up with their text, whoever writes first', async () => {
    const store = await engine.open();
    await addTeams(store.db, 'red');
    const keep = (one: Question) => store.transaction((tx) => keepTeamQuestion(tx, 'red', one, 1));
    expect(await keep(question)).toEqual({ outcome: 'new' });
    expect(await keep({ ...question, version: 7 })).toEqual({ outcome: 'same' });
    expect(await Promise.all([keep(changed), keep({ ...changed, title: 'Another' })])).toEqual([
      { outcome: 'changed' },
      { outcome: 'changed' },
    ]);
    const [kept, ...more] = await teamQuestions(store.db, 'red');
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ id: 'own-red-drift-own-01', version: 3, prompt: changed.prompt });
    expect(await teamQuestionCountWith(store.db, 'red', ['drift-own-01', 'drift-own-02'])).toBe(2);
    await store.close();
  });

  it('are never another team’s or the bank’s, whatever ids they were written with', async () => {
    const store = await engine.open();
    await addTeams(store.db, 'red', 'blue');
    await keepQuestion(store.db, question);
    await keepTeamQuestion(store.db, 'red', { ...question, title: 'Red' }, 1);
    await keepTeamQuestion(store.db, 'blue', { ...question, title: 'Blue' }, 1);
    for (const [teamId, title] of [
      ['red', 'Red'],
      ['blue', 'Blue'],
    ] as const) {
      const own = present((await teamQuestions(store.db, teamId))[0]);
      expect(writtenId(own.id)).toBe(question.id);
      await keepQuestion(store.db, own);
      const asked = await questionOf(store.db, { questionId: own.id, questionVersion: own.version });
      expect(asked.title).toBe(title);
    }
    await store.close();
  });

  it('have ids that the schema takes, up to the longest', async () => {
    const store = await engine.open();
    const teamId = '0123456789abcdefghjk';
    await addTeams(store.db, teamId);
    await keepTeamQuestion(store.db, teamId, { ...question, id: 'drift-'.padEnd(writtenIdMax, 'x') }, 1);
    const [own] = await teamQuestions(store.db, teamId);
    expect(questionSchema.safeParse(own).error).toBeUndefined();
    expect(topicSlugs.some((topic) => own?.id.startsWith(`${topic}-`))).toBe(false);
    await store.close();
  });
});

async function addTeams(db: Db, ...ids: string[]): Promise<void> {
  await db
    .insertInto('teams')
    .values(ids.map((id) => ({ id, name: id, created_at: 0 })))
    .execute();
}

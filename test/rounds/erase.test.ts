import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { withdraw } from '../../src/rounds/correct.ts';
import { eraseMember } from '../../src/rounds/erase.ts';
import { takeHint } from '../../src/rounds/submit.ts';
import { allow, isAllowed } from '../../src/store/allowances.ts';
import { goAway } from '../../src/store/aways.ts';
import { decideClaim, fileClaim } from '../../src/store/claims.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { fileFlag } from '../../src/store/flags.ts';
import { changeMember } from '../../src/store/people.ts';
import { exportMember } from '../../src/store/personal.ts';
import { addPractice, answerPractice } from '../../src/store/practices.ts';
import { saveSchedule } from '../../src/store/schedules.ts';
import { addShare, addThanks, noteSharePost } from '../../src/store/shares.ts';
import { noteTell } from '../../src/store/submissions.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines, type TestEngine } from '../support/store.ts';
import { itemAt, openTeam, present, type Team } from '../support/team.ts';

const questions = ['one', 'two', 'three'].map((name) => ({ ...choiceQuestion(['a']), id: `drift-${name}` }));
const right = { kind: 'choice', letters: ['a'] } as const;
const alias = 'Night Owl';

/** Every row of every table as text. */
async function everything({ app }: Team): Promise<Map<string, string[]>> {
  const tables = await app.db.introspection.getTables();
  const rows = new Map<string, string[]>();
  for (const { name } of tables) {
    const found = await sql`select * from ${sql.table(name)}`.execute(app.db);
    rows.set(
      name,
      found.rows.map((row) => JSON.stringify(row)),
    );
  }
  return rows;
}

const tablesNaming = (rows: Map<string, string[]>, ...words: string[]) =>
  [...rows]
    .filter(([, table]) => table.some((row) => words.some((word) => row.includes(word))))
    .map(([name]) => name)
    .sort();

/** A team after two revealed rounds, in a third one, whose member 0 has done all that members and admins do. */
async function busyTeam(engine: TestEngine): Promise<Team> {
  const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions });
  const { app, clock } = team;
  const [channelId, memberId, other] = [
    itemAt(team.channelIds, 0),
    itemAt(team.memberIds, 0),
    itemAt(team.memberIds, 1),
  ];
  const answers = async () => {
    await team.answer(channelId, memberId, { kind: 'choice', letters: ['a'] });
    await team.answer(channelId, other, { kind: 'choice', letters: ['b'] });
  };
  await changeMember(app.db, memberId, { alias, lastChannelId: channelId });
  for (const day of [23, 24, 25]) {
    await team.tick(Date.parse(`2026-11-${day}T08:00:00Z`));
    const round = present(await team.live(channelId));
    const question = present(app.bank.byId.get(round.questionId));
    await takeHint(app, { round, question, memberId, at: clock.at });
    await answers();
    await noteTell(app.db, round.id, memberId);
    await fileFlag(app.db, { id: app.newId(), roundId: round.id, memberId, reason: 'unclear', at: clock.at });
    await fileFlag(app.db, {
      id: app.newId(),
      roundId: round.id,
      memberId: other,
      reason: 'unclear too',
      at: clock.at,
    });
    if (day === 24) await withdraw(app, round, { reason: 'wrong key', memberId, at: clock.at });
    if (day < 25) await team.tick(Date.parse(`2026-11-${day}T15:00:00Z`));
  }
  await goAway(app.db, memberId, { fromOn: '2026-12-24', untilOn: null }, '2026-12-23');
  await keepDraft(app.db, { id: app.newId(), memberId, form: 'some-form', content: 'half an answer', at: clock.at });
  const practice = app.newId();
  await app.store.transaction((tx) => addPractice(tx, { id: practice, memberId, at: clock.at }, itemAt(questions, 0)));
  await answerPractice(app.db, practice, { answer: JSON.stringify(right), credit: 1, at: clock.at });
  await saveSchedule(app.db, { ...(await team.schedule(channelId)), configuredBy: memberId }, clock.at);
  await app.db
    .insertInto('review_cards')
    .values({ member_id: memberId, question_id: 'drift-one', due_at: clock.at, state: '{}' })
    .execute();
  await app.db
    .insertInto('suggestions')
    .values({
      id: app.newId(),
      team_id: team.teamId,
      member_id: other,
      content: '{}',
      created_at: clock.at,
      decision: 'taken',
      decided_by: memberId,
      decided_at: clock.at,
    })
    .execute();
  await shareAndClaim(team, memberId, other);
  // To the platform a member goes by their id here.
  await allow(app.db, team.workspaceId, memberId, other, clock.at);
  await allow(app.db, team.workspaceId, other, memberId, clock.at);
  return team;
}

/** On the first, revealed round: both show an answer, thank each other, claim a point and decide on the other's claim. */
async function shareAndClaim({ app, clock, teamId }: Team, memberId: string, other: string): Promise<void> {
  const round = await app.db
    .selectFrom('rounds')
    .select(['id', 'question_id', 'question_version'])
    .where('number', '=', 1)
    .executeTakeFirstOrThrow();
  for (const [author, teammate] of [
    [memberId, other],
    [other, memberId],
  ] as const) {
    const question = { questionId: round.question_id, questionVersion: round.question_version };
    const claim = {
      id: app.newId(),
      teamId,
      memberId: author,
      in: { roundId: round.id },
      question,
      pointId: 'p',
      phrasing: 'words',
    };
    await fileClaim(app.db, { ...claim, at: clock.at });
    await decideClaim(app.db, claim.id, { decision: 'declined', decidedBy: teammate, at: clock.at });
    const share = { id: app.newId(), roundId: round.id, memberId: author, at: clock.at };
    await addShare(app.db, share);
    await noteSharePost(app.db, share.id, `ref-${share.id}`);
    await addThanks(app.db, share.id, teammate, clock.at);
  }
}

describe.each(engines)('Erasing a member on $name', (engine) => {
  it('leaves no row in any table that names them', async () => {
    const team = await busyTeam(engine);
    const memberId = itemAt(team.memberIds, 0);
    const before = tablesNaming(await everything(team), memberId, alias);
    for (const table of [
      'members',
      'identities',
      'submissions',
      'hints',
      'tells',
      'flags',
      'scores',
      'outbox',
      'aways',
      'drafts',
      'practices',
      'claims',
      'shares',
      'thanks',
      'review_cards',
      'schedules',
      'suggestions',
    ]) {
      expect(before).toContain(table);
    }
    await eraseMember(team.app, memberId, team.clock.at);
    expect(tablesNaming(await everything(team), memberId, alias)).toEqual([]);
    const edits = await team.app.db.selectFrom('outbox').select('state').where('kind', '=', 'share-edit').execute();
    expect(edits).toEqual([{ state: 'ready' }]);
    expect(await isAllowed(team.app.db, team.workspaceId, [itemAt(team.memberIds, 1)])).toBe(true);
    await team.close();
  });

  it('counts the closed rounds anew and leaves what others did', async () => {
    const team = await busyTeam(engine);
    const [memberId, other] = [itemAt(team.memberIds, 0), itemAt(team.memberIds, 1)];
    const sums = () =>
      team.app.db.selectFrom('rounds').select(['answers', 'solved', 'credit']).where('status', '=', 'closed').execute();
    expect(await sums()).toEqual([{ answers: 2, solved: 1, credit: 1 }]);
    const exported = await exportMember(team.app.db, other);
    await eraseMember(team.app, memberId, team.clock.at);
    expect(await sums()).toEqual([{ answers: 1, solved: 0, credit: 0 }]);
    // The thanks go with the answer that they were for.
    expect(await exportMember(team.app.db, other)).toEqual(exported);
    const left = await team.app.db.selectFrom('scores').select(['member_id', 'points']).execute();
    expect(new Set(left.map(({ member_id, points }) => `${member_id} ${points}`))).toEqual(new Set([`${other} 2`]));
    await team.close();
  });
});

describe.each(engines)('A data export on $name', (engine) => {
  it('holds what the member did, and no credit of a round that is still open', async () => {
    const team = await busyTeam(engine);
    const exported = await exportMember(team.app.db, itemAt(team.memberIds, 0));
    expect(exported.member).toMatchObject({ name: 'Ada', alias });
    expect(exported.identities).toHaveLength(1);
    expect(exported.submissions.map(({ status, credit, points }) => ({ status, credit, points }))).toEqual([
      { status: 'closed', credit: 1, points: 8 },
      { status: 'void', credit: null, points: null },
      { status: 'open', credit: null, points: null },
    ]);
    expect(exported.hints).toHaveLength(3);
    expect(exported.flags).toHaveLength(3);
    expect(
      [exported.practices, exported.aways, exported.drafts, exported.reviewCards].map(({ length }) => length),
    ).toEqual([1, 1, 1, 1]);
    await team.close();
  });

  it('is empty of everything once the member is erased', async () => {
    const team = await busyTeam(engine);
    const memberId = itemAt(team.memberIds, 0);
    await eraseMember(team.app, memberId, team.clock.at);
    const { member, ...lists } = await exportMember(team.app.db, memberId);
    expect(member).toBeUndefined();
    expect(Object.values(lists).flat()).toEqual([]);
    await team.close();
  });
});

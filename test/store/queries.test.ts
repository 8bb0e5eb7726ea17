import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/quiz/answer.ts';
import { defaultSchedule } from '../../src/rounds/set-schedule.ts';
import { awaysOf, comeBack, goAway } from '../../src/store/aways.ts';
import { addChannel, channelById, findChannel } from '../../src/store/channels.ts';
import { draftOf, dropDraft, keepDraft } from '../../src/store/drafts.ts';
import { fileFlag, openFlags } from '../../src/store/flags.ts';
import type { Store } from '../../src/store/open.ts';
import {
  claimErrand,
  dropErrands,
  enqueue,
  nextErrandAt,
  postErrandOf,
  postponeErrand,
  settleErrand,
} from '../../src/store/outbox.ts';
import {
  addMember,
  addWorkspace,
  changeMember,
  deleteMember,
  findMember,
  findWorkspace,
  identityOf,
  isNameTaken,
  memberById,
} from '../../src/store/people.ts';
import { exportMember } from '../../src/store/personal.ts';
import {
  addPractice,
  answerPractice,
  practiceById,
  practisedCount,
  triedQuestions,
} from '../../src/store/practices.ts';
import { askedQuestions, keepQuestion, liveQuestionIds, recentQuestions } from '../../src/store/questions.ts';
import {
  addRound,
  closeRound,
  latestRound,
  liveRound,
  markOutage,
  openRound,
  recountRound,
  roundById,
  roundOn,
  roundsToClose,
  voidRound,
} from '../../src/store/rounds.ts';
import {
  moveScheduleOn,
  queuedQuestions,
  queueQuestion,
  saveSchedule,
  scheduleOf,
  skipDays,
  skippedDays,
} from '../../src/store/schedules.ts';
import { boardRows, replaceBoard, weekScores } from '../../src/store/scores.ts';
import {
  countSubmissions,
  daysOf,
  gradedSubmissionOf,
  hintsTaken,
  membersToTell,
  noteHints,
  noteTell,
  saveSubmission,
  saveVerdict,
  submissionOf,
} from '../../src/store/submissions.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines, type TestEngine } from '../support/store.ts';
import { present } from '../support/team.ts';

const question = choiceQuestion(['a']);

const stored: Answer = { kind: 'choice', letters: ['a'] };

/** One team `t` with workspace `w`, channel `c` and members `ada` and `ben`. */
async function smallTeam(engine: TestEngine): Promise<Store> {
  const store = await engine.open();
  await store.transaction(async (tx) => {
    await addWorkspace(tx, { id: 'w', platform: 'slack', externalId: 'T1', name: 'Team', createdAt: 1 }, 't');
    await addChannel(tx, { id: 'c', teamId: 't', workspaceId: 'w', externalId: 'C1', name: 'quiz', createdAt: 1 });
    for (const id of ['ada', 'ben']) {
      await addMember(tx, { id, teamId: 't', name: id, joinedAt: 1 }, { workspaceId: 'w', externalId: `U-${id}` });
    }
    await keepQuestion(tx, question);
  });
  return store;
}

function add(
  store: Store,
  id: string,
  playedOn: string,
  times = { opensAt: 10, closesAt: 20 },
): Promise<number | undefined> {
  const fixed = { teamId: 't', channelId: 'c', week: '2026-W48', zone: 'UTC', instant: 0, comeback: 0 } as const;
  return store.transaction((tx) => addRound(tx, { id, playedOn, ...fixed, ...times }, question));
}

const verdictOf = (credit: number) => ({ verdict: { credit, right: credit === 1 }, points: 10 * credit, rule: 1 });

describe.each(engines)('People and places on $name', (engine) => {
  it('are added once, however often somebody tries', async () => {
    const store = await smallTeam(engine);
    await store.transaction((tx) =>
      addWorkspace(tx, { id: 'w2', platform: 'slack', externalId: 'T1', name: 'Again', createdAt: 2 }, 't2'),
    );
    await store.transaction((tx) =>
      addMember(tx, { id: 'ada2', teamId: 't', name: 'Again', joinedAt: 2 }, { workspaceId: 'w', externalId: 'U-ada' }),
    );
    await addChannel(store.db, {
      id: 'c2',
      teamId: 't',
      workspaceId: 'w',
      externalId: 'C1',
      name: 'renamed',
      createdAt: 2,
    });
    expect(await findWorkspace(store.db, 'slack', 'T1')).toMatchObject({ id: 'w', teamId: 't', name: 'Team' });
    expect(await store.db.selectFrom('teams').select('id').execute()).toEqual([{ id: 't' }]);
    expect(await findMember(store.db, 'w', 'U-ada')).toMatchObject({
      id: 'ada',
      name: 'ada',
      board: 1,
      tell: 0,
      lastChannelId: null,
    });
    expect(await memberById(store.db, 'ada2')).toBeUndefined();
    expect(await findChannel(store.db, 'w', 'C1')).toEqual({
      id: 'c',
      teamId: 't',
      name: 'renamed',
      externalId: 'C1',
      platform: 'slack',
      workspace: 'T1',
    });
    expect(await channelById(store.db, 'c2')).toBeUndefined();
    await store.close();
  });

  it('change by what is named only, and know whose name is taken', async () => {
    const store = await smallTeam(engine);
    await changeMember(store.db, 'ada', { alias: 'Owl', lastChannelId: 'c' });
    await changeMember(store.db, 'ada', { tell: 1 });
    expect(await memberById(store.db, 'ada')).toMatchObject({
      name: 'ada',
      alias: 'Owl',
      tell: 1,
      board: 1,
      lastChannelId: 'c',
    });
    expect(await isNameTaken(store.db, 't', 'Owl', 'ben')).toBe(true);
    expect(await isNameTaken(store.db, 't', 'Owl', 'ada')).toBe(false);
    expect(await identityOf(store.db, 'ada', 'slack')).toEqual({ platform: 'slack', workspace: 'T1', person: 'U-ada' });
    expect(await identityOf(store.db, 'ada', 'discord')).toBeUndefined();
    await deleteMember(store.db, 'ada');
    expect(await findMember(store.db, 'w', 'U-ada')).toBeUndefined();
    await store.close();
  });
});

describe.each(engines)('A schedule on $name', (engine) => {
  it('is read back as it was written, and moves on for one planner only', async () => {
    const store = await smallTeam(engine);
    const schedule = {
      ...defaultSchedule('c', 'Europe/Berlin'),
      topics: ['drift' as const],
      difficulty: 3 as const,
      configuredBy: 'ada',
      next: { on: '2026-11-24', at: 5 },
    };
    await saveSchedule(store.db, schedule, 1);
    const read = present(await scheduleOf(store.db, 'c'));
    expect(read).toEqual({ ...schedule, changedAt: 1 });
    const next = { on: '2026-11-25', at: 6 };
    expect(await moveScheduleOn(store.db, read, next)).toBe(true);
    expect(await moveScheduleOn(store.db, read, next)).toBe(false);
    expect((await scheduleOf(store.db, 'c'))?.next).toEqual(next);
    await skipDays(store.db, 'c', ['2026-11-25', '2026-11-25', '2026-11-20']);
    expect(await skippedDays(store.db, 'c', '2026-11-24')).toEqual(new Set(['2026-11-25']));
    await queueQuestion(store.db, 'c', '2026-11-25', 'one');
    await queueQuestion(store.db, 'c', '2026-11-25', 'two');
    expect(await queuedQuestions(store.db, 'c', '2026-11-25')).toEqual(new Map([['2026-11-25', 'two']]));
    await store.close();
  });
});

describe.each(engines)('Rounds on $name', (engine) => {
  it('are numbered in their channel, one a day that is not void', async () => {
    const store = await smallTeam(engine);
    expect(await add(store, 'r1', '2026-11-23')).toBe(1);
    expect(await add(store, 'twin', '2026-11-23')).toBeUndefined();
    await voidRound(store.db, 'r1', 'wrong', 12);
    expect(await add(store, 'r2', '2026-11-23')).toBe(2);
    expect(await roundOn(store.db, 'c', '2026-11-23')).toMatchObject({ id: 'r2', status: 'planned' });
    expect(await roundById(store.db, 'r1')).toMatchObject({ status: 'void', voidReason: 'wrong', closedAt: 12 });
    await store.close();
  });

  it('open, come due and close; a post that arrives after the close adds its reference only', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    expect(await liveQuestionIds(store.db, 't')).toEqual(new Set([question.id]));
    await openRound(store.db, 'r1', null);
    expect(await liveRound(store.db, 'c')).toMatchObject({ status: 'open', postRef: null });
    expect(await roundsToClose(store.db, 19, 5)).toEqual([]);
    expect((await roundsToClose(store.db, 20, 5)).map(({ id }) => id)).toEqual(['r1']);
    for (const memberId of ['ada', 'ben'])
      await saveSubmission(store.db, { roundId: 'r1', memberId, answer: stored, at: 12 });
    for (const [memberId, credit] of [
      ['ada', 1],
      ['ben', 0.5],
    ] as const) {
      await saveVerdict(store.db, { id: 'r1' }, memberId, {
        verdict: { credit, right: credit === 1 },
        points: 5,
        rule: 1,
      });
    }
    await closeRound(store.db, 'r1', 20);
    await recountRound(store.db, 'r1');
    await openRound(store.db, 'r1', 'ref');
    expect(await roundById(store.db, 'r1')).toMatchObject({
      status: 'closed',
      postRef: 'ref',
      answers: 2,
      solved: 1,
      credit: 1.5,
    });
    expect(await liveRound(store.db, 'c')).toBeUndefined();
    expect(await latestRound(store.db, 'c', ['closed'], 1)).toBeUndefined();
    expect(await askedQuestions(store.db, 't')).toEqual(
      new Map([[question.id, { lastOn: '2026-11-23', times: 1, credit: 0.75 }]]),
    );
    expect(await recentQuestions(store.db, 'c', 5)).toEqual([question.id]);
    await store.close();
  });
});

describe.each(engines)('Answers on $name', (engine) => {
  it('are one a member, the last one, with the time of the first', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    await saveSubmission(store.db, {
      roundId: 'r1',
      memberId: 'ada',
      answer: { kind: 'choice', letters: ['b'] },
      at: 11,
    });
    await saveSubmission(store.db, { roundId: 'r1', memberId: 'ada', answer: stored, at: 12 });
    expect(await submissionOf(store.db, 'r1', 'ada')).toEqual({
      roundId: 'r1',
      memberId: 'ada',
      answer: stored,
      answeredAt: 11,
      changedAt: 12,
      credit: null,
      points: null,
    });
    expect(await gradedSubmissionOf(store.db, 'r1', 'ada')).toBeUndefined();
    await noteHints(store.db, 'r1', 'ada', 2);
    await noteHints(store.db, 'r1', 'ada', 1);
    expect(await hintsTaken(store.db, 'r1', 'ada')).toBe(2);
    await saveVerdict(store.db, { id: 'r1' }, 'ada', verdictOf(1));
    expect(await gradedSubmissionOf(store.db, 'r1', 'ada')).toEqual({
      answer: stored,
      verdict: { credit: 1, right: true },
      points: 10,
      hints: 2,
    });
    expect(await countSubmissions(store.db, 'r1')).toBe(1);
    await store.close();
  });

  it('tell of their round whoever answered and wished so, and make the days of a streak', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    for (const member of ['ada', 'ben']) await noteTell(store.db, 'r1', member);
    await saveSubmission(store.db, { roundId: 'r1', memberId: 'ben', answer: stored, at: 12 });
    expect(await membersToTell(store.db, 'r1')).toEqual(['ben']);
    expect(await daysOf(store.db, 'c', 'ben', '2026-11-23')).toEqual([
      { on: '2026-11-23', closed: false, answered: true, outage: false },
    ]);
    await markOutage(store.db, 0, 100);
    expect(await daysOf(store.db, 'c', 'ben', '2026-11-23')).toMatchObject([{ outage: true }]);
    expect(await daysOf(store.db, 'c', 'ada', '2026-11-24')).toEqual([]);
    await store.close();
  });
});

describe.each(engines)('Board rows on $name', (engine) => {
  it('are replaced whole, and weeks are told from seasons and all time', async () => {
    const store = await smallTeam(engine);
    const whose = { teamId: 't', channelId: 'c' };
    const row = (memberId: string, points: number) => ({ memberId, points, answers: 1, credit: 0.5 });
    for (const period of ['2026-W48', '2026-W49', 'S26', 'all'])
      await replaceBoard(store.db, { ...whose, period }, [row('ada', 4), row('ben', 8)]);
    await replaceBoard(store.db, { ...whose, period: '2026-W49' }, [row('ada', 6)]);
    expect(
      (await boardRows(store.db, { ...whose, period: '2026-W48' })).map(({ memberId, points, board }) => [
        memberId,
        points,
        board,
      ]),
    ).toEqual([
      ['ben', 8, 1],
      ['ada', 4, 1],
    ]);
    expect((await weekScores(store.db, whose)).map(({ points }) => points).sort()).toEqual([4, 6, 8]);
    expect((await weekScores(store.db, whose, ['2026-W49'])).map(({ points }) => points)).toEqual([6]);
    await store.close();
  });
});

describe.each(engines)('The outbox on $name', (engine) => {
  const claim = (store: Store, at: number, lease: string) =>
    store.transaction((tx) =>
      claimErrand(tx, { at, lease, leaseUntil: at + 30, skipLocked: store.dialect === 'postgres' }),
    );

  it('holds a key once, hands out the most urgent, and to one at a time', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    const of = { roundId: 'r1', channelId: 'c' };
    await enqueue(store.db, { id: 'e1', key: 'reveal', kind: 'reveal', ...of }, 1);
    await enqueue(store.db, { id: 'e2', key: 'post', kind: 'post', ...of }, 2);
    await enqueue(store.db, { id: 'e3', key: 'post', kind: 'post', ...of }, 3);
    const claims = await Promise.all(['l1', 'l2', 'l3'].map((lease) => claim(store, 10, lease)));
    expect(claims.map((errand) => errand?.id ?? '').sort()).toEqual(['', 'e1', 'e2']);
    expect(await claim(store, 39, 'l4')).toBeUndefined();
    expect(await claim(store, 40, 'l5')).toMatchObject({ id: 'e2', attempts: 2 });
    await store.close();
  });

  it('is settled by the lease that holds it, and no other', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    await enqueue(store.db, { id: 'e1', key: 'post', kind: 'post', roundId: 'r1', channelId: 'c' }, 1);
    await claim(store, 10, 'first');
    await postponeErrand(store.db, { id: 'e1', lease: 'first' }, { readyAt: 15, trouble: 'slow down', undone: true });
    expect(await postErrandOf(store.db, 'r1')).toMatchObject({ state: 'ready', attempts: 0 });
    expect(await nextErrandAt(store.db)).toBe(15);
    await claim(store, 15, 'second');
    expect(await settleErrand(store.db, { id: 'e1', lease: 'first' }, { state: 'sent', at: 16 })).toBe(false);
    expect(await settleErrand(store.db, { id: 'e1', lease: 'second' }, { state: 'sent', at: 16 })).toBe(true);
    await dropErrands(store.db, 'r1', ['post'], 17);
    expect(await postErrandOf(store.db, 'r1')).toMatchObject({ state: 'sent' });
    expect(await nextErrandAt(store.db)).toBeUndefined();
    await store.close();
  });
});

describe.each(engines)('What is a member’s own on $name', (engine) => {
  it('holidays end the day before a return, and one that began today never was', async () => {
    const store = await smallTeam(engine);
    await goAway(store.db, 'ada', { fromOn: '2026-11-20', untilOn: null }, '2026-11-19');
    await goAway(store.db, 'ada', { fromOn: '2026-11-24', untilOn: '2026-12-01' }, '2026-11-23');
    expect(await awaysOf(store.db, 'ada')).toEqual([
      { fromOn: '2026-11-20', untilOn: '2026-11-23' },
      { fromOn: '2026-11-24', untilOn: '2026-12-01' },
    ]);
    expect(await comeBack(store.db, 'ada', '2026-11-24', '2026-11-23')).toBe(true);
    expect(await comeBack(store.db, 'ada', '2026-11-24', '2026-11-23')).toBe(false);
    expect(await awaysOf(store.db, 'ada')).toEqual([{ fromOn: '2026-11-20', untilOn: '2026-11-23' }]);
    await store.close();
  });

  it('practice is answered once and shows, where an open round does not', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    await saveSubmission(store.db, { roundId: 'r1', memberId: 'ada', answer: stored, at: 12 });
    await store.transaction((tx) => addPractice(tx, { id: 'p', memberId: 'ada', at: 5 }, question));
    expect(await answerPractice(store.db, 'p', { answer: 'A', credit: 1, at: 6 })).toBe(true);
    expect(await answerPractice(store.db, 'p', { answer: 'B', credit: 0, at: 7 })).toBe(false);
    expect(await practiceById(store.db, 'p')).toMatchObject({ memberId: 'ada', answer: 'A', credit: 1, hints: 0 });
    expect(await practisedCount(store.db, 'ada')).toBe(1);
    expect(await triedQuestions(store.db, 'ada')).toEqual([{ questionId: question.id, at: 5, credit: 1 }]);
    await closeRound(store.db, 'r1', 20);
    expect(await triedQuestions(store.db, 'ada')).toHaveLength(2);
    await store.close();
  });

  it('drafts and reports are one per form and round, the last one; all of it is in the export', async () => {
    const store = await smallTeam(engine);
    await add(store, 'r1', '2026-11-23');
    for (const content of ['first', 'second']) {
      await keepDraft(store.db, { id: content, memberId: 'ada', form: 'f', content, at: 1 });
      await fileFlag(store.db, { id: content, roundId: 'r1', memberId: 'ada', reason: content, at: 1 });
    }
    expect(await draftOf(store.db, 'ada', 'f')).toBe('second');
    expect(await openFlags(store.db, 't')).toMatchObject([{ id: 'first', reason: 'second' }]);
    const { member, drafts, flags, identities } = await exportMember(store.db, 'ada');
    expect([member?.name, drafts[0]?.content, flags[0]?.reason, identities[0]?.person]).toEqual([
      'ada',
      'second',
      'second',
      'U-ada',
    ]);
    await dropDraft(store.db, 'ada', 'f');
    expect(await draftOf(store.db, 'ada', 'f')).toBeUndefined();
    await store.close();
  });
});

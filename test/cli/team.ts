import type { Answer } from '../../src/quiz/answer.ts';
import { gradeRound } from '../../src/rounds/close.ts';
import { recompute } from '../../src/rounds/recompute.ts';
import { defaultSchedule } from '../../src/rounds/set-schedule.ts';
import { addChannel } from '../../src/store/channels.ts';
import { fileClaim } from '../../src/store/claims.ts';
import { fileFlag } from '../../src/store/flags.ts';
import type { Store } from '../../src/store/open.ts';
import { addMember, addWorkspace } from '../../src/store/people.ts';
import { addPhrasing } from '../../src/store/phrasings.ts';
import { keepQuestion } from '../../src/store/questions.ts';
import { addRound, openRound, roundById } from '../../src/store/rounds.ts';
import { type ChannelSchedule, saveSchedule } from '../../src/store/schedules.ts';
import { addShare, addThanks } from '../../src/store/shares.ts';
import { noteHints, saveSubmission, saveVerdict } from '../../src/store/submissions.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { noon } from './operator.ts';

const day = 86_400_000;
const question = choiceQuestion(['b']);
const right: Answer = { kind: 'choice', letters: ['b'] };
const wrong: Answer = { kind: 'choice', letters: ['a'] };

/**
 * The team of slack:T1, called Crew: Ann (U1) and Bob (U2), a channel with a schedule, round 1 closed (both right, Bob
 * with a hint, a report, a claim and a shared answer that Ann liked), round 2 open with an answer of Ann's, which an instant round has graded already, and two
 * questions of the team's own, one of which is the open round's.
 */
export async function addCrew(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await addWorkspace(
      tx,
      { id: 'w1', platform: 'slack', externalId: 'T1', name: 'Crew', createdAt: noon - 9 * day },
      't1',
    );
    for (const [id, name, externalId] of [
      ['ann', 'Ann', 'U1'],
      ['bob', 'Bob', 'U2'],
    ] as const) {
      await addMember(tx, { id, teamId: 't1', name, joinedAt: noon - 8 * day }, { workspaceId: 'w1', externalId });
    }
    const channel = {
      id: 'c1',
      teamId: 't1',
      workspaceId: 'w1',
      externalId: 'C1',
      name: 'quiz',
      createdAt: noon - 8 * day,
    };
    await addChannel(tx, channel);
    const next = { on: '2026-11-25', at: noon + 21 * 3_600_000 };
    const schedule: ChannelSchedule = {
      ...defaultSchedule('c1', 'UTC'),
      topics: ['drift'],
      next,
      changedAt: 0,
      configuredBy: 'ann',
    };
    await saveSchedule(tx, schedule, noon - 8 * day);
    for (const { id, version } of [question, { ...question, id: 'drift-own' }]) {
      const content = JSON.stringify({ ...question, id });
      await tx.insertInto('team_questions').values({ team_id: 't1', id, version, content, added_at: noon }).execute();
    }
    await keepQuestion(tx, question);
    for (const [id, playedOn, instant] of [
      ['r1', '2026-11-23', 0],
      ['r2', '2026-11-24', 1],
    ] as const) {
      const opensAt = Date.parse(`${playedOn}T09:00:00Z`);
      const whose = {
        id,
        teamId: 't1',
        channelId: 'c1',
        playedOn,
        week: '2026-W48',
        zone: 'UTC',
        instant,
        comeback: 0,
      };
      await addRound(tx, { ...whose, opensAt, closesAt: opensAt + 7 * 3_600_000 }, question);
      await openRound(tx, id, null);
    }
    await noteHints(tx, 'r1', 'bob', 1);
    for (const memberId of ['ann', 'bob']) {
      await saveSubmission(tx, { roundId: 'r1', memberId, answer: right, at: noon - day });
    }
    await fileFlag(tx, { id: 'f1', roundId: 'r1', memberId: 'bob', reason: 'unclear', at: noon - day });
    await keepQuestion(tx, { ...question, id: 'drift-own' });
    const asked = { questionId: question.id, questionVersion: question.version };
    await fileClaim(tx, {
      id: 'k1',
      teamId: 't1',
      memberId: 'bob',
      in: { roundId: 'r1' },
      question: asked,
      pointId: 'p',
      phrasing: 'said so',
      at: noon - day,
    });
    for (const questionId of [question.id, 'drift-own']) {
      await addPhrasing(tx, { ...asked, teamId: 't1', questionId }, { pointId: 'p', words: 'said so' }, noon - day);
    }
    await addShare(tx, { id: 's1', roundId: 'r1', memberId: 'bob', at: noon - day });
    await addThanks(tx, 's1', 'ann', noon - day);
    const round = await roundById(tx, 'r1');
    if (!round) throw new Error('round 1 is missing');
    await gradeRound(tx, round, noon - day);
    await recompute(tx, round);
    await saveSubmission(tx, { roundId: 'r2', memberId: 'ann', answer: wrong, at: noon - 60_000 });
    await saveVerdict(tx, { id: 'r2' }, 'ann', { verdict: { credit: 0, right: false }, points: 2, rule: 1 });
  });
}

import { describe, expect, it } from 'vitest';
import { claim, claimableInRound } from '../../src/rounds/claim.ts';
import { decide } from '../../src/rounds/decide-claim.ts';
import { praise, share, takeBack } from '../../src/rounds/share.ts';
import { claimById, openClaims } from '../../src/store/claims.ts';
import { type Round, roundById } from '../../src/store/rounds.ts';
import { shareOf } from '../../src/store/shares.ts';
import { gradedSubmissionOf } from '../../src/store/submissions.ts';
import { openQuestion } from '../quiz/sample-questions.ts';
import { engines, type TestEngine } from '../support/store.ts';
import { itemAt, openTeam, present, type Team } from '../support/team.ts';

const words = "today's requests still resemble what it learned from";
const text = `I would look whether ${words}, and collect fresh labels to measure accuracy.`;

/** A team after the reveal of an open question that all three answered alike: 2 points each. */
async function revealed(engine: TestEngine): Promise<{ team: Team; round: Round }> {
  const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions: [openQuestion] });
  await team.tick(Date.parse('2026-11-23T08:00:00Z'));
  const channelId = itemAt(team.channelIds, 0);
  const { id } = present(await team.live(channelId));
  for (const memberId of team.memberIds) await team.answer(channelId, memberId, { kind: 'text', text });
  await team.tick(Date.parse('2026-11-23T15:00:00Z'));
  return { team, round: present(await roundById(team.app.db, id)) };
}

const pointsOf = async ({ app, memberIds }: Team, { id }: Round) =>
  Promise.all(memberIds.map(async (memberId) => (await gradedSubmissionOf(app.db, id, memberId))?.points));

async function fileClaim({ app, teamId, clock }: Team, round: Round, memberId: string) {
  const claimable = present(await claimableInRound(app.db, round, memberId));
  return claim(app, claimable, { teamId, memberId, at: clock.at, on: '2026-11-23' }, { pointId: 'input-drift', words });
}

describe.each(engines)('At once on $name', (engine) => {
  it('a point is claimed once, and a claim is decided once, whoever decides', async () => {
    const { team, round } = await revealed(engine);
    const { app, clock } = team;
    const [author, ...admins] = team.memberIds;
    const filed = await Promise.all([1, 2, 3].map(() => fileClaim(team, round, present(author))));
    expect(filed.map(({ outcome }) => outcome).sort()).toEqual(['claimed', 'claimed-already', 'claimed-already']);
    const [open, ...more] = await openClaims(app.db, team.teamId, 9);
    expect(more).toEqual([]);
    const found = present(await claimById(app.db, present(open).id));
    const decided = await Promise.all(
      admins.flatMap((memberId) => [
        decide(app, found, { decision: 'accepted', memberId, at: clock.at }),
        decide(app, found, { decision: 'declined', memberId, at: clock.at }),
      ]),
    );
    expect(decided.filter(({ outcome }) => outcome !== 'decided-already')).toEqual([
      { outcome: 'accepted', label: 'compare input distributions', gained: 3 },
    ]);
    expect(await pointsOf(team, round)).toEqual([8, 8, 8]);
    expect(await app.db.selectFrom('team_phrasings').select(['position', 'phrasing']).execute()).toEqual([
      { position: 0, phrasing: words },
    ]);
    const row = await app.db.selectFrom('claims').select(['decision', 'decided_by']).executeTakeFirstOrThrow();
    expect(row).toEqual({ decision: 'accepted', decided_by: admins[0] });
    await team.tick(clock.at);
    expect(team.sent.filter((key) => key.endsWith(':claim'))).toHaveLength(1);
    await team.close();
  });

  it('the same words accepted for two members are one phrasing, and both are told', async () => {
    const { team, round } = await revealed(engine);
    const { app, clock } = team;
    const memberId = itemAt(team.memberIds, 2);
    for (const author of team.memberIds.slice(0, 2)) await fileClaim(team, round, author);
    const open = await openClaims(app.db, team.teamId, 9);
    const decided = await Promise.all(
      open.map((one) => decide(app, one, { decision: 'accepted', memberId, at: clock.at })),
    );
    expect(decided.map((one) => 'gained' in one && one.gained)).toEqual([3, 0]);
    expect(await app.db.selectFrom('team_phrasings').selectAll().execute()).toHaveLength(1);
    await team.tick(clock.at);
    expect(team.sent.filter((key) => key.endsWith(':claim'))).toHaveLength(2);
    await team.close();
  });

  it('an answer is shared once and raised once, however many press', async () => {
    const { team, round } = await revealed(engine);
    const { app, clock } = team;
    const [author = '', ...others] = team.memberIds;
    const shared = await Promise.all([1, 2, 3].map(() => share(app, round.id, author, clock.at)));
    expect(shared.sort()).toEqual(['shared', 'shared-already', 'shared-already']);
    await team.tick(clock.at);
    expect(team.sent.filter((key) => key.endsWith(':share'))).toHaveLength(1);
    const { id, postRef } = present(await shareOf(app.db, round.id, author));
    expect(postRef).toBe(`ref-${id}:share`);
    const pressed = await Promise.all(
      [author, ...others, ...others].map((memberId) => praise(app, id, memberId, clock.at)),
    );
    const count = (outcome: string) => pressed.filter((one) => one.outcome === outcome).length;
    expect([count('own-answer'), count('noted'), count('noted-already')]).toEqual([1, 2, 2]);
    expect(pressed.filter((one) => 'raised' in one && one.raised)).toHaveLength(1);
    expect(await pointsOf(team, round)).toEqual([10, 2, 2]);
    const taken = await Promise.all([1, 2].map(() => takeBack(app, round.id, author, clock.at)));
    expect(taken.sort()).toEqual([false, true]);
    expect(await praise(app, id, author, clock.at)).toEqual({ outcome: 'gone' });
    await team.close();
  });
});

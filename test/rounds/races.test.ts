import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { close, closeDue } from '../../src/rounds/close.ts';
import { withdraw } from '../../src/rounds/correct.ts';
import { planDue } from '../../src/rounds/plan.ts';
import { postNow } from '../../src/rounds/post-now.ts';
import { submit } from '../../src/rounds/submit.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines } from '../support/store.ts';
import { itemAt, openTeam, present } from '../support/team.ts';

const questions = ['one', 'two', 'three'].map((name) => ({ ...choiceQuestion(['a']), id: `drift-${name}` }));
const opensAt = Date.parse('2026-11-23T08:00:00Z');

describe.each(engines)('Several at once on $name', (engine) => {
  it('plan one round a day and channel, with one post', async () => {
    const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions, channels: 2 });
    const { app, channelIds } = team;
    const byHand = () => postNow(app, itemAt(channelIds, 0), opensAt);
    await Promise.all([planDue(app, opensAt), byHand(), planDue(app, opensAt), planDue(app, opensAt), byHand()]);
    const rounds = await app.db.selectFrom('rounds').select(['channel_id', 'number']).execute();
    expect(rounds).toHaveLength(2);
    expect(new Set(rounds.map(({ channel_id }) => channel_id))).toEqual(new Set(channelIds));
    expect(rounds.map(({ number }) => number)).toEqual([1, 1]);
    await Promise.all([team.tick(opensAt), team.tick(opensAt)]);
    expect(team.sent).toHaveLength(2);
    expect(new Set(team.sent).size).toBe(2);
    await team.close();
  });

  it('close once: one reveal, whoever closes', async () => {
    const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions });
    await team.tick(opensAt);
    const round = present(await team.live(itemAt(team.channelIds, 0)));
    const outcomes = await Promise.all([1, 2, 3].map(() => close(team.app, round.id, opensAt + 1)));
    expect(outcomes.sort()).toEqual(['closed', 'not-live', 'not-live']);
    await team.tick(opensAt + 2);
    expect(team.sent).toEqual([`${round.id}:post`, `${round.id}:reveal`]);
    await team.close();
  });

  it('an acknowledged answer counts and a refused one does not, however answers race the close', async () => {
    let [counted, refused] = [0, 0];
    const racer = fc.record({ does: fc.constantFrom('early', 'late', 'close', 'close', 'withdraw'), turns: fc.nat(8) });
    const racers = fc
      .array(racer, { minLength: 3, maxLength: 9 })
      .filter((all) => all.filter(({ does }) => does === 'withdraw').length < 2);
    await fc.assert(
      fc.asyncProperty(racers, async (race) => {
        const members = race.map((_, place) => `Member ${place}`);
        const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions, members });
        try {
          const { app } = team;
          await team.tick(opensAt);
          const round = present(await team.live(itemAt(team.channelIds, 0)));
          const question = present(app.bank.byId.get(round.questionId));
          const acknowledged = new Set<string>();
          const withdrawn = race.some(({ does }) => does === 'withdraw');
          await Promise.all(
            race.map(async ({ does: one, turns }, place) => {
              const memberId = itemAt(team.memberIds, place);
              // Each query is a turn in which the others get ahead.
              for (let turn = 0; turn < turns; turn += 1) await team.live(round.channelId);
              if (one === 'close') return closeDue(app, round.closesAt);
              if (one === 'withdraw') return withdraw(app, round, { reason: 'wrong', memberId, at: round.closesAt });
              const at = round.closesAt + (one === 'late' ? 0 : -1);
              const done = await submit(app, {
                round,
                question,
                memberId,
                answer: { kind: 'choice', letters: ['a'] },
                at,
              });
              if (done.outcome === 'saved') acknowledged.add(memberId);
              else refused += 1;
              expect(one === 'late' && done.outcome === 'saved').toBe(false);
            }),
          );
          await closeDue(app, round.closesAt);
          const saved = await app.db.selectFrom('submissions').select(['member_id', 'points']).execute();
          expect(new Set(saved.map(({ member_id }) => member_id))).toEqual(acknowledged);
          const scored = await app.db
            .selectFrom('scores')
            .select(['member_id', 'points'])
            .where('channel_id', '=', '*')
            .where('period', '=', 'all')
            .execute();
          expect(new Set(scored.map(({ member_id }) => member_id))).toEqual(withdrawn ? new Set() : acknowledged);
          if (!withdrawn) expect(saved.every(({ points }) => points === 10)).toBe(true);
          counted += scored.length;
        } finally {
          await team.close();
        }
      }),
      {
        numRuns: engine.name === 'sqlite' ? 25 : 3,
        examples: [[['early', 'close', 'early', 'late', 'early'].map((does, place) => ({ does, turns: 3 * place }))]],
      },
    );
    expect(Math.min(counted, refused)).toBeGreaterThan(0);
  });
});

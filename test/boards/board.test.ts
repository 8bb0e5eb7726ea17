import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardOf } from '../../src/boards/board.ts';
import { takeHint } from '../../src/rounds/submit.ts';
import { channelById } from '../../src/store/channels.ts';
import { changeMember, memberById, workspaceById } from '../../src/store/people.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines, type TestEngine } from '../support/store.ts';
import { counted, itemAt, openTeam, present, type Team } from '../support/team.ts';

const questions = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => ({
  ...choiceQuestion(['a']),
  id: `drift-${name}`,
  hints: ['First.', 'Second.'],
}));
const day = 24 * 3_600_000;
const firstPost = Date.parse('2026-11-23T08:00:00Z');
const firstReveal = Date.parse('2026-11-23T15:00:00Z');

/** What a member does in every round: the hints taken, and whether the answer is right. */
type Play = { name: string; hints: number; right: boolean };

async function read(
  team: Team,
  memberId: string,
  period: Parameters<typeof boardOf>[3]['period'],
  scope: 'channel' | 'team' = 'channel',
) {
  const { app, clock } = team;
  const channel = present(await channelById(app.db, itemAt(team.channelIds, 0)));
  const member = present(await memberById(app.db, memberId));
  const workspace = present(await workspaceById(app.db, team.workspaceId));
  const spot = { channel, schedule: await team.schedule(channel.id) };
  return boardOf(app.db, { member, workspace, at: clock.at }, spot, { period, scope });
}

/** Plays some days; members join and answer in the order given. */
async function played(
  engine: TestEngine,
  plays: readonly Play[],
  options: { days?: number; newId?: () => string; answerOrder?: readonly number[] } = {},
) {
  const { days = 1, newId, answerOrder = plays.map((_, place) => place) } = options;
  const members = plays.map(({ name }) => name);
  const team = await openTeam(engine, {
    startsAt: '2026-11-23T07:00:00Z',
    questions,
    members,
    ...(newId && { newId }),
  });
  const channelId = itemAt(team.channelIds, 0);
  for (let played = 0; played < days; played += 1) {
    await team.tick(firstPost + played * day);
    const round = present(await team.live(channelId));
    const question = present(team.app.bank.byId.get(round.questionId));
    for (const place of answerOrder) {
      const { hints, right } = itemAt(plays, place);
      const memberId = itemAt(team.memberIds, place);
      for (let taken = 0; taken < hints; taken += 1)
        await takeHint(team.app, { round, question, memberId, at: team.clock.at });
      await team.answer(channelId, memberId, { kind: 'choice', letters: [right ? 'a' : 'b'] });
    }
    await team.tick(firstReveal + played * day);
  }
  return team;
}

const play = fc.record({ hints: fc.nat(2), right: fc.boolean() });
const plays = fc
  .uniqueArray(
    fc.constantFrom('Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Ann', 'ada', 'Émile', 'Zoë', 'Åse', 'Uma'),
    { minLength: 1, maxLength: 13 },
  )
  .chain((names) => fc.tuple(...names.map((name) => play.map((one): Play => ({ name, ...one })))));

/** A busy machine takes its time. */
const slowAtMostMs = 60_000;

describe.each(engines)('The board as it is read on $name', (engine) => {
  it(
    'ranks equal points equally and depends on neither the order of answers nor on ids',
    async () => {
      const numbered = plays.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(
            all.map((_, place) => place),
            { minLength: all.length },
          ),
        ),
      );
      await fc.assert(
        fc.asyncProperty(numbered, async ([all, order]) => {
          const shuffled = order.map((place) => itemAt(all, place));
          const countdown = counted('x');
          const one = await played(engine, all);
          const seen: Map<string, unknown> = new Map();
          try {
            for (const [place, { name }] of all.entries())
              seen.set(name, await read(one, itemAt(one.memberIds, place), 'week'));
          } finally {
            await one.close();
          }
          // Others first, answered last to first, and ids that sort the other way.
          const backwards = () => `z${9999 - Number(countdown().slice(1))}`;
          const other = await played(engine, shuffled, {
            newId: backwards,
            answerOrder: shuffled.map((_, place) => shuffled.length - 1 - place),
          });
          try {
            for (const [place, { name }] of shuffled.entries()) {
              const board = await read(other, itemAt(other.memberIds, place), 'week');
              expect(board).toEqual(seen.get(name));
              for (const row of [...board.top, ...board.around]) {
                const ahead = all.filter(
                  ({ hints, right }) => Math.max(2, (right ? 10 : 0) - 2 * hints) > row.value,
                ).length;
                expect(row.rank).toBe(ahead + 1);
                expect(row.mine).toBe(row.name === name);
              }
              expect([...board.top, ...board.around].some((row) => row.mine)).toBe(true);
              expect(board.top).toHaveLength(Math.min(10, all.length));
            }
          } finally {
            await other.close();
          }
        }),
        { numRuns: engine.name === 'sqlite' ? 15 : 1, endOnFailure: true },
      );
    },
    slowAtMostMs,
  );

  it('shows last week until this week has its first reveal, and says when that is', async () => {
    const team = await played(engine, [{ name: 'Ada', hints: 0, right: true }]);
    const ada = itemAt(team.memberIds, 0);
    expect(await read(team, ada, 'week')).toMatchObject({
      period: 'week',
      firstReveal: undefined,
      rounds: 1,
      top: [{ name: 'Ada', value: 10, rank: 1, mine: true }],
    });
    expect((await read(team, ada, 'last-week')).top).toEqual([]);
    await team.tick(firstPost + 7 * day);
    expect(await read(team, ada, 'week')).toMatchObject({
      period: 'last-week',
      firstReveal: { at: firstReveal + 7 * day, zone: 'Europe/Berlin' },
      top: [{ name: 'Ada', value: 10 }],
    });
    await team.tick(firstReveal + 7 * day);
    expect(await read(team, ada, 'week')).toMatchObject({ period: 'week', rounds: 1, top: [], absent: 'nothing-yet' });
    expect((await read(team, ada, 'season')).top).toMatchObject([{ value: 10 }]);
    await team.close();
  });

  it('leaves out who hides, keeps their rank to nobody, and shows an alias', async () => {
    const all = [
      { name: 'Ada', hints: 0, right: true },
      { name: 'Ben', hints: 1, right: true },
      { name: 'Cleo', hints: 0, right: false },
    ];
    const team = await played(engine, all);
    const [ada, ben, cleo] = [itemAt(team.memberIds, 0), itemAt(team.memberIds, 1), itemAt(team.memberIds, 2)];
    await changeMember(team.app.db, ada, { board: 0 });
    await changeMember(team.app.db, cleo, { alias: 'Night Owl' });
    expect(await read(team, ada, 'week')).toMatchObject({ absent: 'hidden', around: [] });
    expect((await read(team, ben, 'week', 'team')).top).toEqual([
      { name: 'Ben', value: 8, rank: 1, mine: true },
      { name: 'Night Owl', value: 2, rank: 2, mine: false },
    ]);
    await team.close();
  });

  it('counts the best four of five rounds of a week, and an accuracy from five answers on', async () => {
    const all = [
      { name: 'Ada', hints: 0, right: true },
      { name: 'Ben', hints: 0, right: false },
    ];
    const four = await played(engine, all, { days: 4 });
    expect((await read(four, itemAt(four.memberIds, 0), 'accuracy')).top).toEqual([]);
    await four.close();
    const five = await played(engine, all, { days: 5 });
    const ada = itemAt(five.memberIds, 0);
    expect((await read(five, ada, 'week')).top.map(({ value }) => value)).toEqual([40, 8]);
    // Drawn towards the team's mean of a half: (5 + 3 × 0.5) / 8 and (0 + 3 × 0.5) / 8.
    expect((await read(five, ada, 'accuracy')).top.map(({ value }) => value)).toEqual([0.8125, 0.1875]);
    await five.close();
  });
});

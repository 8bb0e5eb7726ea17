import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/quiz/answer.ts';
import { grade } from '../../src/quiz/grading/index.ts';
import type { Phrasing } from '../../src/quiz/grading/phrasing.ts';
import type { Letter, Question } from '../../src/quiz/question.ts';
import { seasonOf, weekOf } from '../../src/quiz/season.ts';
import { claim, claimableInRound } from '../../src/rounds/claim.ts';
import { close } from '../../src/rounds/close.ts';
import { acceptAnswer, withdraw } from '../../src/rounds/correct.ts';
import { decide } from '../../src/rounds/decide-claim.ts';
import { eraseMember } from '../../src/rounds/erase.ts';
import { postNow } from '../../src/rounds/post-now.ts';
import { praise, share } from '../../src/rounds/share.ts';
import { takeHint } from '../../src/rounds/submit.ts';
import { nextDueAt } from '../../src/schedule/jobs.ts';
import { claimById, openClaims } from '../../src/store/claims.ts';
import { latestRound, roundByNumber } from '../../src/store/rounds.ts';
import { shareOf } from '../../src/store/shares.ts';
import { choiceQuestion, numericQuestion, openQuestion, orderQuestion } from '../quiz/sample-questions.ts';
import { engines } from '../support/store.ts';
import { itemAt, openTeam, present, type Team } from '../support/team.ts';

const twoHints = ['First.', 'Second.'];
const questions: Question[] = [
  { ...choiceQuestion(['b']), id: 'drift-single', hints: twoHints },
  { ...choiceQuestion(['a', 'c'], 6), id: 'drift-several', hints: twoHints },
  { ...numericQuestion(0.25, 0.01), id: 'drift-number', hints: twoHints },
  { ...orderQuestion(['c', 'a', 'b', 'd']), id: 'drift-steps', hints: twoHints },
  { ...openQuestion, hints: twoHints },
];

/** Some answer that fits the question, by a number: right, half right and wrong ones among them. */
function someAnswer(question: Question, n: number): Answer {
  switch (question.kind) {
    case 'choice': {
      const chosen = question.options.filter((_, index) => ((n % 63) + 1) & (1 << index)).map(({ id }) => id);
      return { kind: 'choice', letters: chosen.length === 0 ? ['a'] : chosen };
    }
    case 'numeric':
      return { kind: 'numeric', value: itemAt([0.25, 0.255, 0.3, -1], n % 4) };
    case 'order': {
      const orders: Letter[][] = [
        ['c', 'a', 'b', 'd'],
        ['a', 'b', 'c', 'd'],
        ['d', 'b', 'a', 'c'],
        ['c', 'a', 'd', 'b'],
      ];
      return { kind: 'order', letters: itemAt(orders, n % 4) };
    }
    default: {
      const texts = [
        'I would compare the distribution of live inputs with training data, collect fresh labels and measure accuracy on them.',
        'I would check the pipeline for broken features before anything else.',
        'It depends on the model and on the team.',
        'idk',
      ];
      return { kind: 'text', text: itemAt(texts, n % 4) };
    }
  }
}

type Step =
  | { do: 'answer'; who: number; where: number; n: number }
  | { do: 'hint'; who: number; where: number }
  | { do: 'close' | 'post'; where: number }
  | { do: 'withdraw' | 'accept'; where: number; back: number; n: number }
  | { do: 'argue' | 'claim'; who: number; where: number; back: number; n: number }
  | { do: 'erase'; who: number }
  | { do: 'days'; count: number; n: number }
  | { do: 'jump'; hours: number };

const who = fc.nat(2);
const where = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), who, where, n: fc.nat(999) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hint' as const), who, where }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'post' as const), where }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw' as const, 'accept' as const),
      where,
      back: fc.nat(3),
      n: fc.nat(999),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('argue' as const, 'claim' as const),
      who,
      where,
      back: fc.nat(4),
      n: fc.nat(999),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('days' as const), count: fc.integer({ min: 1, max: 5 }), n: fc.nat(999) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('jump' as const), hours: fc.integer({ min: 1, max: 220 }) }) },
);

/**
 * What people were told: per round what each member's answer is, how many hints they took, what admins accepted and whose
 * answer a teammate confirmed; per question the phrasings that count.
 */
type Told = {
  answers: Map<string, Map<string, Answer>>;
  hints: Map<string, Map<string, number>>;
  accepted: Map<string, Answer[]>;
  confirmed: Map<string, Map<string, true>>;
  phrasings: Map<string, Phrasing[]>;
};

function note<T>(of: Map<string, Map<string, T>>, roundId: string, memberId: string, value: T): void {
  of.set(roundId, (of.get(roundId) ?? new Map<string, T>()).set(memberId, value));
}

async function answer(team: Team, told: Told, one: { who: number; where: number; n: number }): Promise<void> {
  const memberId = itemAt(team.memberIds, one.who);
  const round = await team.live(itemAt(team.channelIds, one.where));
  if (!round) return;
  const given = someAnswer(present(team.app.bank.byId.get(round.questionId)), one.n);
  const done = await team.answer(round.channelId, memberId, given);
  if (done.outcome === 'saved') note(told.answers, round.id, memberId, given);
}

/** A round of a channel, counted back from its last one. */
async function roundBack(team: Team, where: number, back: number) {
  const channelId = itemAt(team.channelIds, where);
  const last = await latestRound(team.app.db, channelId, ['planned', 'open', 'closed', 'void']);
  return last && (await roundByNumber(team.app.db, channelId, last.number - back));
}

type OneAnswer = { who: number; where: number; back: number; n: number };

async function argue(team: Team, told: Told, { who, where, back, n }: OneAnswer): Promise<void> {
  const { app, clock } = team;
  const round = await roundBack(team, where, back);
  const [author, teammate] = [itemAt(team.memberIds, who), itemAt(team.memberIds, (who + n) % 3)];
  if (!round) return;
  await share(app, round.id, author, clock.at);
  const shared = await shareOf(app.db, round.id, author);
  if (!shared) return;
  const done = await praise(app, shared.id, teammate, clock.at);
  if (done.outcome === 'noted') note(told.confirmed, round.id, author, true);
}

async function claimAndAccept(team: Team, told: Told, { who, where, back, n }: OneAnswer): Promise<void> {
  const { app, clock, teamId } = team;
  const round = await roundBack(team, where, back);
  const memberId = itemAt(team.memberIds, who);
  const claimable = round && (await claimableInRound(app.db, round, memberId));
  if (!round || !claimable) return;
  const pointId = itemAt(['input-drift', 'fresh-labels', 'pipeline'], n % 3);
  const words = claimable.text
    .split(' ')
    .slice(n % 5, (n % 5) + 6)
    .join(' ');
  await claim(app, claimable, { teamId, memberId, at: clock.at, on: round.playedOn }, { pointId, words });
  for (const { id } of await openClaims(app.db, teamId, 9)) {
    const filed = present(await claimById(app.db, id));
    const done = await decide(app, filed, { decision: 'accepted', memberId, at: clock.at });
    if (done.outcome !== 'accepted') continue;
    const known = told.phrasings.get(round.questionId) ?? [];
    const isKnown = known.some((one) => one.pointId === filed.pointId && one.words === filed.phrasing);
    if (!isKnown) told.phrasings.set(round.questionId, [...known, { pointId: filed.pointId, words: filed.phrasing }]);
  }
}

async function run(team: Team, told: Told, one: Step): Promise<void> {
  const { app, clock } = team;
  switch (one.do) {
    case 'answer':
      return answer(team, told, one);
    case 'hint': {
      const memberId = itemAt(team.memberIds, one.who);
      const round = await team.live(itemAt(team.channelIds, one.where));
      if (!round) return;
      const question = present(app.bank.byId.get(round.questionId));
      const taken = await takeHint(app, { round, question, memberId, at: clock.at });
      if (taken.outcome === 'hint') note(told.hints, round.id, memberId, taken.taken);
      return;
    }
    case 'close': {
      const round = await team.live(itemAt(team.channelIds, one.where));
      if (round) await close(app, round.id, clock.at);
      return;
    }
    case 'post':
      await postNow(app, itemAt(team.channelIds, one.where), clock.at);
      return void (await team.tick(clock.at));
    case 'withdraw':
    case 'accept': {
      const round = await roundBack(team, one.where, one.back);
      if (!round) return;
      const by = { reason: 'two options hold', memberId: itemAt(team.memberIds, 0), at: clock.at };
      if (one.do === 'withdraw') return void (await withdraw(app, round, by));
      const question = present(app.bank.byId.get(round.questionId));
      const answer = someAnswer(question, one.n);
      const done = await acceptAnswer(app, { round, question, answer }, by);
      if (done.outcome === 'accepted') told.accepted.set(round.id, [...(told.accepted.get(round.id) ?? []), answer]);
      return;
    }
    case 'argue':
      return argue(team, told, one);
    case 'claim':
      return claimAndAccept(team, told, one);
    case 'erase': {
      const memberId = itemAt(team.memberIds, one.who);
      await eraseMember(app, memberId, clock.at);
      for (const of of [...told.answers.values(), ...told.hints.values(), ...told.confirmed.values()])
        of.delete(memberId);
      team.memberIds[one.who] = await team.join(`Again ${clock.at}`);
      return;
    }
    case 'days':
      for (let due = 0; due < 2 * one.count; due += 1) {
        await team.tick(Math.max((await nextDueAt(app)) ?? 0, clock.at));
        for (let n = 0; n < 6; n += 1) {
          if ((one.n + due + n) % 7 > 1) await answer(team, told, { who: n % 3, where: n % 2, n: one.n + due * n });
        }
      }
      return;
    case 'jump':
      await team.tick(clock.at + one.hours * 3_600_000);
  }
}

type Row = { points: number; answers: number; credit: number };

function pointsOf(
  question: Question,
  answer: Answer,
  {
    accepted,
    hints,
    confirmed,
    phrasings,
  }: { accepted: Answer[]; hints: number; confirmed: boolean; phrasings: Phrasing[] },
): { points: number; credit: number } {
  const { credit, open } = grade(question, answer, { accepted, phrasings });
  if (open?.band === 'no-answer') return { credit, points: 0 };
  const raised = confirmed && (open?.score ?? 0) > 0;
  const full = raised ? 10 : open ? { strong: 8, partial: 5, weak: 2 }[open.band] : Math.round(10 * credit);
  return { credit, points: Math.max(2, full - 2 * hints) };
}

const best = (values: number[], count: number) =>
  values
    .sort((a, b) => b - a)
    .slice(0, count)
    .reduce((a, b) => a + b, 0);

/** All boards by the rules as members read them, from what they were told: `channel period member` → row. */
async function expectedBoards({ app, teamId, channelIds }: Team, told: Told): Promise<Map<string, Row>> {
  const closed = await app.db
    .selectFrom('rounds')
    .select(['id', 'channel_id as channelId', 'played_on as on', 'question_id as questionId'])
    .where('team_id', '=', teamId)
    .where('status', '=', 'closed')
    .execute();
  const boards = new Map<string, Row>();
  for (const place of [...channelIds, '*']) {
    const rounds = closed.filter(({ channelId }) => place === '*' || channelId === place);
    const members = new Set(rounds.flatMap(({ id }) => [...(told.answers.get(id)?.keys() ?? [])]));
    for (const member of members) {
      const weeks = new Map<string, Row>();
      for (const week of new Set(rounds.map(({ on }) => weekOf(on)))) {
        const days = [
          ...Map.groupBy(
            rounds.filter(({ on }) => weekOf(on) === week),
            ({ on }) => on,
          ).values(),
        ];
        const played = days.flatMap((sameDay) => {
          const own = sameDay.flatMap(({ id, questionId }) => {
            const answer = told.answers.get(id)?.get(member);
            const facts = {
              accepted: told.accepted.get(id) ?? [],
              hints: told.hints.get(id)?.get(member) ?? 0,
              confirmed: told.confirmed.get(id)?.get(member) === true,
              phrasings: told.phrasings.get(questionId) ?? [],
            };
            return answer ? [pointsOf(present(app.bank.byId.get(questionId)), answer, facts)] : [];
          });
          return own.sort((a, b) => b.points - a.points || b.credit - a.credit).slice(0, 1);
        });
        if (played.length === 0) continue;
        const points = best(
          played.map((round) => round.points),
          Math.max(1, days.length - 1),
        );
        weeks.set(week, {
          points,
          answers: played.length,
          credit: played.reduce((sum, { credit }) => sum + credit, 0),
        });
      }
      const add = (period: string, rows: Row[], weeksCounted: number) =>
        boards.set(`${place} ${period} ${member}`, {
          points: best(
            rows.map(({ points }) => points),
            weeksCounted,
          ),
          answers: rows.reduce((sum, { answers }) => sum + answers, 0),
          credit: rows.reduce((sum, { credit }) => sum + credit, 0),
        });
      for (const [week, row] of weeks) add(week, [row], 1);
      for (const [season, rows] of Map.groupBy(weeks, ([week]) => seasonOf(week)))
        add(
          season,
          rows.map(([, row]) => row),
          5,
        );
      if (weeks.size > 0) add('all', [...weeks.values()], weeks.size);
    }
  }
  return boards;
}

async function storedBoards({ app, teamId }: Team): Promise<Map<string, Row>> {
  const rows = await app.db.selectFrom('scores').selectAll().where('team_id', '=', teamId).execute();
  return new Map(
    rows.map(({ channel_id, period, member_id, points, answers, credit }) => [
      `${channel_id} ${period} ${member_id}`,
      { points, answers, credit },
    ]),
  );
}

/** Sums of fractions differ in the last digit by the order they were added in. */
const readable = (boards: Map<string, Row>) =>
  [...boards]
    .map(([board, { points, answers, credit }]) => `${board}: ${points} ${answers} ${credit.toFixed(9)}`)
    .sort();

/** These play weeks; a busy machine takes its time. */
const slowAtMostMs = 60_000;

const nothingTold = (): Told => ({
  answers: new Map(),
  hints: new Map(),
  accepted: new Map(),
  confirmed: new Map(),
  phrasings: new Map(),
});

describe.each(engines)('The boards on $name', (engine) => {
  const isFast = engine.name === 'sqlite';

  /**
   * Plays `first` and then some steps.
   * @returns what was told in all runs, and how many rows the boards had
   */
  async function playedByTheRules(pool: Question[], first: readonly Step[], most: { runs: number; steps: number }) {
    let rows = 0;
    const tolds: Told[] = [];
    const steps = fc.array(step, { minLength: 8, maxLength: most.steps, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, async (some) => {
        const team = await openTeam(engine, { startsAt: '2026-11-20T07:00:00Z', questions: pool, channels: 2 });
        try {
          const told = nothingTold();
          tolds.push(told);
          for (const one of [...first, ...some]) await run(team, told, one);
          const stored = await storedBoards(team);
          expect(readable(stored)).toEqual(readable(await expectedBoards(team, told)));
          rows += stored.size;
        } finally {
          await team.close();
        }
      }),
      // Every run plays weeks; to shrink one would take minutes.
      { numRuns: most.runs, endOnFailure: true },
    );
    return { rows, tolds };
  }

  it(
    'are what a recomputation from the acknowledged answers gives, whatever happened in whatever order',
    async () => {
      const first: Step[] = [{ do: 'days', count: 1, n: 0 }];
      const { rows } = await playedByTheRules(
        questions,
        first,
        isFast ? { runs: 6, steps: 40 } : { runs: 1, steps: 10 },
      );
      expect(rows).toBeGreaterThan(0);
    },
    slowAtMostMs,
  );

  it(
    'are so with claims that are accepted and answers that teammates confirm',
    async () => {
      const open = [1, 2, 3, 4].map((n) => ({ ...openQuestion, id: `drift-open-${n}`, hints: twoHints }));
      const first: Step[] = [
        { do: 'days', count: 1, n: 0 },
        ...[0, 1, 2].flatMap((who): Step[] => [
          { do: 'claim', who, where: 0, back: 0, n: who },
          { do: 'argue', who, where: 0, back: 0, n: 1 },
        ]),
      ];
      const { tolds } = await playedByTheRules(open, first, isFast ? { runs: 4, steps: 20 } : { runs: 1, steps: 8 });
      for (const { confirmed, phrasings } of tolds) {
        expect(confirmed.size).toBeGreaterThan(0);
        expect(phrasings.size).toBeGreaterThan(0);
      }
    },
    slowAtMostMs,
  );
});

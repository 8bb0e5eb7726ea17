/** Boards worked out afresh from answers by the pure functions alone, to be compared with the rows the program keeps. */

import { seasonPoints, weekPoints } from '../../src/quiz/leaderboard.ts';
import { seasonOf } from '../../src/quiz/season.ts';

/** A graded answer in a closed round. */
export type Played = { channelId: string; week: string; on: string; memberId: string; points: number; credit: number };
export type ClosedRound = { channelId: string; week: string; on: string };
export type BoardRow = {
  channelId: string;
  period: string;
  memberId: string;
  points: number;
  answers: number;
  credit: number;
};

const wholeTeam = '*';

/** Every board row there has to be: each channel and the whole team, by week, by season and over all. */
export function boardsOf(rounds: readonly ClosedRound[], played: readonly Played[]): BoardRow[] {
  const channels = [...new Set(rounds.map(({ channelId }) => channelId))];
  return [...channels, wholeTeam].flatMap((channelId) => {
    const here = <T extends { channelId: string }>(all: readonly T[]) =>
      all.filter((one) => channelId === wholeTeam || one.channelId === channelId);
    const weeks = weekRows(channelId, here(rounds), here(played));
    const seasons = group(weeks, ({ period, memberId }) => `${seasonOf(period)} ${memberId}`).map((own) => ({
      ...summed(own, seasonOf(own[0].period)),
      points: seasonPoints(own.map(({ points }) => points)),
    }));
    const overall = group(weeks, ({ memberId }) => memberId).map((own) => summed(own, 'all'));
    return [...weeks, ...seasons, ...overall];
  });
}

function weekRows(channelId: string, rounds: readonly ClosedRound[], played: readonly Played[]): BoardRow[] {
  return group(played, ({ week, memberId }) => `${week} ${memberId}`).map((own) => {
    const [{ week, memberId }] = own;
    const days = new Set(rounds.filter((round) => round.week === week).map(({ on }) => on)).size;
    const best = group(own, ({ on }) => on).map((day) => day.reduce(better));
    return {
      channelId,
      period: week,
      memberId,
      points: weekPoints(
        best.map(({ points }) => points),
        days,
      ),
      answers: best.length,
      credit: sum(best.map(({ credit }) => credit)),
    };
  });
}

function better(a: Played, b: Played): Played {
  return b.points > a.points || (b.points === a.points && b.credit > a.credit) ? b : a;
}

function summed(own: readonly [BoardRow, ...BoardRow[]], period: string): BoardRow {
  return {
    ...own[0],
    period,
    points: sum(own.map(({ points }) => points)),
    answers: sum(own.map(({ answers }) => answers)),
    credit: sum(own.map(({ credit }) => credit)),
  };
}

function group<T>(items: readonly T[], key: (item: T) => string): [T, ...T[]][] {
  return [...Map.groupBy(items, key).values()].flatMap(([first, ...rest]): [T, ...T[]][] =>
    first === undefined ? [] : [[first, ...rest]],
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @returns a sentence for each row that differs between what is kept and what was worked out */
export function boardFaults(kept: readonly BoardRow[], worked: readonly BoardRow[]): string[] {
  const byName = (rows: readonly BoardRow[]) =>
    new Map(rows.map((row) => [`${row.channelId} ${row.period} ${row.memberId}`, row]));
  const [has, should] = [byName(kept), byName(worked)];
  return [...new Set([...has.keys(), ...should.keys()])].flatMap((name) => {
    const [there, wanted] = [has.get(name), should.get(name)];
    if (there && wanted && sameScore(there, wanted)) return [];
    return [`board ${name}: kept ${scoreWords(there)}, worked out ${scoreWords(wanted)}`];
  });
}

function sameScore(a: BoardRow, b: BoardRow): boolean {
  // Credits are sums of fractions, added in another order here.
  return a.points === b.points && a.answers === b.answers && Math.abs(a.credit - b.credit) < 1e-9;
}

function scoreWords(row: BoardRow | undefined): string {
  return row ? `${row.points} points of ${row.answers} answers, credit ${row.credit}` : 'nothing';
}

/** Writes boards anew from graded answers. Close, void, accept, delete and link all come here; nothing counts up. */

import { seasonPoints, weekPoints } from '../quiz/leaderboard.ts';
import { seasonOf, weeksOfSeason } from '../quiz/season.ts';
import type { Handle } from '../store/open.ts';
import {
  allTime,
  gradedAnswers,
  lockBoards,
  playedDays,
  replaceBoard,
  type Score,
  weekScores,
  wholeTeam,
} from '../store/scores.ts';

/** Recomputes a channel's week and what is made of it: the season, all time, and the team's boards. */
export async function recompute(tx: Handle, of: { teamId: string; channelId: string; week: string }): Promise<void> {
  await lockBoards(tx, of.teamId);
  for (const channelId of [of.channelId, wholeTeam]) {
    const whose = { teamId: of.teamId, channelId };
    await recomputeWeek(tx, { ...whose, period: of.week });
    const season = seasonOf(of.week);
    await replaceBoard(tx, { ...whose, period: season }, bestWeeks(await weekScores(tx, whose, weeksOfSeason(season))));
    await replaceBoard(tx, { ...whose, period: allTime }, sums(await weekScores(tx, whose)));
  }
}

/** Of several rounds on one day, as a team with two channels has them, a member's best one counts. */
async function recomputeWeek(tx: Handle, board: { teamId: string; channelId: string; period: string }): Promise<void> {
  const best = new Map<string, Map<string, { points: number; credit: number }>>();
  for (const { memberId, playedOn, points, credit } of await gradedAnswers(tx, board)) {
    const days = best.get(memberId) ?? new Map();
    const round = { points: points ?? 0, credit: credit ?? 0 };
    const other = days.get(playedOn);
    if (!other || isBetter(round, other)) days.set(playedOn, round);
    best.set(memberId, days);
  }
  const rounds = await playedDays(tx, board);
  const scores = [...best].map(([memberId, days]): Score => {
    const played = [...days.values()];
    return {
      memberId,
      points: weekPoints(
        played.map(({ points }) => points),
        rounds,
      ),
      answers: played.length,
      credit: sum(played.map(({ credit }) => credit)),
    };
  });
  await replaceBoard(tx, board, scores);
}

type Result = { points: number; credit: number };

function isBetter(a: Result, b: Result): boolean {
  return a.points > b.points || (a.points === b.points && a.credit > b.credit);
}

function bestWeeks(weeks: readonly Score[]): Score[] {
  return byMember(weeks).map(([memberId, own]) => ({
    ...total(memberId, own),
    points: seasonPoints(own.map(({ points }) => points)),
  }));
}

function sums(weeks: readonly Score[]): Score[] {
  return byMember(weeks).map(([memberId, own]) => total(memberId, own));
}

function byMember(scores: readonly Score[]): [string, Score[]][] {
  return [...Map.groupBy(scores, ({ memberId }) => memberId)];
}

function total(memberId: string, scores: readonly Score[]): Score {
  return {
    memberId,
    points: sum(scores.map(({ points }) => points)),
    answers: sum(scores.map(({ answers }) => answers)),
    credit: sum(scores.map(({ credit }) => credit)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

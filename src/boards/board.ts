/** Reads a leaderboard as one member sees it. */

import { quoted } from '../chat/text.ts';
import { localDay } from '../quiz/calendar.ts';
import { accuracy, neighbourhood, rank, topTen } from '../quiz/leaderboard.ts';
import { seasonOf, weekOf, weeksBack } from '../quiz/season.ts';
import type { Channel } from '../store/channels.ts';
import type { Handle } from '../store/open.ts';
import type { Member, Workspace } from '../store/people.ts';
import { liveRound } from '../store/rounds.ts';
import type { ChannelSchedule } from '../store/schedules.ts';
import { allTime, type Board, boardRows, playedDays, wholeTeam } from '../store/scores.ts';
import type { BoardFacts, BoardRow, Period, Scope } from '../words/board.ts';
import { channelName, shownName } from '../words/common.ts';

type Reader = { member: Pick<Member, 'id' | 'board'>; workspace: Pick<Workspace, 'name'>; at: number };

/** The board of a channel or its team. A week without a reveal yet shows the one before, final. */
export async function boardOf(
  db: Handle,
  reader: Reader,
  spot: { channel: Channel; schedule: ChannelSchedule },
  wish: { period: Period; scope: Scope },
): Promise<BoardFacts> {
  const { channel, schedule } = spot;
  const { at } = reader;
  const whose = { teamId: channel.teamId, channelId: wish.scope === 'team' ? wholeTeam : channel.id };
  const thisWeek = weekOf(localDay(at, schedule.zone));
  const begun = wish.period !== 'week' || (await playedDays(db, { ...whose, period: thisWeek })) > 0;
  const period: Period = begun ? wish.period : 'last-week';
  const board: Board = { ...whose, period: storedPeriod(period, thisWeek) };
  const ranked = await rankedRows(db, board, period, reader.member);
  const top = topTen(ranked);
  const mine = ranked.some((row) => row.mine);
  return {
    period,
    scope: wish.scope,
    place: wish.scope === 'team' ? quoted(reader.workspace.name) : channelName(channel.name),
    firstReveal: begun ? undefined : { at: (await liveRound(db, channel.id))?.closesAt, zone: schedule.zone },
    rounds: period === 'week' || period === 'last-week' ? await playedDays(db, board) : 0,
    top,
    around: top.some((row) => row.mine) ? [] : neighbourhood(ranked, (row) => row.mine),
    absent: mine ? undefined : reader.member.board === 1 ? 'nothing-yet' : 'hidden',
    now: at,
  };
}

function storedPeriod(period: Period, thisWeek: string): string {
  switch (period) {
    case 'week':
      return thisWeek;
    case 'last-week':
      return weeksBack(thisWeek, 1);
    case 'season':
      return seasonOf(thisWeek);
    case 'accuracy':
      return allTime;
  }
}

async function rankedRows(db: Handle, board: Board, period: Period, member: Pick<Member, 'id'>): Promise<BoardRow[]> {
  const all = await boardRows(db, board);
  const answers = all.reduce((sum, row) => sum + row.answers, 0);
  const teamMean = answers === 0 ? 0 : all.reduce((sum, row) => sum + row.credit, 0) / answers;
  const rows = all
    .filter((row) => row.board === 1)
    .flatMap((row) => {
      const value = period === 'accuracy' ? accuracy({ ...row, teamMean }) : row.points;
      return value === undefined ? [] : [{ name: shownName(row), value, mine: row.memberId === member.id }];
    });
  return rank(rows);
}

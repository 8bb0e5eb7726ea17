/** Leaderboard rows: derived from submissions, rewritten whole for a period, never counted up. */
import { type SqlBool, sql } from 'kysely';
import type { Handle } from './open.ts';

/** Stands in `scores.channel_id` for the whole team. */
export const wholeTeam = '*';
/** The period that holds everything since a member joined. */
export const allTime = 'all';

/** Whose board, and of when: a week ('2026-W48'), a season ('S26') or all time. */
export type Board = { teamId: string /** A channel's id or {@link wholeTeam}. */; channelId: string; period: string };
export type Score = { memberId: string; points: number; answers: number; credit: number };

/**
 * Makes those who write a team's boards take turns until their transactions end: two channels that close at once both
 * write the whole team's. On SQLite a transaction is alone anyway.
 */
export async function lockBoards(tx: Handle, teamId: string): Promise<void> {
  await tx
    .updateTable('teams')
    .set((update) => ({ name: update.ref('name') }))
    .where('id', '=', teamId)
    .execute();
}

/** Puts `scores` in place of the board's rows. */
export async function replaceBoard(tx: Handle, board: Board, scores: readonly Score[]): Promise<void> {
  await onBoard(tx.deleteFrom('scores'), board).execute();
  const chunk = 50;
  for (let start = 0; start < scores.length; start += chunk) {
    await tx
      .insertInto('scores')
      .values(
        scores.slice(start, start + chunk).map(({ memberId, points, answers, credit }) => ({
          team_id: board.teamId,
          channel_id: board.channelId,
          period: board.period,
          member_id: memberId,
          points,
          answers,
          credit,
        })),
      )
      .execute();
  }
}

function onBoard<Q extends { where(column: 'team_id' | 'channel_id' | 'period', operator: '=', value: string): Q }>(
  query: Q,
  { teamId, channelId, period }: Board,
): Q {
  return query.where('team_id', '=', teamId).where('channel_id', '=', channelId).where('period', '=', period);
}

/** All rows of a board, of hidden members too, with the names they go by. */
export async function boardRows(db: Handle, { teamId, channelId, period }: Board) {
  return db
    .selectFrom('scores')
    .innerJoin('members', 'members.id', 'scores.member_id')
    .select([
      'scores.member_id as memberId',
      'scores.points',
      'scores.answers',
      'scores.credit',
      'members.name',
      'members.alias',
      'members.board',
    ])
    .where('scores.team_id', '=', teamId)
    .where('scores.channel_id', '=', channelId)
    .where('scores.period', '=', period)
    .orderBy('scores.points', 'desc')
    .execute();
}

export function scoreOf(db: Handle, { teamId, channelId, period }: Board, memberId: string) {
  return db
    .selectFrom('scores')
    .select(['points', 'answers', 'credit'])
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .where('period', '=', period)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
}

/** Every graded answer of a week's closed rounds, in one channel or in the whole team. */
export function gradedAnswers(db: Handle, { teamId, channelId, period: week }: Board) {
  return db
    .selectFrom('rounds')
    .innerJoin('submissions', 'submissions.round_id', 'rounds.id')
    .select([
      'submissions.member_id as memberId',
      'rounds.played_on as playedOn',
      'submissions.points',
      'submissions.credit',
    ])
    .where('rounds.week', '=', week)
    .where('rounds.status', '=', 'closed')
    .$if(channelId === wholeTeam, (query) => query.where('rounds.team_id', '=', teamId))
    .$if(channelId !== wholeTeam, (query) => query.where('rounds.channel_id', '=', channelId))
    .execute();
}

/** On how many days a week's closed rounds were played, in one channel or in the whole team. */
export async function playedDays(db: Handle, { teamId, channelId, period: week }: Board): Promise<number> {
  const { n } = await db
    .selectFrom('rounds')
    .select((select) => select.fn.count<number>('played_on').distinct().as('n'))
    .where('week', '=', week)
    .where('status', '=', 'closed')
    .$if(channelId === wholeTeam, (query) => query.where('team_id', '=', teamId))
    .$if(channelId !== wholeTeam, (query) => query.where('channel_id', '=', channelId))
    .executeTakeFirstOrThrow();
  return Number(n);
}

// Weeks are the periods that begin with a digit.
const isWeek = sql<SqlBool>`period >= '0' and period < 'A'`;

/** The week rows of a board, of the given weeks or of all of them. */
export function weekScores(db: Handle, { teamId, channelId }: Omit<Board, 'period'>, weeks?: readonly string[]) {
  return db
    .selectFrom('scores')
    .select(['member_id as memberId', 'points', 'answers', 'credit'])
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .$if(weeks === undefined, (query) => query.where(isWeek))
    .$if(weeks !== undefined, (query) => query.where('period', 'in', weeks ?? []))
    .execute();
}

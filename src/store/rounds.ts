/** Rounds and the questions they ask. */
import { type SqlBool, sql } from 'kysely';
import type { Answer } from '../quiz/answer.ts';
import type { Question } from '../quiz/question.ts';
import { storedAnswers } from './json.ts';
import type { Handle } from './open.ts';
import { prepared } from './prepared.ts';
import type { RoundStatus } from './schema.ts';

/** Stands in `void_reason` of a round that no channel ever saw. */
export const neverPosted = 'never-posted';

const columns = [
  'id',
  'team_id as teamId',
  'channel_id as channelId',
  'number',
  'played_on as playedOn',
  'week',
  'zone',
  'question_id as questionId',
  'question_version as questionVersion',
  'status',
  'instant',
  'comeback',
  'opens_at as opensAt',
  'closes_at as closesAt',
  'closed_at as closedAt',
  'post_ref as postRef',
  'accepted',
  'void_reason as voidReason',
  'answers',
  'solved',
  'credit',
] as const;

export type Round = {
  id: string;
  teamId: string;
  channelId: string;
  number: number;
  /** The local day it belongs to. */
  playedOn: string;
  /** That day's ISO week. */
  week: string;
  zone: string;
  questionId: string;
  questionVersion: number;
  status: RoundStatus;
  /** 1 when answers are explained at once instead of at the close. */
  instant: number;
  /** 1 when the question had been asked before. */
  comeback: number;
  opensAt: number;
  closesAt: number;
  closedAt: number | null;
  postRef: string | null;
  /** JSON, see {@link acceptedAnswers}. */
  accepted: string;
  voidReason: string | null;
  /** Counted at the close. */
  answers: number;
  /** Answers with full credit, counted at the close. */
  solved: number;
  /** Credits added up at the close. */
  credit: number;
};

// Literals on purpose: bound values would hide the partial index from SQLite's planner.
export const isLive = sql<SqlBool>`status in ('planned', 'open')`;

/** Whole rounds, to be narrowed down. */
export function rounds(db: Handle) {
  return db.selectFrom('rounds').select(columns);
}

const roundRows = prepared((db, { id }: { id: string }) => rounds(db).where('id', '=', id));

export async function roundById(db: Handle, id: string): Promise<Round | undefined> {
  return (await roundRows(db, { id }))[0];
}

/** A round that nobody else may change before this transaction ends; on SQLite a transaction is alone anyway. */
export function lockRound(tx: Handle, id: string, lock: boolean): Promise<Round | undefined> {
  return rounds(tx)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
}

/** The round of a channel that takes answers now, or is about to be posted. */
export function liveRound(db: Handle, channelId: string): Promise<Round | undefined> {
  return rounds(db)
    .where('channel_id', '=', channelId)
    .where(isLive)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function latestRound(db: Handle, channelId: string, statuses: readonly RoundStatus[], beforeNumber?: number) {
  return rounds(db)
    .where('channel_id', '=', channelId)
    .where('status', 'in', statuses)
    .$if(beforeNumber !== undefined, (query) => query.where('number', '<', beforeNumber ?? 0))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function roundByNumber(db: Handle, channelId: string, number: number): Promise<Round | undefined> {
  return rounds(db).where('channel_id', '=', channelId).where('number', '=', number).executeTakeFirst();
}

/** The round of a day: the one that stands, else the last one withdrawn. */
export function roundOn(db: Handle, channelId: string, playedOn: string): Promise<Round | undefined> {
  return rounds(db)
    .where('channel_id', '=', channelId)
    .where('played_on', '=', playedOn)
    .orderBy((order) => order.case().when('status', '=', 'void').then(1).else(0).end())
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Rounds whose close has come, earliest first. */
export function roundsToClose(db: Handle, at: number, limit: number): Promise<Round[]> {
  return rounds(db)
    .where(isLive)
    .where('closes_at', '<=', at)
    .orderBy('closes_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export type NewRound = Pick<
  Round,
  'id' | 'teamId' | 'channelId' | 'playedOn' | 'week' | 'zone' | 'instant' | 'comeback' | 'opensAt' | 'closesAt'
>;

/**
 * Adds a planned round under the channel's next number; its question must have been kept (questions.ts).
 * @returns its number, or undefined when the channel has a round on that day already.
 */
export async function addRound(
  tx: Handle,
  round: NewRound,
  question: Pick<Question, 'id' | 'version'>,
): Promise<number | undefined> {
  // Counting first takes the channel's row lock on PostgreSQL: two planners of one channel take turns.
  const { last_number: number } = await tx
    .updateTable('channels')
    .set((update) => ({ last_number: update('last_number', '+', 1) }))
    .where('id', '=', round.channelId)
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const added = await tx
    .insertInto('rounds')
    .values({
      id: round.id,
      team_id: round.teamId,
      channel_id: round.channelId,
      number,
      played_on: round.playedOn,
      week: round.week,
      zone: round.zone,
      question_id: question.id,
      question_version: question.version,
      status: 'planned',
      instant: round.instant === 1 ? 1 : 0,
      comeback: round.comeback === 1 ? 1 : 0,
      opens_at: round.opensAt,
      closes_at: round.closesAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 1n) return number;
  await tx
    .updateTable('channels')
    .set((update) => ({ last_number: update('last_number', '-', 1) }))
    .where('id', '=', round.channelId)
    .execute();
  return undefined;
}

/** Marks a planned round as open; `postRef` is null when nobody knows whether or where its post stands. */
export async function openRound(db: Handle, id: string, postRef: string | null): Promise<void> {
  await db
    .updateTable('rounds')
    .set((update) => ({
      // A close may have come first; then only the reference is news.
      status: update
        .case()
        .when('status', '=', 'planned')
        .then('open' as const)
        .else(update.ref('status'))
        .end(),
      ...(postRef !== null && { post_ref: postRef }),
    }))
    .where('id', '=', id)
    .execute();
}

export async function closeRound(tx: Handle, id: string, closedAt: number): Promise<void> {
  await tx.updateTable('rounds').set({ status: 'closed', closed_at: closedAt }).where('id', '=', id).execute();
}

/** Marks the rounds that were open at some time between two instants: nobody could answer then. */
export async function markOutage(db: Handle, from: number, until: number): Promise<void> {
  await db
    .updateTable('rounds')
    .set({ outage: 1 })
    .where(isLive)
    .where('opens_at', '<', until)
    .where('closes_at', '>', from)
    .execute();
}

/** Counts a closed round's graded answers anew. */
export async function recountRound(tx: Handle, id: string): Promise<void> {
  const { answers, solved, credit } = await tx
    .selectFrom('submissions')
    .select((select) => [
      select.fn.countAll<number>().as('answers'),
      select.fn.count<number>('credit').filterWhere('credit', '=', 1).as('solved'),
      select.fn.sum<number | null>('credit').as('credit'),
    ])
    .where('round_id', '=', id)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('rounds')
    .set({ answers: Number(answers), solved: Number(solved), credit: Number(credit ?? 0) })
    .where('id', '=', id)
    .execute();
}

export async function voidRound(tx: Handle, id: string, reason: string, at: number): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ status: 'void', void_reason: reason, closed_at: at })
    .where('id', '=', id)
    .execute();
}

export async function acceptAnswers(tx: Handle, id: string, accepted: readonly Answer[]): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ accepted: JSON.stringify(accepted) })
    .where('id', '=', id)
    .execute();
}

/** Answers that count as right besides the round's key. */
export function acceptedAnswers(round: Pick<Round, 'accepted'>): Answer[] {
  return storedAnswers.parse(JSON.parse(round.accepted));
}

/** The earliest instant at which a round is to close; undefined when none is live. */
export async function nextCloseAt(db: Handle): Promise<number | undefined> {
  const row = await db
    .selectFrom('rounds')
    .select((select) => select.fn.min('closes_at').as('at'))
    .where(isLive)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Rounds that take answers now or are about to be posted. */
export async function countLiveRounds(db: Handle): Promise<number> {
  const { n } = await db
    .selectFrom('rounds')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where(isLive)
    .executeTakeFirstOrThrow();
  return Number(n);
}

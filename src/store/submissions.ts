/** What members do in a round: their answers, the hints they took, and whether they want to be told. */
import { type SqlBool, sql } from 'kysely';
import type { Answer } from '../quiz/answer.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { readStoredAnswer, readStoredVerdict } from './json.ts';
import type { Handle } from './open.ts';
import { prepared } from './prepared.ts';
import type { Round } from './rounds.ts';

export type Submission = {
  roundId: string;
  memberId: string;
  answer: Answer;
  answeredAt: number;
  changedAt: number;
  /** Null until the round is closed; in an instant round, until the answer is locked in. */
  credit: number | null;
  points: number | null;
};

const columns = [
  'round_id as roundId',
  'member_id as memberId',
  'answer',
  'answered_at as answeredAt',
  'changed_at as changedAt',
  'credit',
  'points',
] as const;

type Who = { roundId: string; memberId: string };

const submissionRows = prepared((db, { roundId, memberId }: Who) =>
  db.selectFrom('submissions').select(columns).where('round_id', '=', roundId).where('member_id', '=', memberId),
);

export async function submissionOf(db: Handle, roundId: string, memberId: string): Promise<Submission | undefined> {
  const [row] = await submissionRows(db, { roundId, memberId });
  return row && { ...row, answer: readStoredAnswer(row.answer) };
}

/** All answers to a round with the hints their authors took, and whose word confirms them by now: what grading needs. */
export async function submissionsOf(db: Handle, roundId: string) {
  const rows = await db
    .selectFrom('submissions')
    .leftJoin('hints', (join) =>
      join.onRef('hints.round_id', '=', 'submissions.round_id').onRef('hints.member_id', '=', 'submissions.member_id'),
    )
    .select(['submissions.member_id as memberId', 'submissions.answer', 'submissions.verdict', 'hints.taken as hints'])
    .where('submissions.round_id', '=', roundId)
    .execute();
  return rows.map(({ memberId, answer, verdict, hints }) => ({
    memberId,
    hints: hints ?? 0,
    answer: readStoredAnswer(answer),
    confirmedBy: verdict === null ? undefined : readStoredVerdict(verdict).confirmedBy,
  }));
}

/** A member's answer with its verdict; undefined while there is none. */
export async function gradedSubmissionOf(db: Handle, roundId: string, memberId: string) {
  const row = await db
    .selectFrom('submissions')
    .select(['answer', 'verdict', 'points'])
    .where('round_id', '=', roundId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (!row || row.verdict === null) return undefined;
  return {
    answer: readStoredAnswer(row.answer),
    verdict: readStoredVerdict(row.verdict),
    points: row.points ?? 0,
    hints: await hintsTaken(db, roundId, memberId),
  };
}

/** Every answer of a closed round with its verdict and the name its author goes by. */
export async function revealedAnswers(db: Handle, roundId: string) {
  const rows = await db
    .selectFrom('submissions')
    .innerJoin('members', 'members.id', 'submissions.member_id')
    .select(['submissions.answer', 'submissions.verdict', 'members.name', 'members.alias', 'members.board'])
    .where('submissions.round_id', '=', roundId)
    .where('submissions.verdict', 'is not', null)
    .orderBy('members.name')
    .execute();
  return rows.map(({ answer, verdict, ...member }) => ({
    ...member,
    answer: readStoredAnswer(answer),
    verdict: readStoredVerdict(verdict ?? ''),
  }));
}

function roundState(tx: Handle, roundId: string) {
  return tx.selectFrom('rounds').select(['status', 'closes_at as closesAt', 'instant']).where('id', '=', roundId);
}

const unlockedRounds = prepared((tx, { roundId }: { roundId: string }) => roundState(tx, roundId));
const lockedRounds = prepared((tx, { roundId }: { roundId: string }) => roundState(tx, roundId).forShare());

/** The round's state as far as an answer needs it; on PostgreSQL a close of the round waits until the answer is in. */
export async function roundForAnswer(tx: Handle, roundId: string, lock: boolean) {
  return (await (lock ? lockedRounds : unlockedRounds)(tx, { roundId }))[0];
}

function answering(tx: Handle, { roundId, memberId }: Who) {
  return roundState(tx, roundId).select((select) =>
    select
      .selectFrom('submissions')
      .select('answer')
      .whereRef('submissions.round_id', '=', 'rounds.id')
      .where('member_id', '=', memberId)
      .as('previous'),
  );
}

const unlockedAnswering = prepared((tx, who: Who) => answering(tx, who));
const lockedAnswering = prepared((tx, who: Who) => answering(tx, who).forShare());

/** As {@link roundForAnswer}, with the answer that this member has given already. */
export async function roundBeforeAnswer(tx: Handle, who: Who, lock: boolean) {
  const [row] = await (lock ? lockedAnswering : unlockedAnswering)(tx, who);
  return row && { ...row, previous: row.previous === null ? undefined : readStoredAnswer(row.previous) };
}

const saving = prepared((tx, { roundId, memberId, answer, at }: Who & { answer: string; at: number }) =>
  tx
    .insertInto('submissions')
    .values({ round_id: roundId, member_id: memberId, answer, answered_at: at, changed_at: at })
    .onConflict((conflict) => conflict.columns(['round_id', 'member_id']).doUpdateSet({ answer, changed_at: at })),
);

/** Writes a member's answer, in place of an earlier one. */
export async function saveSubmission(tx: Handle, submission: Who & { answer: Answer; at: number }): Promise<void> {
  await saving(tx, { ...submission, answer: JSON.stringify(submission.answer) });
}

export async function saveVerdict(
  tx: Handle,
  round: Pick<Round, 'id'>,
  memberId: string,
  graded: { verdict: Verdict; points: number; rule: number },
): Promise<void> {
  await tx
    .updateTable('submissions')
    .set({
      credit: graded.verdict.credit,
      points: graded.points,
      rule: graded.rule,
      verdict: JSON.stringify(graded.verdict),
    })
    .where('round_id', '=', round.id)
    .where('member_id', '=', memberId)
    .execute();
}

const counted = prepared((db, { roundId }: { roundId: string }) =>
  db
    .selectFrom('submissions')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('round_id', '=', roundId),
);

export async function countSubmissions(db: Handle, roundId: string): Promise<number> {
  const [row] = await counted(db, { roundId });
  return Number(row?.n ?? 0);
}

const hintRows = prepared((db, { roundId, memberId }: Who) =>
  db.selectFrom('hints').select('taken').where('round_id', '=', roundId).where('member_id', '=', memberId),
);

export async function hintsTaken(db: Handle, roundId: string, memberId: string): Promise<number> {
  const [row] = await hintRows(db, { roundId, memberId });
  return row?.taken ?? 0;
}

/** Notes that a member has taken `taken` hints; a lower number than before changes nothing. */
export async function noteHints(tx: Handle, roundId: string, memberId: string, taken: number): Promise<void> {
  await tx
    .insertInto('hints')
    .values({ round_id: roundId, member_id: memberId, taken })
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'member_id']).doUpdateSet({ taken }).where('hints.taken', '<', taken),
    )
    .execute();
}

/** Notes that a member wants this round's result in a private message. */
export async function noteTell(db: Handle, roundId: string, memberId: string): Promise<void> {
  await db
    .insertInto('tells')
    .values({ round_id: roundId, member_id: memberId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Members who answered and want this round's result in a private message, for this once or for every round. */
export async function membersToTell(db: Handle, roundId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('submissions')
    .innerJoin('members', 'members.id', 'submissions.member_id')
    .leftJoin('tells', (join) =>
      join.onRef('tells.round_id', '=', 'submissions.round_id').onRef('tells.member_id', '=', 'submissions.member_id'),
    )
    .select('submissions.member_id as memberId')
    .where('submissions.round_id', '=', roundId)
    .where((where) => where.or([where('members.tell', '=', 1), where('tells.member_id', 'is not', null)]))
    .orderBy('submissions.member_id')
    .execute();
  return rows.map((row) => row.memberId);
}

const dayRows = prepared(
  (db, { channelId, memberId, joinedOn }: { channelId: string; memberId: string; joinedOn: string }) =>
    db
      .selectFrom('rounds')
      .leftJoin('submissions', (join) =>
        join.onRef('submissions.round_id', '=', 'rounds.id').on('submissions.member_id', '=', memberId),
      )
      .select(['rounds.played_on as on', 'rounds.status', 'rounds.outage', 'submissions.answered_at as answeredAt'])
      .where('rounds.channel_id', '=', channelId)
      // A literal on purpose: a bound value would hide the partial index from SQLite's planner.
      .where(sql<SqlBool>`rounds.status <> 'void'`)
      .where('rounds.played_on', '>=', joinedOn)
      .orderBy('rounds.played_on'),
);

/** A channel's rounds up to now with whether this member answered: what a streak is made of. Oldest first. */
export async function daysOf(db: Handle, channelId: string, memberId: string, joinedOn: string) {
  const rows = await dayRows(db, { channelId, memberId, joinedOn });
  return rows.map(({ on, status, outage, answeredAt }) => ({
    on,
    closed: status === 'closed',
    outage: outage === 1,
    answered: answeredAt !== null,
  }));
}

/** The closed rounds a member answered in: what has to be written anew once the member is gone. */
export function closedRoundsOf(db: Handle, memberId: string) {
  return db
    .selectFrom('submissions')
    .innerJoin('rounds', 'rounds.id', 'submissions.round_id')
    .select(['rounds.id', 'rounds.team_id as teamId', 'rounds.channel_id as channelId', 'rounds.week'])
    .where('submissions.member_id', '=', memberId)
    .where('rounds.status', '=', 'closed')
    .execute();
}

/** The points of a round's graded answers, by member. */
export async function pointsByMember(db: Handle, roundId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('submissions')
    .select(['member_id as memberId', 'points'])
    .where('round_id', '=', roundId)
    .execute();
  return new Map(rows.map(({ memberId, points }) => [memberId, points ?? 0]));
}

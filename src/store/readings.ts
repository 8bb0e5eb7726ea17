/** What a second reader was asked to read, and what it found: its queue, its memory and its record of troubles. */
import { type SqlBool, sql } from 'kysely';
import type { PointFinding, SecondReading } from '../quiz/verdict.ts';
import { readStoredFindings } from './json.ts';
import type { Handle } from './open.ts';
import { isLive } from './rounds.ts';
import type { ReadingState } from './schema.ts';

// Literals on purpose: bound values would hide the partial indexes from SQLite's planner.
const isWaiting = sql<SqlBool>`state = 'waiting'`;
const wasTried = sql<SqlBool>`tried_at is not null`;

export type NewReading = {
  id: string;
  memberId: string;
  /** Of the two one: where the answer stands. */
  roundId?: string;
  practiceId?: string;
  hash: string;
  model: string;
  at: number;
};

/** Notes that an answer is to be read, or, with what is known already, was. One with the same id stays as it is. */
export async function addReading(
  tx: Handle,
  reading: NewReading,
  known: readonly PointFinding[] | undefined,
): Promise<void> {
  await tx
    .insertInto('readings')
    .values({
      id: reading.id,
      member_id: reading.memberId,
      round_id: reading.roundId ?? null,
      practice_id: reading.practiceId ?? null,
      hash: reading.hash,
      model: reading.model,
      state: known ? 'read' : 'waiting',
      findings: known ? JSON.stringify(known) : null,
      asked_at: reading.at,
      ready_at: reading.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** What a model found in the same answer to the same question before, whoever gave it. */
export async function knownFindings(db: Handle, hash: string, model: string): Promise<PointFinding[] | undefined> {
  const row = await db
    .selectFrom('readings')
    .select('findings')
    .where('hash', '=', hash)
    .where('model', '=', model)
    .where('state', '=', 'read')
    .limit(1)
    .executeTakeFirst();
  return row?.findings == null ? undefined : readStoredFindings(row.findings);
}

/** How many of a member's answers went to be read since an instant. */
export async function countReadings(db: Handle, memberId: string, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('readings')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('member_id', '=', memberId)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(n);
}

export type HeldReading = {
  id: string;
  memberId: string;
  roundId: string | null;
  practiceId: string | null;
  hash: string;
  model: string;
  /** This try included. */
  attempts: number;
  lease: string;
};

/**
 * Takes a reading that waits and is in nobody's hands, under a lease: the one of this id, or whichever is due longest.
 * @param claim `model` is who reads now: the operator may have named another one since
 */
export async function claimReading(
  tx: Handle,
  claim: { at: number; lease: string; leaseUntil: number; model: string; skipLocked: boolean; id?: string },
): Promise<HeldReading | undefined> {
  const { at, lease, model, id } = claim;
  const candidate = await tx
    .selectFrom('readings')
    .select('id')
    .where(isWaiting)
    .$if(id === undefined, (query) => query.where('ready_at', '<=', at))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', at)]))
    .orderBy('ready_at')
    .limit(1)
    .$if(claim.skipLocked, (query) => query.forUpdate().skipLocked())
    .executeTakeFirst();
  if (!candidate) return undefined;
  const held = await tx
    .updateTable('readings')
    .set((update) => ({ lease, lease_until: claim.leaseUntil, model, attempts: update('attempts', '+', 1) }))
    .where('id', '=', candidate.id)
    .returning([
      'id',
      'member_id as memberId',
      'round_id as roundId',
      'practice_id as practiceId',
      'hash',
      'model',
      'attempts',
    ])
    .executeTakeFirstOrThrow();
  return { ...held, lease };
}

type Held = Pick<HeldReading, 'id' | 'lease'>;

/**
 * Ends a reading that this lease still holds.
 * @param end `tried` says whether its server was asked, and not only the memory
 * @returns false when the lease had run out and somebody else took over
 */
export async function settleReading(
  tx: Handle,
  held: Held,
  end:
    | { state: 'read'; findings: readonly PointFinding[]; at: number; tried: boolean }
    | { state: 'failed'; trouble: string; at: number; tried: boolean },
): Promise<boolean> {
  const settled = await tx
    .updateTable('readings')
    .set({
      state: end.state,
      findings: end.state === 'read' ? JSON.stringify(end.findings) : null,
      trouble: end.state === 'read' ? null : end.trouble,
      lease: null,
      lease_until: null,
      ...(end.tried && { tried_at: end.at }),
    })
    .where('id', '=', held.id)
    .where('lease', '=', held.lease)
    .executeTakeFirst();
  return settled.numUpdatedRows > 0n;
}

/** Gives a reading back for a later try. */
export async function postponeReading(
  db: Handle,
  held: Held,
  later: { readyAt: number; trouble: string; at: number },
): Promise<void> {
  await db
    .updateTable('readings')
    .set({ ready_at: later.readyAt, trouble: later.trouble, tried_at: later.at, lease: null, lease_until: null })
    .where('id', '=', held.id)
    .where('lease', '=', held.lease)
    .execute();
}

/** Gives a reading back as if it had not been taken. */
export async function returnReading(db: Handle, held: Held): Promise<void> {
  await db
    .updateTable('readings')
    .set((update) => ({ attempts: update('attempts', '-', 1), lease: null, lease_until: null }))
    .where('id', '=', held.id)
    .where('lease', '=', held.lease)
    .execute();
}

/** The last answers that its server was asked to read, newest first: when, and what went wrong, if anything. */
export async function lastTries(db: Handle, count: number): Promise<{ at: number; trouble: string | null }[]> {
  const rows = await db
    .selectFrom('readings')
    .select(['tried_at', 'trouble'])
    .where(wasTried)
    .orderBy('tried_at', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ tried_at, trouble }) => ({ at: tried_at ?? 0, trouble }));
}

/** How a reading stands; undefined where none was asked for. */
export async function readingById(
  db: Handle,
  id: string,
): Promise<{ state: ReadingState; reading: SecondReading | undefined } | undefined> {
  const row = await db
    .selectFrom('readings')
    .select(['state', 'model', 'findings'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { state: row.state, reading: readingOf(row) };
}

/** What was found in the answers of a round, by member. */
export async function readingsOf(db: Handle, roundId: string): Promise<Map<string, SecondReading>> {
  const rows = await db
    .selectFrom('readings')
    .select(['member_id as memberId', 'model', 'findings'])
    .where('round_id', '=', roundId)
    .where('state', '=', 'read')
    .execute();
  return new Map(
    rows.flatMap(({ memberId, ...row }) => {
      const reading = readingOf(row);
      return reading ? [[memberId, reading] as const] : [];
    }),
  );
}

function readingOf({ model, findings }: { model: string; findings: string | null }): SecondReading | undefined {
  return findings === null ? undefined : { model, findings: readStoredFindings(findings) };
}

/** Gives up what has waited since before an instant. */
export async function giveUpReadings(db: Handle, before: number): Promise<void> {
  await db
    .updateTable('readings')
    .set({ state: 'failed', trouble: 'waited too long', lease: null, lease_until: null })
    .where(isWaiting)
    .where('asked_at', '<', before)
    .execute();
}

/** All readings of some members. Of a round that is open nothing tells what holds. */
export function readingsOfMembers(db: Handle, memberIds: readonly string[]) {
  return db
    .selectFrom('readings')
    .leftJoin('rounds', 'rounds.id', 'readings.round_id')
    .select(['readings.member_id as owner', 'readings.round_id as round', 'readings.practice_id as practice'])
    .select(['readings.model', 'readings.state', 'readings.asked_at as askedAt'])
    .select((select) =>
      select.case().when(isLive).then(null).else(select.ref('readings.findings')).end().as('findings'),
    )
    .where('readings.member_id', 'in', memberIds)
    .orderBy('readings.asked_at')
    .execute();
}

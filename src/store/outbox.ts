/** What is to be sent, and to whom it has been handed: the memory behind "posted once". */
import { type SqlBool, sql } from 'kysely';
import type { Handle } from './open.ts';
import { isLive } from './rounds.ts';
import type { OutboxKind, OutboxState } from './schema.ts';

// A literal on purpose: a bound value would hide the partial index from SQLite's planner.
const isReady = sql<SqlBool>`state = 'ready'`;

const columns = [
  'id',
  'once_key as key',
  'kind',
  'round_id as roundId',
  'channel_id as channelId',
  'member_id as memberId',
  'payload',
  'attempts',
] as const;

export type Errand = {
  id: string;
  /** The idempotency key that goes to the platform. */
  key: string;
  kind: OutboxKind;
  roundId: string | null;
  channelId: string | null;
  memberId: string | null;
  payload: string | null;
  /** This try included; from the second on, an earlier one may have got through. */
  attempts: number;
};

/** Order of work: posts, closing edits, reveals, what members share or take back, then private results and notices. */
const urgencies: Record<OutboxKind, number> = {
  post: 0,
  'closing-edit': 1,
  reveal: 2,
  'share-edit': 2,
  share: 3,
  result: 3,
  notice: 4,
};

/** Edits of one message wait for each other, because the platform may carry out the earlier one last. */
const edits: readonly OutboxKind[] = ['closing-edit', 'share-edit'];

export type NewErrand = Pick<Errand, 'id' | 'key' | 'kind'> &
  Partial<Pick<Errand, 'roundId' | 'channelId' | 'memberId' | 'payload'>>;

/** Puts an errand in the outbox; one with the same key is there at most once. */
export async function enqueue(tx: Handle, errand: NewErrand, at: number): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      id: errand.id,
      once_key: errand.key,
      kind: errand.kind,
      urgency: urgencies[errand.kind],
      round_id: errand.roundId ?? null,
      channel_id: errand.channelId ?? null,
      member_id: errand.memberId ?? null,
      payload: errand.payload ?? null,
      state: 'ready',
      ready_at: at,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .execute();
}

/** Takes the most urgent errand that is ready and in nobody's hands, under a lease. */
export async function claimErrand(
  tx: Handle,
  claim: { at: number; lease: string; leaseUntil: number; skipLocked: boolean },
): Promise<Errand | undefined> {
  const candidate = await tx
    .selectFrom('outbox')
    .select('id')
    .where(isReady)
    .where('ready_at', '<=', claim.at)
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', claim.at)]))
    // No order among equals: the index has none, and every claim would sort all that became ready in the same minute.
    .orderBy('urgency')
    .orderBy('ready_at')
    .limit(1)
    .$if(claim.skipLocked, (query) => query.forUpdate().skipLocked())
    .executeTakeFirst();
  if (!candidate) return undefined;
  return tx
    .updateTable('outbox')
    .set((update) => ({ lease: claim.lease, lease_until: claim.leaseUntil, attempts: update('attempts', '+', 1) }))
    .where('id', '=', candidate.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/**
 * Ends an errand that this lease still holds.
 * @returns false when the lease had run out and somebody else took over.
 */
export async function settleErrand(
  tx: Handle,
  held: { id: string; lease: string },
  end: { state: Exclude<OutboxState, 'ready'>; at: number; trouble?: string },
): Promise<boolean> {
  const settled = await tx
    .updateTable('outbox')
    .set({ state: end.state, settled_at: end.at, trouble: end.trouble ?? null, lease: null, lease_until: null })
    .where('id', '=', held.id)
    .where('lease', '=', held.lease)
    .executeTakeFirst();
  return settled.numUpdatedRows > 0n;
}

/** Gives an errand back for a later try; `undone` when the platform certainly did nothing, so no look-up is owed. */
export async function postponeErrand(
  db: Handle,
  held: { id: string; lease: string },
  later: { readyAt: number; trouble: string | null; undone: boolean },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set((update) => ({
      ready_at: later.readyAt,
      trouble: later.trouble,
      lease: null,
      lease_until: null,
      ...(later.undone && { attempts: update('attempts', '-', 1) }),
    }))
    .where('id', '=', held.id)
    .where('lease', '=', held.lease)
    .execute();
}

/**
 * Takes back what has not been sent yet of a round, for example because it was withdrawn. A post that may have got
 * through stays: whether it stands has to be looked up, for its edit hangs on that.
 */
export async function dropErrands(
  tx: Handle,
  roundId: string,
  kinds: readonly OutboxKind[],
  at: number,
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: at })
    .where('round_id', '=', roundId)
    .where('state', '=', 'ready')
    .where('kind', 'in', kinds)
    .where((where) => where.or([where('kind', '<>', 'post'), where('attempts', '=', 0)]))
    .execute();
}

/**
 * Whether an errand in somebody's hands has to wait for another one of its round: everything for a post that is not
 * settled, and an edit for an earlier edit of the same message that is under way, even a dropped one.
 */
export async function mustWait(
  db: Handle,
  errand: Pick<Errand, 'id' | 'kind' | 'roundId' | 'payload'> & { leaseUntil: number },
  at: number,
): Promise<boolean> {
  const { id, kind, roundId, payload, leaseUntil } = errand;
  if (kind === 'post' || roundId === null) return false;
  const ahead = await db
    .selectFrom('outbox')
    .select('id')
    .where('round_id', '=', roundId)
    .where('id', '<>', id)
    .where((where) =>
      where.or([
        where.and([where('kind', '=', 'post'), where('state', '=', 'ready')]),
        ...(edits.includes(kind)
          ? [
              where.and([
                where('kind', '=', kind),
                payload === null ? where('payload', 'is', null) : where('payload', '=', payload),
                where('lease_until', '>', at),
                // Of two taken at the same instant one goes first, or both would wait for each other again and again.
                where.or([
                  where('lease_until', '<', leaseUntil),
                  where.and([where('lease_until', '=', leaseUntil), where('id', '<', id)]),
                ]),
              ]),
            ]
          : []),
      ]),
    )
    .executeTakeFirst();
  return ahead !== undefined;
}

/** How the post of a round stands: tried how often, and with what end. */
export function postErrandOf(db: Handle, roundId: string) {
  return db
    .selectFrom('outbox')
    .select(['state', 'attempts', 'lease_until as leaseUntil'])
    .where('round_id', '=', roundId)
    .where('kind', '=', 'post')
    .executeTakeFirst();
}

/**
 * Notes where the post of a live round stands, in case nobody knew.
 * @param seen a message with the round's controls, and the channel that it stands in, by the platform's ids
 */
export async function supplyPostRef(
  db: Handle,
  id: string,
  seen: { workspaceId: string; channel: string; ref: string },
): Promise<void> {
  await db
    .updateTable('rounds')
    .set({ post_ref: seen.ref })
    .where('id', '=', id)
    .where('post_ref', 'is', null)
    .where(isLive)
    .where('channel_id', 'in', (inner) =>
      inner
        .selectFrom('channels')
        .select('channels.id')
        .where('workspace_id', '=', seen.workspaceId)
        .where('external_id', '=', seen.channel),
    )
    .execute();
}

/** The earliest instant at which an errand may be tried, for one in somebody's hands the end of the lease; undefined when none waits. */
export async function nextErrandAt(db: Handle): Promise<number | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select(({ case: when, fn, ref }) => {
      const inHands = when()
        .when('lease_until', '>', ref('ready_at'))
        .then(ref('lease_until'))
        .else(ref('ready_at'))
        .end();
      return fn.min<number | null>(inHands).as('at');
    })
    .where(isReady)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** What went wrong in a channel lately, each thing once. */
export async function channelTroubles(db: Handle, channelId: string, since: number): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('trouble')
    .distinct()
    .where('channel_id', '=', channelId)
    .where('state', 'in', ['ready', 'dropped'])
    .where('created_at', '>=', since)
    .where('trouble', 'is not', null)
    .limit(5)
    .execute();
  return rows.flatMap(({ trouble }) => trouble ?? []);
}

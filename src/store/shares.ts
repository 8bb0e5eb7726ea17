/** Answers that their authors show to the channel, and who found them well argued. */
import type { Handle } from './open.ts';

const columns = [
  'shares.id',
  'shares.round_id as roundId',
  'shares.member_id as memberId',
  'shares.post_ref as postRef',
  'shares.confirmed_at as confirmedAt',
  'shares.withdrawn_at as withdrawnAt',
  'rounds.team_id as teamId',
  'rounds.channel_id as channelId',
] as const;

function shares(db: Handle) {
  return db.selectFrom('shares').innerJoin('rounds', 'rounds.id', 'shares.round_id').select(columns);
}

export type Share = NonNullable<Awaited<ReturnType<typeof shareById>>>;

export function shareById(db: Handle, id: string) {
  return shares(db).where('shares.id', '=', id).executeTakeFirst();
}

/** What a member shared of a round, taken back or not. */
export function shareOf(db: Handle, roundId: string, memberId: string) {
  return shares(db).where('shares.round_id', '=', roundId).where('shares.member_id', '=', memberId).executeTakeFirst();
}

/** All that a member shared and did not take back. */
export function standingSharesOf(db: Handle, memberId: string) {
  return shares(db)
    .where('shares.member_id', '=', memberId)
    .where('shares.withdrawn_at', 'is', null)
    .orderBy('shares.id')
    .execute();
}

/** Notes that a member shares an answer; false when they did before. */
export async function addShare(
  tx: Handle,
  share: { id: string; roundId: string; memberId: string; at: number },
): Promise<boolean> {
  const added = await tx
    .insertInto('shares')
    .values({ id: share.id, round_id: share.roundId, member_id: share.memberId, shared_at: share.at })
    .onConflict((conflict) => conflict.columns(['round_id', 'member_id']).doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Notes where a shared answer stands. */
export async function noteSharePost(tx: Handle, id: string, postRef: string): Promise<void> {
  await tx.updateTable('shares').set({ post_ref: postRef }).where('id', '=', id).execute();
}

/** Takes a shared answer back; false when it was before. */
export async function withdrawShare(tx: Handle, id: string, at: number): Promise<boolean> {
  const withdrawn = await tx
    .updateTable('shares')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return withdrawn.numUpdatedRows > 0n;
}

/** Notes the first teammate's word; false when there was one before. It stays when that teammate leaves. */
export async function confirmShare(tx: Handle, id: string, at: number): Promise<boolean> {
  const confirmed = await tx
    .updateTable('shares')
    .set({ confirmed_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return confirmed.numUpdatedRows > 0n;
}

/** Notes that a member finds a shared answer well argued; false when they said so before. */
export async function addThanks(tx: Handle, shareId: string, memberId: string, at: number): Promise<boolean> {
  const added = await tx
    .insertInto('thanks')
    .values({ share_id: shareId, member_id: memberId, thanked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Whose shared answers of a round a teammate found well argued. */
export async function confirmedAuthors(db: Handle, roundId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('shares')
    .select('member_id')
    .where('round_id', '=', roundId)
    .where('confirmed_at', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.member_id ?? []);
}

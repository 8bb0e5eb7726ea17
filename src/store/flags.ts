/** Reports that something is off with a round. */
import type { Handle } from './open.ts';

/** Files a report; a member's second one on the same round replaces the reason. */
export async function fileFlag(
  db: Handle,
  flag: { id: string; roundId: string; memberId: string; reason: string; at: number },
): Promise<void> {
  await db
    .insertInto('flags')
    .values({
      id: flag.id,
      round_id: flag.roundId,
      member_id: flag.memberId,
      reason: flag.reason,
      created_at: flag.at,
    })
    .onConflict((conflict) => conflict.columns(['round_id', 'member_id']).doUpdateSet({ reason: flag.reason }))
    .execute();
}

/** Reports of a team that no admin has decided, oldest first. */
export function openFlags(db: Handle, teamId: string) {
  return db
    .selectFrom('flags')
    .innerJoin('rounds', 'rounds.id', 'flags.round_id')
    .innerJoin('channels', 'channels.id', 'rounds.channel_id')
    .select(['flags.id', 'flags.reason', 'rounds.number', 'channels.name as channel'])
    .where('rounds.team_id', '=', teamId)
    .where('flags.decision', 'is', null)
    .orderBy('flags.created_at')
    .execute();
}

/** Decides every open report on a round, or the one of this id. */
export async function decideFlags(
  tx: Handle,
  which: { roundId: string } | { id: string },
  end: { decision: 'accepted' | 'void' | 'dismissed'; decidedBy: string; at: number },
): Promise<boolean> {
  const decided = await tx
    .updateTable('flags')
    .set({ decision: end.decision, decided_by: end.decidedBy, decided_at: end.at })
    .where('decision', 'is', null)
    .$if('roundId' in which, (query) => query.where('round_id', '=', 'roundId' in which ? which.roundId : ''))
    .$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
    .executeTakeFirst();
  return decided.numUpdatedRows > 0n;
}

/** Whose report it is: the team of its round. */
export function flagById(db: Handle, id: string) {
  return db
    .selectFrom('flags')
    .innerJoin('rounds', 'rounds.id', 'flags.round_id')
    .select(['flags.id', 'rounds.team_id as teamId'])
    .where('flags.id', '=', id)
    .executeTakeFirst();
}

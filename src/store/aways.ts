/** Days on which a member is away: they keep the streak. */
import type { Handle } from './open.ts';

export type Away = { fromOn: string /** The last day away; null while no end is known. */; untilOn: string | null };

export function awaysOf(db: Handle, memberId: string): Promise<Away[]> {
  return db
    .selectFrom('aways')
    .select(['from_on as fromOn', 'until_on as untilOn'])
    .where('member_id', '=', memberId)
    .orderBy('from_on')
    .execute();
}

/** Begins or changes the holiday that starts on `fromOn`; one that is still running ends the day before. */
export async function goAway(tx: Handle, memberId: string, away: Away, dayBefore: string): Promise<void> {
  await comeBack(tx, memberId, away.fromOn, dayBefore);
  await tx
    .insertInto('aways')
    .values({ member_id: memberId, from_on: away.fromOn, until_on: away.untilOn })
    .onConflict((conflict) => conflict.columns(['member_id', 'from_on']).doUpdateSet({ until_on: away.untilOn }))
    .execute();
}

/** Ends what runs on `today`: the day before was the last day away; one that began today never was. */
export async function comeBack(tx: Handle, memberId: string, today: string, dayBefore: string): Promise<boolean> {
  const begun = await tx
    .deleteFrom('aways')
    .where('member_id', '=', memberId)
    .where('from_on', '>=', today)
    .executeTakeFirst();
  const ended = await tx
    .updateTable('aways')
    .set({ until_on: dayBefore })
    .where('member_id', '=', memberId)
    .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', today)]))
    .executeTakeFirst();
  return begun.numDeletedRows + ended.numUpdatedRows > 0n;
}

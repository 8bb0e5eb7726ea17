/** Where a team's admins hear of reports, proposals and trouble, and what they were told on which day. */
import type { Handle } from './open.ts';

export async function notifyChannelOf(db: Handle, teamId: string): Promise<string | undefined> {
  const row = await db.selectFrom('teams').select('notify_channel_id').where('id', '=', teamId).executeTakeFirst();
  return row?.notify_channel_id ?? undefined;
}

export async function setNotifyChannel(db: Handle, teamId: string, channelId: string | null): Promise<void> {
  await db.updateTable('teams').set({ notify_channel_id: channelId }).where('id', '=', teamId).execute();
}

/** Notes that the admins are told of a kind of thing today; false when they were already. */
export async function noteNotice(tx: Handle, teamId: string, kind: string, on: string): Promise<boolean> {
  const noted = await tx
    .insertInto('notices')
    .values({ team_id: teamId, kind, noticed_on: on })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return noted.numInsertedOrUpdatedRows === 1n;
}

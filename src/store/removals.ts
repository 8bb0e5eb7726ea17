/** Workspaces that threw the program out: their schedules rest, and after a while their data is erased. */
import type { Handle } from './open.ts';
import type { PlatformName } from './schema.ts';

/** Notes that the program is out of a workspace, and pauses what it posted there; false where that was known. */
export async function noteRemoved(
  tx: Handle,
  platform: PlatformName,
  externalId: string,
  at: number,
): Promise<boolean> {
  const noted = await tx
    .updateTable('workspaces')
    .set({ removed_at: at })
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (noted.numUpdatedRows === 0n) return false;
  await tx
    .updateTable('schedules')
    .set({ status: 'paused', pause_reason: 'trouble', next_on: null, next_at: null, changed_at: at })
    .where('status', '=', 'active')
    .where('channel_id', 'in', (inner) =>
      inner
        .selectFrom('channels')
        .innerJoin('workspaces', 'workspaces.id', 'channels.workspace_id')
        .select('channels.id')
        .where('workspaces.platform', '=', platform)
        .where('workspaces.external_id', '=', externalId),
    )
    .execute();
  return true;
}

/** The program is back; what was paused stays so until an admin resumes it. */
export async function welcomeBack(db: Handle, platform: PlatformName, externalId: string): Promise<void> {
  await db
    .updateTable('workspaces')
    .set({ removed_at: null })
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .where('removed_at', 'is not', null)
    .execute();
}

/** External ids of the workspaces that the program is in, as far as it knows. */
export async function presentWorkspaces(db: Handle, platform: PlatformName): Promise<string[]> {
  const rows = await db
    .selectFrom('workspaces')
    .select('external_id')
    .where('platform', '=', platform)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map((row) => row.external_id);
}

/**
 * Erases the workspaces that were removed before an instant, with all that belongs to nobody else.
 * @returns their external ids
 */
export async function eraseRemoved(tx: Handle, before: number): Promise<string[]> {
  const removed = await tx
    .selectFrom('workspaces')
    .select(['id', 'team_id', 'external_id'])
    .where('removed_at', '<', before)
    .execute();
  for (const { id, team_id } of removed) {
    await tx.deleteFrom('workspaces').where('id', '=', id).execute();
    await tx
      .deleteFrom('members')
      .where('team_id', '=', team_id)
      .where('id', 'not in', (inner) => inner.selectFrom('identities').select('member_id'))
      .execute();
    await tx
      .deleteFrom('teams')
      .where('id', '=', team_id)
      .where('id', 'not in', (inner) => inner.selectFrom('workspaces').select('team_id'))
      .execute();
  }
  return removed.map((row) => row.external_id);
}

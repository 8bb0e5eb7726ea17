/** Who else may use admin commands, beside those whom the platform makes admins. */
import type { Handle } from './open.ts';

export async function isAllowed(db: Handle, workspaceId: string, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('allowances')
    .select('who')
    .where('workspace_id', '=', workspaceId)
    .where('who', '=', person)
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets a person use admin commands; false when they could already. */
export async function allow(db: Handle, workspaceId: string, person: string, by: string, at: number): Promise<boolean> {
  const added = await db
    .insertInto('allowances')
    .values({ workspace_id: workspaceId, who: person, allowed_by: by, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Takes it back; false when there was nothing to take back. */
export async function deny(db: Handle, workspaceId: string, person: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('allowances')
    .where('workspace_id', '=', workspaceId)
    .where('who', '=', person)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

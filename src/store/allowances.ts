/** Who else may use admin commands, beside those whom the platform makes admins. */
import type { Handle } from './open.ts';

/** Under this name a role stands in the list, beside people's ids. */
export function allowedRoleId(role: string): string {
  return `role:${role}`;
}

/** Whether any of these may use admin commands: a person and the roles they have. */
export async function isAllowed(db: Handle, workspaceId: string, anyOf: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('allowances')
    .select('who')
    .where('workspace_id', '=', workspaceId)
    .where('who', 'in', anyOf)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets a person or a role use admin commands; false when they could already. */
export async function allow(db: Handle, workspaceId: string, who: string, by: string, at: number): Promise<boolean> {
  const added = await db
    .insertInto('allowances')
    .values({ workspace_id: workspaceId, who, allowed_by: by, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Takes it back; false when there was nothing to take back. */
export async function deny(db: Handle, workspaceId: string, who: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('allowances')
    .where('workspace_id', '=', workspaceId)
    .where('who', '=', who)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

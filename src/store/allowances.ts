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

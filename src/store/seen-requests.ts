/** Requests that were handled already, so that a replay changes nothing: across restarts and replicas. */
import type { Handle } from './open.ts';

/** How long a request is known. Older ones have to be refused by their own age. */
export const requestsKeptMs = 25 * 3600_000;

/**
 * Remembers a request.
 * @param request the platform and its own id for it: 'discord:1234'
 * @returns whether this is the first time it is seen
 */
export async function firstSight(db: Handle, request: string, at: number): Promise<boolean> {
  const added = await db
    .insertInto('seen_requests')
    .values({ request, seen_at: at })
    .onConflict((conflict) => conflict.column('request').doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

export async function forgetRequests(db: Handle, before: number): Promise<void> {
  await db.deleteFrom('seen_requests').where('seen_at', '<', before).execute();
}

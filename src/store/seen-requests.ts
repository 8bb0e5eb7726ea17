/** Requests that were handled already, so that a replay changes nothing: across restarts and replicas. */
import type { Handle } from './open.ts';
import { prepared } from './prepared.ts';

/** How long a request is known. Older ones have to be refused by their own age. */
export const requestsKeptMs = 25 * 3600_000;

const seenRows = prepared((db, { request }: { request: string }) =>
  db.selectFrom('seen_requests').select('request').where('request', '=', request),
);

export async function wasSeen(db: Handle, request: string): Promise<boolean> {
  return (await seenRows(db, { request })).length > 0;
}

/**
 * Notes requests.
 * @param requests the platform and its own id for each: 'discord:1234'; at most a few hundred
 * @returns how many of them were not known
 */
export async function noteSeen(db: Handle, requests: readonly string[], at: number): Promise<number> {
  const added = await db
    .insertInto('seen_requests')
    .values(requests.map((request) => ({ request, seen_at: at })))
    .onConflict((conflict) => conflict.column('request').doNothing())
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows ?? 0);
}

export async function forgetRequests(db: Handle, before: number): Promise<void> {
  await db.deleteFrom('seen_requests').where('seen_at', '<', before).execute();
}

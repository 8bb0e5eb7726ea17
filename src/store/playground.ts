/** The playground's message history, and its team. */
import { sql } from 'kysely';
import type { Handle } from './open.ts';

/** Direct messages belong to no channel: their member sees them in every one. */
export const everyChannel = '';

const columns = [
  'id',
  'revision',
  'channel',
  'member',
  'reply_to as replyTo',
  'content',
  'sent_at as sentAt',
  'changed_at as changedAt',
] as const;

export type PlaygroundMessage = {
  id: string;
  /** Grows with every change of any message, in the order of commits, and never falls back. */
  revision: number;
  /** {@link everyChannel} for a direct message. */
  channel: string;
  /** The only one who sees it; null for a public message. */
  member: string | null;
  /** Id of the message whose thread it stands in. */
  replyTo: string | null;
  /** JSON. */
  content: string;
  sentAt: number;
  changedAt: number;
};

const counter = 'playground-revision';

/** The next revision. Its row stays locked until the transaction ends, so that no reader sees a later one before it. */
async function nextRevision(tx: Handle): Promise<number> {
  const row = await tx
    .insertInto('facts')
    .values({ name: counter, value: '1' })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql`cast(cast(facts.value as bigint) + 1 as text)` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

/** The revision of the last change; 0 when there was none. */
export async function lastRevision(db: Handle): Promise<number> {
  const row = await db.selectFrom('facts').select('value').where('name', '=', counter).executeTakeFirst();
  return Number(row?.value ?? 0);
}

export type NewPlaygroundMessage = Pick<PlaygroundMessage, 'id' | 'channel' | 'member' | 'replyTo' | 'content'> & {
  sentAt: number;
  /** Two messages with one key are one message. */
  key: string | null;
};

/** @returns the message's id, or that of the earlier message with the same key, which stays as it is */
export async function addPlaygroundMessage(tx: Handle, message: NewPlaygroundMessage): Promise<string> {
  const revision = await nextRevision(tx);
  const { id, key, channel, member, replyTo, content, sentAt } = message;
  const added = await tx
    .insertInto('playground_messages')
    .values({
      id,
      position: revision,
      revision,
      once_key: key,
      channel,
      member,
      reply_to: replyTo,
      content,
      sent_at: sentAt,
      changed_at: sentAt,
    })
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 1n || key === null) return id;
  return (await playgroundMessageByKey(tx, key)) ?? id;
}

/** @returns whether there is such a message */
export async function changePlaygroundMessage(tx: Handle, id: string, content: string, at: number): Promise<boolean> {
  const changed = await tx
    .updateTable('playground_messages')
    .set({ content, changed_at: at, revision: await nextRevision(tx) })
    .where('id', '=', id)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** @returns the id of the message that was sent with this key */
export async function playgroundMessageByKey(db: Handle, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('playground_messages').select('id').where('once_key', '=', key).executeTakeFirst();
  return row?.id;
}

export type Eyes = { member: string; channel: string };

function seenBy(db: Handle, { member, channel }: Eyes) {
  return db
    .selectFrom('playground_messages')
    .select(columns)
    .where((where) => where.or([where('member', 'is', null), where('member', '=', member)]))
    .where('channel', 'in', [channel, everyChannel]);
}

/** What a member sees in a channel, in the order it was sent. */
export function messagesSeen(db: Handle, eyes: Eyes): Promise<PlaygroundMessage[]> {
  return seenBy(db, eyes).orderBy('position').execute();
}

/** What became new or different for a member after a revision, in the order of messages or of changes. */
export function messagesChanged(
  db: Handle,
  eyes: Eyes,
  after: number,
  order: 'position' | 'revision',
): Promise<PlaygroundMessage[]> {
  return seenBy(db, eyes).where('revision', '>', after).orderBy(order).execute();
}

/** A message, if this member may see it, whatever the channel. */
export function messageSeen(db: Handle, id: string, member: string): Promise<PlaygroundMessage | undefined> {
  return db
    .selectFrom('playground_messages')
    .select(columns)
    .where('id', '=', id)
    .where((where) => where.or([where('member', 'is', null), where('member', '=', member)]))
    .executeTakeFirst();
}

/** A member's private messages in a channel whose content holds `part`, newest first. */
export function privateMessagesWith(db: Handle, { member, channel }: Eyes, part: string): Promise<PlaygroundMessage[]> {
  return db
    .selectFrom('playground_messages')
    .select(columns)
    .where('member', '=', member)
    .where('channel', '=', channel)
    .where('content', 'like', `%${part}%`)
    .orderBy('position', 'desc')
    .execute();
}

/** Names of the playground's channels, the oldest first. */
export async function playgroundChannels(db: Handle): Promise<string[]> {
  const rows = await db
    .selectFrom('channels')
    .innerJoin('workspaces', 'workspaces.id', 'channels.workspace_id')
    .select('channels.external_id as name')
    .where('workspaces.platform', '=', 'playground')
    .orderBy('channels.created_at')
    .orderBy('channels.external_id')
    .execute();
  return rows.map(({ name }) => name);
}

/** Deletes the playground's messages, its workspace and, unless another workspace shares it, its team with all that is theirs. */
export async function deletePlayground(tx: Handle): Promise<void> {
  await tx.deleteFrom('playground_messages').execute();
  const workspaces = tx.selectFrom('workspaces').select('team_id').where('platform', '=', 'playground');
  const teams = await workspaces.execute();
  await tx.deleteFrom('workspaces').where('platform', '=', 'playground').execute();
  for (const { team_id: teamId } of teams) {
    const shared = await tx.selectFrom('workspaces').select('id').where('team_id', '=', teamId).executeTakeFirst();
    if (!shared) await tx.deleteFrom('teams').where('id', '=', teamId).execute();
  }
}

/** Deletes what a person alone could see: their private messages repeat their answers. */
export async function forgetPrivateMessages(tx: Handle, member: string): Promise<void> {
  await tx.deleteFrom('playground_messages').where('member', '=', member).execute();
}

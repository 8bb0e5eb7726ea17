/** Looks back over a channel's closed rounds. */
import type { Handle } from './open.ts';
import { type Round, rounds } from './rounds.ts';

/** A week's closed rounds of a channel, in order. */
export function closedRoundsOfWeek(db: Handle, channelId: string, week: string): Promise<Round[]> {
  return rounds(db)
    .where('channel_id', '=', channelId)
    .where('week', '=', week)
    .where('status', '=', 'closed')
    .orderBy('number')
    .execute();
}

/** The local day of the last answered round of a channel, or of its first closed one where nobody ever answered. */
export async function lastAnsweredOn(
  db: Handle,
  channelId: string,
): Promise<{ on: string; unanswered: number } | undefined> {
  const row = await db
    .selectFrom('rounds')
    .select((select) => [
      select.fn.max('played_on').filterWhere('answers', '>', 0).as('answered'),
      select.fn.min('played_on').as('first'),
    ])
    .where('channel_id', '=', channelId)
    .where('status', '=', 'closed')
    .executeTakeFirst();
  const on = row?.answered ?? row?.first;
  if (on == null) return undefined;
  const { n } = await db
    .selectFrom('rounds')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('channel_id', '=', channelId)
    .where('status', '=', 'closed')
    .where('answers', '=', 0)
    .where('played_on', '>=', on)
    .executeTakeFirstOrThrow();
  return { on, unanswered: Number(n) };
}

/**
 * The rounds of a team that asked a question in this version and were not withdrawn, in an order that all who lock them
 * keep. Nobody else may change them before this transaction ends.
 */
export function lockRoundsOfQuestion(
  tx: Handle,
  { teamId, questionId, questionVersion }: Pick<Round, 'teamId' | 'questionId' | 'questionVersion'>,
  lock: boolean,
): Promise<Round[]> {
  return rounds(tx)
    .where('team_id', '=', teamId)
    .where('question_id', '=', questionId)
    .where('question_version', '=', questionVersion)
    .where('status', '<>', 'void')
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute();
}

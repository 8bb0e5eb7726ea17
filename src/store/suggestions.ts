/** Questions that members propose, and what became of them. */
import type { Handle } from './open.ts';

export type Decision = 'accepted' | 'declined';

export async function fileSuggestion(
  db: Handle,
  suggestion: { id: string; teamId: string; memberId: string; content: string; at: number },
): Promise<void> {
  const { id, teamId, memberId, content, at } = suggestion;
  await db
    .insertInto('suggestions')
    .values({ id, team_id: teamId, member_id: memberId, content, created_at: at })
    .execute();
}

const columns = [
  'suggestions.id',
  'suggestions.team_id as teamId',
  'suggestions.member_id as memberId',
  'suggestions.content',
  'suggestions.decision',
  'members.name',
  'members.alias',
] as const;

/** Suggestions that no admin has decided, oldest first. */
export function openSuggestions(db: Handle, teamId: string, limit: number) {
  return db
    .selectFrom('suggestions')
    .leftJoin('members', 'members.id', 'suggestions.member_id')
    .select(columns)
    .where('suggestions.team_id', '=', teamId)
    .where('suggestions.decision', 'is', null)
    .orderBy('suggestions.created_at')
    .limit(limit)
    .execute();
}

export function suggestionById(db: Handle, id: string) {
  return db
    .selectFrom('suggestions')
    .leftJoin('members', 'members.id', 'suggestions.member_id')
    .select(columns)
    .where('suggestions.id', '=', id)
    .executeTakeFirst();
}

/** Decides a suggestion once; false when somebody else did. */
export async function decideSuggestion(
  tx: Handle,
  id: string,
  end: { decision: Decision; reason: string | null; decidedBy: string; at: number },
): Promise<boolean> {
  const decided = await tx
    .updateTable('suggestions')
    .set({ decision: end.decision, reason: end.reason, decided_by: end.decidedBy, decided_at: end.at })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .executeTakeFirst();
  return decided.numUpdatedRows > 0n;
}

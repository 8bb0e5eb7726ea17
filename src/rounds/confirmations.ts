import type { ConfirmedBy } from '../quiz/verdict.ts';
import type { Handle } from '../store/open.ts';
import { confirmedAuthors } from '../store/shares.ts';

/** Who said of which answers of a round that they are well argued, by author. Everything that grades a round asks here. */
export async function confirmationsIn(db: Handle, roundId: string): Promise<Map<string, ConfirmedBy>> {
  return new Map((await confirmedAuthors(db, roundId)).map((memberId) => [memberId, 'teammate']));
}

import type { App } from '../app.ts';
import { deleteMember, identityOf } from '../store/people.ts';
import { forgetPrivateMessages } from '../store/playground.ts';
import { recountRound } from '../store/rounds.ts';
import { standingSharesOf } from '../store/shares.ts';
import { closedRoundsOf } from '../store/submissions.ts';
import { recompute } from './recompute.ts';
import { retract } from './share.ts';

/**
 * Deletes a member with all that is theirs, and writes anew the sums and boards they were part of. What they shared is
 * taken out of its channel by the outbox.
 */
export async function eraseMember(app: Pick<App, 'store'>, memberId: string, at: number): Promise<void> {
  await app.store.transaction(async (tx) => {
    const rounds = await closedRoundsOf(tx, memberId);
    const playground = await identityOf(tx, memberId, 'playground');
    if (playground) await forgetPrivateMessages(tx, playground.person);
    for (const share of await standingSharesOf(tx, memberId)) await retract(tx, share, at);
    await deleteMember(tx, memberId);
    for (const { id } of rounds) await recountRound(tx, id);
    const boards = Map.groupBy(rounds, ({ channelId, week }) => `${channelId} ${week}`);
    for (const [board] of boards.values()) if (board) await recompute(tx, board);
  });
}

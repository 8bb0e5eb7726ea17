/** Puts a round right afterwards: withdraws it, or accepts one more answer. Both recompute all that hangs on it. */

import type { App } from '../app.ts';
import { dropErrands, enqueue } from '../store/outbox.ts';
import { type Round, roundById, voidRound } from '../store/rounds.ts';
import { recompute } from './recompute.ts';

/** Withdraws a round: it scores for nobody, breaks no streak, and its post says so. Twice is once. */
export async function withdraw(app: App, round: Round, reason: string, at: number): Promise<'withdrawn' | 'was-void'> {
  return app.store.transaction(async (tx) => {
    const current = await roundById(tx, round.id);
    if (!current || current.status === 'void') return 'was-void';
    await voidRound(tx, round.id, reason, at);
    await dropErrands(tx, round.id, ['post', 'closing-edit', 'reveal', 'result'], at);
    await recompute(tx, round);
    const { id: roundId, channelId } = round;
    await enqueue(tx, { id: app.newId(), key: `${roundId}:void-edit`, kind: 'closing-edit', roundId, channelId }, at);
    await enqueue(tx, { id: app.newId(), key: `${roundId}:void-notice`, kind: 'reveal', roundId, channelId }, at);
    return 'withdrawn';
  });
}

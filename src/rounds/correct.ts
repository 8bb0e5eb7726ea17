/** Puts a round right afterwards: withdraws it, or accepts one more answer. Both recompute all that hangs on it. */

import type { App } from '../app.ts';
import { type Answer, writeAnswer } from '../quiz/answer.ts';
import type { Question } from '../quiz/question.ts';
import { decideFlags } from '../store/flags.ts';
import type { Handle } from '../store/open.ts';
import { dropErrands, enqueue } from '../store/outbox.ts';
import { acceptAnswers, acceptedAnswers, lockRound, type Round, voidRound } from '../store/rounds.ts';
import { pointsByMember } from '../store/submissions.ts';
import { gradeRound } from './close.ts';
import { tellChannel } from './notice.ts';
import { recompute } from './recompute.ts';

/** Withdraws a round: it scores for nobody, breaks no streak, and its post says so. Twice is once. */
export async function withdraw(
  app: App,
  round: Round,
  by: { reason: string; memberId: string; at: number },
): Promise<'withdrawn' | 'was-void'> {
  const { reason, memberId, at } = by;
  return app.store.transaction(async (tx) => {
    const current = await lockRound(tx, round.id, app.store.dialect === 'postgres');
    if (!current || current.status === 'void') return 'was-void';
    await voidRound(tx, round.id, reason, at);
    await decideFlags(tx, { roundId: round.id }, { decision: 'void', decidedBy: memberId, at });
    await dropErrands(tx, round.id, ['post', 'closing-edit', 'reveal', 'result', 'notice'], at);
    await recompute(tx, round);
    const { id: roundId, channelId } = round;
    await editPost(app, tx, round, `${roundId}:void-edit`, at);
    await enqueue(tx, { id: app.newId(), key: `${roundId}:void-notice`, kind: 'reveal', roundId, channelId }, at);
    return 'withdrawn';
  });
}

export type Accepted =
  /** `gained` counts the members whose points rose; undefined while the round is open, where nobody is told. */
  { outcome: 'accepted'; gained: number | undefined } | { outcome: 'accepted-already' } | { outcome: 'void' };

/** Accepts one more answer to a round: what equals it earns full credit. Nobody loses points. */
export async function acceptAnswer(
  app: App,
  { round, question, answer }: { round: Round; question: Question; answer: Answer },
  by: { memberId: string; at: number },
): Promise<Accepted> {
  const { memberId, at } = by;
  return app.store.transaction(async (tx) => {
    const current = await lockRound(tx, round.id, app.store.dialect === 'postgres');
    if (!current || current.status === 'void') return { outcome: 'void' };
    const accepted = acceptedAnswers(current);
    const written = writeAnswer(answer, question.kind === 'numeric' ? question.answer.unit : undefined);
    if (accepted.some((known) => writeAnswer(known) === writeAnswer(answer))) return { outcome: 'accepted-already' };
    const widened = { ...current, accepted: JSON.stringify([...accepted, answer]) };
    await acceptAnswers(tx, round.id, [...accepted, answer]);
    await decideFlags(tx, { roundId: round.id }, { decision: 'accepted', decidedBy: memberId, at });
    if (current.status !== 'closed') return { outcome: 'accepted', gained: undefined };
    const before = await pointsByMember(tx, round.id);
    await gradeRound(tx, widened, at);
    await recompute(tx, current);
    const after = await pointsByMember(tx, round.id);
    const gained = [...after].filter(([member, points]) => points > (before.get(member) ?? 0)).length;
    const nth = `${round.id}:accept-${accepted.length + 1}`;
    await editPost(app, tx, round, `${nth}:edit`, at);
    await tellChannel(
      app,
      tx,
      { channelId: round.channelId, roundId: round.id },
      { notice: 'accepted', number: round.number, answer: written, gained },
      nth,
      at,
    );
    return { outcome: 'accepted', gained };
  });
}

/** Has a round's post written anew as things stand. */
async function editPost(
  app: App,
  tx: Handle,
  { id: roundId, channelId }: Round,
  key: string,
  at: number,
): Promise<void> {
  await enqueue(tx, { id: app.newId(), key, kind: 'closing-edit', roundId, channelId }, at);
}

/** Answers that their authors show to the channel, and what teammates say of them. */

import type { App } from '../app.ts';
import type { Answer } from '../quiz/answer.ts';
import { confirmed, pointsOf, pointsRule } from '../quiz/points.ts';
import type { Verdict } from '../quiz/verdict.ts';
import type { Handle } from '../store/open.ts';
import { enqueue } from '../store/outbox.ts';
import { liveQuestionIds } from '../store/questions.ts';
import { lockRound, type Round } from '../store/rounds.ts';
import {
  addShare,
  addThanks,
  confirmShare,
  noteSharePost,
  type Share,
  shareById,
  shareOf,
  withdrawShare,
} from '../store/shares.ts';
import { gradedSubmissionOf, saveVerdict } from '../store/submissions.ts';
import { recompute } from './recompute.ts';

/** Only an answer in words has something to show. */
export function isShareable({ answer, verdict }: { answer: Answer; verdict: Verdict }): boolean {
  return answer.kind === 'text' && verdict.open?.band !== 'no-answer';
}

export type Shared = 'shared' | 'shared-already' | 'taken-back' | 'nothing-to-share' | 'not-closed' | 'asked-again';

/** Shows a member's answer in the round's thread, once. */
export async function share(app: App, roundId: string, memberId: string, at: number): Promise<Shared> {
  return app.store.transaction(async (tx) => {
    const round = await lockRound(tx, roundId, app.store.dialect === 'postgres');
    if (round?.status !== 'closed') return 'not-closed';
    const own = await gradedSubmissionOf(tx, roundId, memberId);
    if (!own || !isShareable(own)) return 'nothing-to-share';
    // A question that came back is open again: one of its answers would tell others what to say.
    if ((await liveQuestionIds(tx, round.teamId)).has(round.questionId)) return 'asked-again';
    const id = app.newId();
    if (!(await addShare(tx, { id, roundId, memberId, at }))) {
      const earlier = await shareOf(tx, roundId, memberId);
      return earlier?.withdrawnAt == null ? 'shared-already' : 'taken-back';
    }
    const { channelId } = round;
    await enqueue(tx, { id: app.newId(), key: `${id}:share`, kind: 'share', roundId, channelId, payload: id }, at);
    return 'shared';
  });
}

/** Takes a member's shared answer out of the channel again; what it earned stays. Twice is once. */
export async function takeBack(app: App, roundId: string, memberId: string, at: number): Promise<boolean> {
  return app.store.transaction(async (tx) => {
    const shared = await shareOf(tx, roundId, memberId);
    return shared !== undefined && (await retract(tx, shared, at));
  });
}

/** Has what a share posted edited; one that is on its way is edited once it is known where it stands. */
export async function retract(tx: Handle, shared: Share, at: number): Promise<boolean> {
  const isNew = await withdrawShare(tx, shared.id, at);
  if (isNew && shared.postRef !== null) await enqueueEdit(tx, shared, 'taken-back', at);
  return isNew;
}

/** Notes where a shared answer was posted, and has it edited if something came about meanwhile. */
export async function notePosted(tx: Handle, shareId: string, postRef: string, at: number): Promise<void> {
  await noteSharePost(tx, shareId, postRef);
  const shared = await shareById(tx, shareId);
  if (shared && shared.withdrawnAt !== null) await enqueueEdit(tx, shared, 'taken-back', at);
  else if (shared && shared.confirmedAt !== null) await enqueueEdit(tx, shared, 'confirmed', at);
}

/** Named after its occasion, which comes once. */
async function enqueueEdit(tx: Handle, shared: Share, occasion: 'confirmed' | 'taken-back', at: number): Promise<void> {
  const { id: payload, roundId, channelId } = shared;
  const key = `${payload}:${occasion}`;
  await enqueue(tx, { id: key, key, kind: 'share-edit', roundId, channelId, payload }, at);
}

export type Praised =
  /** Whether it raised the answer's points. */
  | { outcome: 'noted'; raised: boolean }
  | { outcome: 'noted-already' }
  | { outcome: 'own-answer' }
  | { outcome: 'gone' };

/**
 * A teammate finds a shared answer well argued. The first one raises it to full points, later ones say thanks; nobody
 * can say so of their own answer, and nobody twice.
 */
export async function praise(app: App, shareId: string, memberId: string, at: number): Promise<Praised> {
  return app.store.transaction(async (tx): Promise<Praised> => {
    const shared = await shareById(tx, shareId);
    if (!shared || shared.withdrawnAt !== null || shared.memberId === null) return { outcome: 'gone' };
    if (shared.memberId === memberId) return { outcome: 'own-answer' };
    if (!(await addThanks(tx, shareId, memberId, at))) return { outcome: 'noted-already' };
    if (!(await confirmShare(tx, shareId, at))) return { outcome: 'noted', raised: false };
    if (shared.postRef !== null) await enqueueEdit(tx, shared, 'confirmed', at);
    const round = await lockRound(tx, shared.roundId, app.store.dialect === 'postgres');
    return { outcome: 'noted', raised: round !== undefined && (await raise(tx, round, shared.memberId)) };
  });
}

/** Raises one answer by what it was found to say; the others of its round are left alone. */
async function raise(tx: Handle, round: Round, memberId: string): Promise<boolean> {
  const own = round.status === 'closed' ? await gradedSubmissionOf(tx, round.id, memberId) : undefined;
  if (!own) return false;
  const verdict = confirmed(own.verdict, 'teammate');
  const points = pointsOf(verdict, own.hints);
  if (points <= own.points) return false;
  await saveVerdict(tx, round, memberId, { verdict, points, rule: pointsRule });
  await recompute(tx, round);
  return true;
}

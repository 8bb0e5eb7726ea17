/** What admins make of a claim: a phrasing that the team takes from then on, or nothing. */

import type { App } from '../app.ts';
import { isOpen, type Question } from '../quiz/question.ts';
import { type Claim, decideClaim } from '../store/claims.ts';
import type { Handle } from '../store/open.ts';
import { lockRoundsOfQuestion } from '../store/past-rounds.ts';
import { addPhrasing } from '../store/phrasings.ts';
import { liveQuestionIds, questionOf } from '../store/questions.ts';
import type { Round } from '../store/rounds.ts';
import { lockBoards } from '../store/scores.ts';
import { pointsByMember } from '../store/submissions.ts';
import type { Decision } from '../store/suggestions.ts';
import { gradeRound } from './close.ts';
import { regradePractice } from './grade-practice.ts';
import { tellMember } from './notice.ts';
import { recompute } from './recompute.ts';

export type DecidedClaim =
  /** `gained` counts the members whose points rose. */
  | { outcome: 'accepted'; label: string; gained: number }
  | { outcome: 'declined' }
  | { outcome: 'decided-already' }
  /** Its question is open in the team: whatever is said of a point would tell what is looked for. */
  | { outcome: 'sealed' };

/**
 * Decides a claim once. Accepted, its words join the team's phrasings of that point, every answer of the team to that
 * version of the question is graded anew where its round counts, and boards follow; nobody loses points. The author is told.
 */
export async function decide(
  app: App,
  claim: Claim,
  by: { decision: Decision; memberId: string; at: number },
): Promise<DecidedClaim> {
  const { decision, memberId: decidedBy, at } = by;
  return app.store.transaction(async (tx): Promise<DecidedClaim> => {
    if ((await liveQuestionIds(tx, claim.teamId)).has(claim.questionId)) return { outcome: 'sealed' };
    if (!(await decideClaim(tx, claim.id, { decision, decidedBy, at }))) return { outcome: 'decided-already' };
    const question = await questionOf(tx, claim);
    const { label } = claimedPoint(question, claim.pointId);
    const done = decision === 'accepted' ? await accept(app, tx, claim, at) : undefined;
    const { number, phrasing } = claim;
    const points = done?.own ?? { before: null, after: null };
    const notice = { notice: 'claim', decision, number, title: question.title, label, phrasing, ...points } as const;
    await tellMember(app, tx, claim.memberId, notice, claim.id, at);
    return done ? { outcome: 'accepted', label, gained: done.gained } : { outcome: 'declined' };
  });
}

/** The point a claim is about, as people read it. */
export function claimedPoint(question: Question, pointId: string): { label: string; text: string } {
  const point = isOpen(question) ? question.keyPoints.find(({ id }) => id === pointId) : undefined;
  return { label: point?.label ?? pointId, text: point?.text ?? '' };
}

/** @returns how many members gained points, and the author's points in the claim's round where it counts */
async function accept(app: App, tx: Handle, claim: Claim, at: number) {
  // Locked with those still open: a close that comes at the same moment waits, and then grades by the new phrasing.
  const rounds = await lockRoundsOfQuestion(tx, claim, app.store.dialect === 'postgres');
  await lockBoards(tx, claim.teamId);
  await addPhrasing(tx, claim, { pointId: claim.pointId, words: claim.phrasing }, at);
  const gained = new Set<string>();
  let own: { before: number; after: number } | undefined;
  const closed = rounds.filter(({ status }) => status === 'closed');
  for (const round of closed) {
    const before = await pointsByMember(tx, round.id);
    await gradeRound(tx, round, at);
    const after = await pointsByMember(tx, round.id);
    for (const [member, points] of after) if (points > (before.get(member) ?? 0)) gained.add(member);
    const mine = after.get(claim.memberId);
    if (round.id === claim.roundId && mine !== undefined)
      own = { before: before.get(claim.memberId) ?? 0, after: mine };
  }
  await recomputeOnce(tx, closed);
  if (claim.practiceId !== null) await regradePractice(tx, claim.practiceId);
  return { gained: gained.size, own };
}

async function recomputeOnce(tx: Handle, rounds: readonly Round[]): Promise<void> {
  const boards = Map.groupBy(rounds, ({ channelId, week }) => `${channelId} ${week}`);
  for (const [board] of boards.values()) if (board) await recompute(tx, board);
}

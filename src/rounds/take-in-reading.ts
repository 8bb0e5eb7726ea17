/** What a second reader found, made good: the answer is graded anew, and claims that it settles are settled. */

import type { App } from '../app.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { type Claim, decideClaim, openClaimsOn } from '../store/claims.ts';
import type { Handle } from '../store/open.ts';
import { liveQuestionIds, questionOf } from '../store/questions.ts';
import { lockRound, recountRound } from '../store/rounds.ts';
import { gradedSubmissionOf } from '../store/submissions.ts';
import { gradeAnswers } from './close.ts';
import { claimedPoint } from './decide-claim.ts';
import { regradePractice } from './grade-practice.ts';
import { tellMember } from './notice.ts';
import { recompute } from './recompute.ts';

/** Where the answer stands that was read. */
type Read = { memberId: string; roundId: string | null; practiceId: string | null };
/** `points` of its round, null where none count. */
type Regraded = { verdict: Verdict; points: { before: number | null; after: number | null } };

/** In the transaction that records the reading. */
export async function takeInReading(app: App, tx: Handle, read: Read, at: number): Promise<void> {
  const lock = app.store.dialect === 'postgres';
  // Locked before the round, as by whoever decides a claim: the other way round the two could wait for each other.
  const claims = await openClaimsOn(tx, read, lock);
  const regraded = await regrade(tx, read, lock);
  if (regraded) await settleClaims(app, tx, claims, regraded, at);
}

async function regrade(tx: Handle, { memberId, roundId, practiceId }: Read, lock: boolean) {
  if (roundId !== null) return regradeInRound(tx, roundId, memberId, lock);
  const practised = practiceId === null ? undefined : await regradePractice(tx, practiceId);
  return practised && { verdict: practised.verdict, points: { before: null, after: null } };
}

/** An answer whose round takes answers still is not graded yet, unless it was locked in. */
async function regradeInRound(
  tx: Handle,
  roundId: string,
  memberId: string,
  lock: boolean,
): Promise<Regraded | undefined> {
  const round = await lockRound(tx, roundId, lock);
  if (!round || round.status === 'void' || (round.status !== 'closed' && round.instant === 0)) return undefined;
  const before = await gradedSubmissionOf(tx, roundId, memberId);
  await gradeAnswers(tx, round, memberId);
  const after = await gradedSubmissionOf(tx, roundId, memberId);
  if (round.status === 'closed') {
    await recountRound(tx, roundId);
    await recompute(tx, round);
  }
  return after && { verdict: after.verdict, points: { before: before?.points ?? null, after: after.points } };
}

/**
 * A claim on a point that is found by now leaves admins nothing to decide; its author is told. One on a point that is found
 * in part waits for them still, and so do all while their question is open in the team: see decide-claim.ts.
 */
async function settleClaims(
  app: App,
  tx: Handle,
  claims: readonly Claim[],
  { verdict, points }: Regraded,
  at: number,
): Promise<void> {
  for (const claim of claims) {
    const found = verdict.open?.verdicts.find(({ id }) => id === claim.pointId);
    if (found?.status !== 'covered' || (await liveQuestionIds(tx, claim.teamId)).has(claim.questionId)) continue;
    if (!(await decideClaim(tx, claim.id, { decision: 'found', decidedBy: null, at }))) continue;
    const question = await questionOf(tx, claim);
    const { label } = claimedPoint(question, claim.pointId);
    const { number, phrasing } = claim;
    const notice = { notice: 'claim', decision: 'found', number, title: question.title, label, phrasing } as const;
    await tellMember(app, tx, claim.memberId, { ...notice, ...points }, claim.id, at);
  }
}

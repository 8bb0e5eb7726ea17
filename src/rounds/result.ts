import type { Answer } from '../quiz/answer.ts';
import type { Question } from '../quiz/question.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { claimedPoints } from '../store/claims.ts';
import type { Handle } from '../store/open.ts';
import type { Round } from '../store/rounds.ts';
import { scoreOf } from '../store/scores.ts';
import { shareOf } from '../store/shares.ts';
import { gradedSubmissionOf } from '../store/submissions.ts';
import { claimablePoints } from './claim.ts';
import { isShareable } from './share.ts';

/** What became of a member's answer; `week` is what the board shows for the round's week by now. */
export type OwnResult = { answer: Answer; verdict: Verdict; points: number; hints: number; week: number | undefined };

/** A member's result of a closed round, or of an answer that was locked in; undefined when there is none. */
export async function ownResult(db: Handle, round: Round, memberId: string): Promise<OwnResult | undefined> {
  const graded = await gradedSubmissionOf(db, round.id, memberId);
  if (!graded) return undefined;
  if (round.status !== 'closed') return { ...graded, week: undefined };
  const board = { teamId: round.teamId, channelId: round.channelId, period: round.week };
  return { ...graded, week: (await scoreOf(db, board, memberId))?.points };
}

/** What a member can still do with the answer to an open question, once its round is closed. */
export type Offers = { canClaim: boolean; share: 'can-share' | 'shared' | 'taken-back' };

export async function offersOf(
  db: Handle,
  round: Round,
  question: Question,
  memberId: string,
  own: OwnResult | undefined,
): Promise<Offers | undefined> {
  if (!own || round.status !== 'closed' || !isShareable(own)) return undefined;
  const claimed = await claimedPoints(db, memberId, { roundId: round.id });
  const share = await shareOf(db, round.id, memberId);
  return {
    canClaim: claimablePoints(question, own.verdict, claimed).length > 0,
    share: !share ? 'can-share' : share.withdrawnAt === null ? 'shared' : 'taken-back',
  };
}

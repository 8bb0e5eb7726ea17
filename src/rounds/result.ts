import type { Answer } from '../quiz/answer.ts';
import type { Verdict } from '../quiz/verdict.ts';
import type { Handle } from '../store/open.ts';
import type { Round } from '../store/rounds.ts';
import { scoreOf } from '../store/scores.ts';
import { gradedSubmissionOf } from '../store/submissions.ts';

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

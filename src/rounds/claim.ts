/** "I did say that": a member claims a point that was not found in their answer, or only in part, and quotes the words that say it. */

import type { App } from '../app.ts';
import { phrasingMax, quotedFrom } from '../quiz/grading/phrasing.ts';
import { isOpen, type KeyPoint, type Question } from '../quiz/question.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { type ClaimedIn, claimedPoints, fileClaim } from '../store/claims.ts';
import type { Handle } from '../store/open.ts';
import type { Practice } from '../store/practices.ts';
import { questionOf } from '../store/questions.ts';
import type { Round } from '../store/rounds.ts';
import { gradedSubmissionOf } from '../store/submissions.ts';
import { gradedPractice } from './grade-practice.ts';
import { tellAdmins } from './notice.ts';

/** An answer of a member's own that points can be claimed of. */
export type Claimable = {
  in: ClaimedIn;
  question: Pick<Round, 'questionId' | 'questionVersion'>;
  text: string;
  /** The points that were not found, or only in part, and that are not claimed yet. */
  unfound: KeyPoint[];
  claimed: KeyPoint[];
};

/** The points of an answer that were not found in it, or only in part, without those in `claimed`. */
export function claimablePoints(question: Question, { open }: Verdict, claimed: ReadonlySet<string>): KeyPoint[] {
  if (!isOpen(question) || !open || open.band === 'no-answer') return [];
  const short = open.verdicts.filter(({ status }) => status === 'missed' || status === 'partial');
  const unfound = new Set(short.map(({ id }) => id));
  return question.keyPoints.filter(({ id }) => unfound.has(id) && !claimed.has(id));
}

/** A member's answer in a round; undefined where there is none in words, or nothing is told of it yet. */
export async function claimableInRound(db: Handle, round: Round, memberId: string): Promise<Claimable | undefined> {
  const own = round.status === 'closed' ? await gradedSubmissionOf(db, round.id, memberId) : undefined;
  if (own?.answer.kind !== 'text') return undefined;
  return claimable(db, memberId, { roundId: round.id }, round, own.answer.text, own.verdict);
}

/** An answer in practice; undefined where there is none in words. */
export async function claimableInPractice(db: Handle, practice: Practice): Promise<Claimable | undefined> {
  const graded = await gradedPractice(db, practice.id);
  if (graded?.answer.kind !== 'text') return undefined;
  return claimable(db, practice.memberId, { practiceId: practice.id }, practice, graded.answer.text, graded.verdict);
}

async function claimable(
  db: Handle,
  memberId: string,
  place: ClaimedIn,
  { questionId, questionVersion }: Pick<Round, 'questionId' | 'questionVersion'>,
  text: string,
  verdict: Verdict,
): Promise<Claimable> {
  const question = await questionOf(db, { questionId, questionVersion });
  const ids = await claimedPoints(db, memberId, place);
  return {
    in: place,
    question: { questionId, questionVersion },
    text,
    unfound: claimablePoints(question, verdict, ids),
    claimed: isOpen(question) ? question.keyPoints.filter(({ id }) => ids.has(id)) : [],
  };
}

export type Claimed =
  | { outcome: 'claimed' | 'claimed-already'; point: KeyPoint; phrasing: string }
  /** No such point, or it is found by now. */
  | { outcome: 'found-already' }
  /** The words do not stand in the answer, or there are too many of them. */
  | { outcome: 'not-said' };

/**
 * Files a claim on one point of an answer, and lets the admins know. The words have to stand in it; they are kept as
 * they stand there.
 * @param by `on` is the local day of whoever claims
 */
export async function claim(
  app: App,
  of: Claimable,
  { on, ...by }: { teamId: string; memberId: string; at: number; on: string },
  { pointId, words }: { pointId: string; words: string },
): Promise<Claimed> {
  const phrasing = quotedFrom(of.text, words);
  const before = of.claimed.find(({ id }) => id === pointId);
  if (before) return { outcome: 'claimed-already', point: before, phrasing: phrasing ?? '' };
  const point = of.unfound.find(({ id }) => id === pointId);
  if (!point) return { outcome: 'found-already' };
  if (phrasing === undefined || phrasing.length > phrasingMax) return { outcome: 'not-said' };
  const filed = await app.store.transaction(async (tx) => {
    const isNew = await fileClaim(tx, { id: app.newId(), ...by, in: of.in, question: of.question, pointId, phrasing });
    if (isNew) await tellAdmins(app, tx, { teamId: by.teamId, on }, { notice: 'claimed' }, by.at);
    return isNew;
  });
  return { outcome: filed ? 'claimed' : 'claimed-already', point, phrasing };
}

import type { Band, ConfirmedBy, Verdict } from './verdict.ts';

/** The version of this rule. Points are derived from submissions, so a new rule is a new version and a recomputation. */
export const pointsRule = 1;
export const fullPoints = 10;
/** What an honest answer earns at least. */
export const leastPoints = 2;
export const hintPrice = 2;
/** More hints than this cost nothing more. */
export const hintsAtMost = 2;

/** Free text is read too coarsely for finer steps than these. */
const bandPoints: Readonly<Record<Band, number>> = { strong: 8, partial: 5, weak: leastPoints, 'no-answer': 0 };

/**
 * Whole points of one round: 10 × credit, or what the band of an open answer earns, less the hints taken, and never under
 * {@link leastPoints} for an honest answer (any but band `no-answer`). Speed and chance play no part. An open answer
 * that admins accepted has credit 1 and no band; one that was {@link confirmed} earns full points instead of its band's.
 */
export function roundPoints({
  credit,
  hints,
  band,
  isConfirmed = false,
}: {
  credit: number;
  hints: number;
  band?: Band | undefined;
  isConfirmed?: boolean;
}): number {
  if (band === 'no-answer') return 0;
  const earned = isConfirmed ? fullPoints : band === undefined ? Math.round(fullPoints * credit) : bandPoints[band];
  return Math.max(leastPoints, earned - hintPrice * Math.min(hints, hintsAtMost));
}

/**
 * The verdict once somebody confirms the answer: the one place where an open answer rises above its band. There has to be
 * something to confirm, so at least one point must have been found. Who confirmed first stays named.
 */
export function confirmed(verdict: Verdict, by: ConfirmedBy | undefined): Verdict {
  const found = verdict.open?.verdicts.some(({ status }) => status === 'covered' || status === 'partial');
  if (by === undefined || verdict.confirmedBy !== undefined || !found) return verdict;
  return { ...verdict, confirmedBy: by };
}

/** {@link roundPoints} of a verdict. */
export function pointsOf({ credit, open, confirmedBy }: Verdict, hints: number): number {
  return roundPoints({ credit, hints, band: open?.band, isConfirmed: confirmedBy !== undefined });
}

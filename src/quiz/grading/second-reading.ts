import type { OpenQuestion } from '../question.ts';
import type { OpenVerdict, PointStatus, PointVerdict, SecondReading } from '../verdict.ts';
import { groundsOf, type Place, quoteFinder, speaksToReader } from './evidence.ts';
import { bandOf, formCapOf } from './rubric.ts';

const shares: Readonly<Record<PointStatus, number>> = { covered: 1, partial: 0.5, missed: 0, contradicted: 0 };
/** One passage speaks for so many points that the second reader alone has found. */
const pointsOfPassage = 2;
/** Neither sure nor unsure: one of two readers says so. */
const aloneConfidence = 0.5;

/**
 * The reading of an answer by the grader and a second reader. Never less than the grader's:
 * - A point counts as found by the second reader only where its quote stands in the answer.
 * - What both found needs no more. What the second reader alone found, or found more of, needs words that can speak for
 *   the point ({@link groundsOf}), the same passage for two points at most; what the grader found denied stays so.
 * - Caps by the answer's form hold for the sum; an answer that speaks to its reader is the grader's alone.
 * - The two agree where each by itself finds it strong.
 * @param reading without one, the grader's stands as it is
 */
export function withSecondReading(
  question: OpenQuestion,
  text: string,
  offline: OpenVerdict,
  reading: SecondReading | undefined,
): OpenVerdict {
  if (!reading || offline.band === 'no-answer') return offline;
  if (speaksToReader(text)) return { ...offline, flags: [...offline.flags, 'speaks-to-reader'] };
  const claims = claimsIn(question, text, reading);
  const grounds = groundsOf(question);
  const used: Place[] = [];
  const verdicts = offline.verdicts.map((verdict): PointVerdict => {
    const claim = claims.get(verdict.id);
    if (!claim || verdict.status === 'contradicted' || shares[claim.status] <= shares[verdict.status]) return verdict;
    if (used.filter((other) => overlap(other, claim.place)).length >= pointsOfPassage) return verdict;
    if (!grounds(claim.place.text, verdict.id)) return verdict;
    used.push(claim.place);
    return { id: verdict.id, status: claim.status, quote: claim.place.text, confidence: aloneConfidence };
  });
  const score = Math.max(
    offline.score,
    Math.min(formCapOf(question.prompt, text), shareOf(question, statusOf(verdicts))),
  );
  const own = shareOf(question, (id) => claims.get(id)?.status ?? 'missed');
  const isAgreed = offline.band === 'strong' && bandOf(own) === 'strong';
  return {
    ...offline,
    score,
    band: bandOf(score),
    verdicts,
    by: 'both',
    model: reading.model,
    ...(isAgreed && { agreed: true }),
  };
}

/** What the second reader found, with where it found it: each point of the rubric once, only what it can show. */
function claimsIn({ keyPoints }: OpenQuestion, text: string, { findings }: SecondReading) {
  const placeOf = quoteFinder(text);
  const claims = new Map<string, { status: PointStatus; place: Place }>();
  for (const { id } of keyPoints) {
    const finding = findings.find((one) => one.id === id);
    const place = finding && placeOf(finding.quote);
    if (finding && place) claims.set(id, { status: finding.status, place });
  }
  return claims;
}

function statusOf(verdicts: readonly PointVerdict[]): (id: string) => PointStatus {
  const statuses = new Map(verdicts.map(({ id, status }) => [id, status]));
  return (id) => statuses.get(id) ?? 'missed';
}

/** Σ weight × share / Σ weight, 0…1. */
function shareOf({ keyPoints }: OpenQuestion, status: (id: string) => PointStatus): number {
  const total = keyPoints.reduce((sum, { weight }) => sum + weight, 0);
  return keyPoints.reduce((sum, { id, weight }) => sum + weight * shares[status(id)], 0) / total;
}

function overlap(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}

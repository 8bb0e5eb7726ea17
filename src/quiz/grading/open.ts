import { shortened, visible } from '../plain-text.ts';
import type { KeyPoint, OpenQuestion } from '../question.ts';
import type { Band, OpenVerdict, PointStatus, PointVerdict } from '../verdict.ts';
import { contentStems, sentencesOf, stemsOf } from './stems.ts';

/** Scores from which an answer is in the band; below partial it is weak. */
export const strongFrom = 0.67;
export const partialFrom = 0.34;
/** Fewer words than this are no answer. */
const fewestWords = 3;
/** Longer texts are cut here, in UTF-16 units. */
export const gradedTextMax = 6000;

const quoteMax = 160;
/** From this share of its stems a phrasing is partly there, if it has enough of them to leave one out. */
const partialShare = 0.6;
const partialFewestStems = 3;

type Sentence = { text: string; stems: Set<string> };
type Match = { share: number; ofStems: number; quote: string | undefined };

/**
 * Which key points a free-text answer mentions: a point is covered when all words that carry one of its phrasings stand, in any
 * form, within two neighbouring sentences, and all its hard facts (`must`) are in the answer. It knows no synonyms, no negation and no
 * misconceptions, so it never says "contradicted". Score: Σ weight × (covered 1, partial ½) / Σ weight.
 */
export function gradeOpen(question: OpenQuestion, text: string): OpenVerdict {
  const cut = visible(text.slice(0, gradedTextMax));
  const words = stemsOf(cut);
  const copied = words.length > 0 && words.join(' ') === stemsOf(question.prompt).join(' ');
  const answered = words.length >= fewestWords && !copied;

  const sentences = answered ? sentencesOf(cut).map((text) => ({ text, stems: new Set(stemsOf(text)) })) : [];
  const verdicts = question.keyPoints.map((point) => pointVerdict(point, sentences));
  const score = weightedShare(question.keyPoints, verdicts);
  return {
    score,
    band: answered ? bandOf(score) : 'no-answer',
    verdicts,
    flags: copied ? ['question-copied'] : [],
    by: 'offline',
  };
}

function bandOf(score: number): Band {
  if (score >= strongFrom) return 'strong';
  return score >= partialFrom ? 'partial' : 'weak';
}

const statusCredit: Readonly<Record<PointStatus, number>> = { covered: 1, partial: 0.5, missed: 0, contradicted: 0 };

function weightedShare(points: readonly KeyPoint[], verdicts: readonly PointVerdict[]): number {
  const status = new Map(verdicts.map((verdict) => [verdict.id, verdict.status]));
  const total = points.reduce((sum, point) => sum + point.weight, 0);
  const found = points.reduce((sum, point) => sum + point.weight * statusCredit[status.get(point.id) ?? 'missed'], 0);
  return found / total;
}

function pointVerdict(point: KeyPoint, sentences: readonly Sentence[]): PointVerdict {
  const best = bestMatch(point.any, sentences);
  const whole = best.share === 1;
  if (!whole && (best.ofStems < partialFewestStems || best.share < partialShare)) {
    return { id: point.id, status: 'missed', confidence: 1 - best.share };
  }
  const status = whole && factsStated(point, sentences) ? 'covered' : 'partial';
  return { id: point.id, status, confidence: best.share, ...(best.quote === undefined ? {} : { quote: best.quote }) };
}

function factsStated(point: KeyPoint, sentences: readonly Sentence[]): boolean {
  const stated = new Set(sentences.flatMap((sentence) => [...sentence.stems]));
  return (point.must ?? []).every((group) =>
    group.some((fact) => contentStems(fact).every((stem) => stated.has(stem))),
  );
}

/** The phrasing found best, and the sentence that holds most of it. */
function bestMatch(phrasings: readonly string[], sentences: readonly Sentence[]): Match {
  let best: Match = { share: 0, ofStems: 0, quote: undefined };
  for (const phrasing of phrasings) {
    const wanted = contentStems(phrasing);
    if (wanted.length === 0) continue;
    for (const [index, first] of sentences.entries()) {
      const second = sentences[index + 1];
      const found = wanted.filter((stem) => first.stems.has(stem) || second?.stems.has(stem)).length;
      const share = found / wanted.length;
      if (share < best.share || (share === best.share && wanted.length <= best.ofStems)) continue;
      if (share === 0) continue;
      const holder = second && held(second, wanted) > held(first, wanted) ? second : first;
      best = { share, ofStems: wanted.length, quote: shortened(holder.text, quoteMax) };
    }
  }
  return best;
}

function held(sentence: Sentence, wanted: readonly string[]): number {
  return wanted.filter((stem) => sentence.stems.has(stem)).length;
}

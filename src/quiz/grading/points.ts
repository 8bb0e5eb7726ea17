import type { PointStatus, PointVerdict } from '../verdict.ts';
import { type AnswerText, type KeyWord, keyWordsOf } from './answer-text.ts';
import { contradictedFrom, type Match, matchPhrase, noMatch, standTogether } from './match.ts';
import { quoteOf } from './quote.ts';
import { type ReferenceText, readReference, readSentence } from './reference.ts';

/** What is looked for: of a question of the bank, or of a rubric that knows less. */
export type Point = {
  id: string;
  text: string;
  /** Accepted phrasings; without any, the text is the only one. */
  any?: readonly string[] | undefined;
  /** What a team takes for the point as it stands: no hard fact has to be stated beside it. */
  accepted?: readonly string[] | undefined;
  must?: readonly (readonly string[])[] | undefined;
  not?: readonly string[] | undefined;
  weight?: number | undefined;
};

/** A phrasing of so few words is there whole or not at all. */
const wholeWords = 3;
/** From these coverages on a longer phrasing is there, or partly there. */
const coveredFrom = 0.7;
const partialFrom = 0.55;
/** A point that has no phrasings is told by its own sentence: so likely has the answer said it, or a part of it. */
const sentenceCoveredFrom = 0.65;
const sentencePartialFrom = 0.25;
/** As good as certain. */
const sentenceCertain = 0.9;
/** So much of a sentence said, and that denied, contradicts it. */
const sentenceDeniedFrom = 0.5;
/** Authored phrasings name the words that matter: a distant relative of one is not it. */
export const phrasingLikeness = 0.75;
/** So many words of a phrasing may be said by others that mean the same; of a single word none. */
const replacedMax = 1;
/** What a part of a point earns of it. */
const partialShare = 0.5;
/** A hard fact is stated by so much of it. */
const factCoverage = 0.8;
/** A misconception is told by nearly all of its words. */
const misconceptionFrom = 0.8;

export type ReadPoint = {
  point: Point;
  phrasings: KeyWord[][];
  accepted: KeyWord[][];
  text: KeyWord[];
  reference: ReferenceText;
  not: KeyWord[][];
  must: KeyWord[][][];
};

/** A point with its phrases read; words of the question count less in all of them. */
export function readPoint(point: Point, promptStems: ReadonlySet<string>): ReadPoint {
  const read = (phrase: string) => keyWordsOf(phrase, promptStems);
  const phrasings = (point.any ?? []).map(read);
  return {
    point,
    phrasings,
    accepted: (point.accepted ?? []).map(read),
    text: read(point.text),
    reference: readReference(point.text, promptStems),
    not: (point.not ?? []).map(read),
    must: (point.must ?? []).map((facts) => facts.map(read)),
  };
}

/** What an answer says of a point, what that earns of its weight (0…1), and the places in its content where it says it. */
export type PointReading = { verdict: PointVerdict; share: number; places: readonly number[] };

export function readForPoint(read: ReadPoint, answer: AnswerText): PointReading {
  const found = bestPhrasing(read, answer);
  const { id } = read.point;
  if (found.status === 'missed')
    return { verdict: { id, status: 'missed', confidence: 1 - found.coverage }, share: 0, places: [] };
  const quote = quoteOf(answer, found.places);
  const told = (status: PointStatus, share: number) => ({
    verdict: { id, status, ...(quote === undefined ? {} : { quote }), confidence: Math.min(1, found.coverage) },
    share,
    places: found.places,
  });
  if (found.status === 'contradicted' || saysMisconception(read, answer, found)) return told('contradicted', 0);
  return told(found.status, found.share ?? (found.status === 'covered' ? 1 : partialShare));
}

/** `share` is what a point without phrasings earns: the more, the likelier it is told. */
type Found = Pick<Match, 'coverage' | 'places'> & { status: PointStatus; share?: number };
const worths: Readonly<Record<PointStatus, number>> = { covered: 3, partial: 2, contradicted: 1, missed: 0 };

function bestPhrasing(read: ReadPoint, answer: AnswerText): Found {
  const { phrasings, accepted, text, reference } = read;
  const withFacts = (found: Found): Found =>
    found.status === 'covered' && !factsStated(read, answer)
      ? { ...found, status: 'partial', share: partialShare }
      : found;
  if (phrasings.length + accepted.length === 0) return withFacts(toldSentence(reference, answer));
  let best: Found = { ...noMatch, status: 'missed' };
  const consider = (found: Found) => {
    const better = worths[found.status] - worths[best.status];
    if (better > 0 || (better === 0 && found.coverage > best.coverage)) best = found;
  };
  const judge = (phrasing: readonly KeyWord[]) =>
    judgedPhrasing(phrasing, matchPhrase(phrasing, answer, phrasingLikeness));
  for (const phrasing of accepted) consider(judge(phrasing));
  for (const phrasing of [...phrasings, text]) consider(withFacts(judge(phrasing)));
  return best;
}

function toldSentence(reference: ReferenceText, answer: AnswerText): Found {
  const found = readSentence(reference, answer);
  if (found === undefined) return { coverage: 0, places: [], status: 'missed' };
  const { likelihood, asserted, denied, places } = found;
  const judged = { coverage: likelihood, places, share: sentenceShare(likelihood) };
  const said = asserted + denied;
  if (said >= sentenceDeniedFrom && denied >= said / 2) return { ...judged, status: 'contradicted' };
  if (likelihood < sentencePartialFrom) return { ...judged, status: 'missed' };
  return { ...judged, status: likelihood >= sentenceCoveredFrom ? 'covered' : 'partial' };
}

function judgedPhrasing(phrase: readonly KeyWord[], match: Match): Found {
  const together = standTogether(phrase, match) && match.replaced <= (phrase.length > 1 ? replacedMax : 0);
  if (phrase.length > wholeWords) return judged(match, together ? coveredFrom : Number.POSITIVE_INFINITY, partialFrom);
  return together && match.missing === 0 ? judged(match, 0, 0) : { ...match, status: 'missed' };
}

function judged(match: Match, coveredLeast: number, partialLeast: number): Found {
  const { coverage, deniedShare } = match;
  const status = coverage >= coveredLeast ? 'covered' : coverage >= partialLeast ? 'partial' : 'missed';
  if (status === 'missed' || deniedShare < contradictedFrom) return { ...match, status };
  // An opposite alone, or among other words, may well be about something else: "3 days early" denies no "later date".
  const isSure = !match.opposed || (match.replaced === 0 && match.places.length > 1);
  return { ...match, status: status === 'covered' && isSure ? 'contradicted' : 'missed' };
}

/** Less than the likelihood: a point that is as likely as not is rarely told well. */
function sentenceShare(likelihood: number): number {
  return Math.min(1, likelihood / sentenceCertain) ** 2;
}

function saysMisconception({ not }: ReadPoint, answer: AnswerText, found: Found): boolean {
  return not.some((phrase) => {
    const match = matchPhrase(phrase, answer);
    if (match.deniedShare >= contradictedFrom || !standTogether(phrase, match)) return false;
    return match.coverage >= misconceptionFrom && match.coverage >= found.coverage;
  });
}

function factsStated({ must }: ReadPoint, answer: AnswerText): boolean {
  return must.every((facts) => facts.some((fact) => matchPhrase(fact, answer).coverage >= factCoverage));
}

import { type AnswerText, type KeyWord, keyWordsOf } from './answer-text.ts';
import { matchWhole } from './match.ts';
import { trigramLikeness } from './trigrams.ts';
import { wordsOf } from './words.ts';

/** A model answer, read once for all answers that are compared with it. */
export type ReferenceText = { words: KeyWord[]; stems: string[]; promptStems: ReadonlySet<string> };

export function readReference(text: string, promptStems: ReadonlySet<string>): ReferenceText {
  return { words: keyWordsOf(text, promptStems), stems: wordsOf(text).map(({ stem }) => stem), promptStems };
}

/**
 * How well an answer says what one of several alternative model answers says, 0…1; from .5 on it is more likely a right
 * answer than a wrong one.
 */
export function referenceScore(references: readonly ReferenceText[], answer: AnswerText): number {
  const read = references.filter(({ words }) => words.length > 0);
  return Math.max(0, ...read.map((each) => asMark(likelihoodOf(referenceFeatures(each, read.length, answer)))));
}

/** How likely an answer makes a point that is told by one sentence, and where. */
export type SentenceReading = ReferenceFeatures & { likelihood: number; places: readonly number[] };

/** Reads for a point that is told by one sentence: it is looked for in two neighbouring sentences, those that say most of it. */
export function readSentence(reference: ReferenceText, answer: AnswerText): SentenceReading | undefined {
  const told = new Set(reference.words.flatMap((word) => [...answer.sayings(word).keys()]));
  const starts = new Set([...told].flatMap((at) => [at - 1, at]));
  const windows = [...starts].map((at) => windowOf(answer, at, at + 1));
  const matches = windows.map((window) => ({ window, match: matchWhole(reference.words, window) }));
  const best = matches.reduce<(typeof matches)[0] | undefined>(
    (most, each) => (most === undefined || each.match.asserted > most.match.asserted ? each : most),
    undefined,
  );
  if (best === undefined) return undefined;
  const features = referenceFeatures(reference, 1, best.window);
  return { ...features, likelihood: likelihoodOf(features), places: best.match.places };
}

/** An answer as if it had only its sentences from one to another. Places stay those of the whole. */
function windowOf(answer: AnswerText, first: number, last: number): AnswerText {
  const inside = (sentence: number) => sentence >= first && sentence <= last;
  return {
    ...answer,
    content: answer.content.filter(({ sentence }) => inside(sentence)),
    sayings: (key) => new Map([...answer.sayings(key)].filter(([sentence]) => inside(sentence))),
  };
}

/**
 * Fitted by logistic regression on answers that teachers and tutors marked right or wrong (two public corpora of equal weight, right
 * and wrong ones of equal weight in each). What is said carries it, as a whole and of the clause that is said best, and then
 * trigrams and order; a long model answer is rarely said in full, and of several alternatives one is met by chance sooner
 * than one of one.
 */
const weights = {
  start: -1.24,
  asserted: 1.33,
  clause: 1.2,
  trigrams: 1.45,
  order: 1.66,
  length: -0.27,
  alternatives: -0.91,
};

/** What is denied costs more than it would have earned, and most where a whole sentence is denied. */
const deniedFactor = 1.2;
const dismissedFactor = 3;
/** Who says nearly all of it and denies a word of weight says the contrary: "the water was not evaporated, leaving the salt". */
const contrary = { coverage: 0.9, denied: 0.15, left: 0.15 };

/** What {@link referenceScore} weighs of one reference; all but the last two are 0…1. */
export type ReferenceFeatures = {
  asserted: number;
  clause: number;
  trigrams: number;
  /** Share of the reference's words, small ones too, that neighbouring sentences say in the same order. */
  order: number;
  /** What is said but denied, and what of it in sentences denied as a whole. */
  denied: number;
  dismissed: number;
  length: number;
  alternatives: number;
};

export function referenceFeatures(
  { words, stems, promptStems }: ReferenceText,
  alternatives: number,
  answer: AnswerText,
): ReferenceFeatures {
  const { coverage, asserted, dismissed, clause, sentences } = matchWhole(words, answer);
  return {
    asserted,
    clause,
    trigrams: trigramLikeness(words, answer.content, promptStems),
    order: orderShare(stems, answer, sentences),
    denied: coverage - asserted,
    dismissed,
    length: Math.log(words.length + 1),
    alternatives: Math.log(alternatives),
  };
}

/** Only sentences that say something of the reference count: there are small words in every other one. */
function orderShare(stems: readonly string[], { sentences }: AnswerText, saying: ReadonlySet<number>): number {
  const said = (at: number) => (saying.has(at) ? (sentences[at]?.words ?? []).map(({ stem }) => stem) : []);
  const longest = [...saying].map((at) => commonInOrder(stems, [...said(at), ...said(at + 1)]));
  return stems.length === 0 ? 0 : Math.max(0, ...longest) / stems.length;
}

/** Length of the longest common subsequence. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  const [shared, others] = [new Set(one), new Set(other)];
  const stems = other.filter((stem) => shared.has(stem));
  const row = new Uint16Array(stems.length + 1);
  for (const stem of one) {
    if (!others.has(stem)) continue;
    let diagonal = 0;
    for (let at = 0; at < stems.length; at += 1) {
      const [above = 0, left = 0] = [row[at + 1], row[at]];
      row[at + 1] = stem === stems[at] ? diagonal + 1 : Math.max(above, left);
      diagonal = above;
    }
  }
  return row.at(-1) ?? 0;
}

function likelihoodOf(found: ReferenceFeatures): number {
  if (found.asserted === 0) return 0;
  const sum =
    weights.start +
    weights.asserted * found.asserted +
    weights.clause * found.clause +
    weights.trigrams * found.trigrams +
    weights.order * found.order +
    weights.length * found.length +
    weights.alternatives * found.alternatives;
  return assertion(found) / (1 + Math.exp(-sum));
}

/** What is left, 0…1, of an answer that denies some of what the reference asserts, or asserts what it denies. */
export function assertion({
  asserted,
  denied,
  dismissed,
}: Pick<ReferenceFeatures, 'asserted' | 'denied' | 'dismissed'>): number {
  const left = Math.max(0, 1 - Math.max(deniedFactor * denied, dismissedFactor * dismissed));
  const isContrary = asserted + denied >= contrary.coverage && denied >= contrary.denied;
  return isContrary ? Math.min(left, contrary.left) : left;
}

/** Likelier than not is a pass; above it marks rise faster than likelihood does, as teachers give them. .5 stays .5. */
function asMark(likelihood: number): number {
  return likelihood <= 0.5 ? likelihood : 0.5 + 0.5 * (2 * likelihood - 1) ** 0.6;
}

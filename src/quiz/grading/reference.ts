import { type AnswerText, type KeyWord, keyWordsOf } from './answer-text.ts';
import { matchWhole } from './match.ts';
import { trigramLikeness } from './trigrams.ts';
import { wordsOf } from './words.ts';

/** A model answer, read once for all answers that are compared with it. */
export type ReferenceText = { words: KeyWord[]; stems: string[] };

export function readReference(text: string, promptStems: ReadonlySet<string>): ReferenceText {
  return { words: keyWordsOf(text, promptStems), stems: wordsOf(text).map(({ stem }) => stem) };
}

/**
 * How well an answer says what one of several alternative model answers says, 0…1; from .5 on it is more likely a right
 * answer than a wrong one.
 */
export function referenceScore(
  references: readonly ReferenceText[],
  promptStems: ReadonlySet<string>,
  answer: AnswerText,
): number {
  const read = references.filter(({ words }) => words.length > 0);
  return Math.max(0, ...read.map((each) => scoreBy(referenceFeatures(each, read.length, promptStems, answer))));
}

/**
 * Fitted by logistic regression on answers that teachers and tutors marked right or wrong (two public corpora of equal weight, right
 * and wrong ones of equal weight in each). What is said carries it, as a whole and of the clause that is said best, and then
 * trigrams and order; a long model answer is rarely said in full, and of several alternatives one is met by chance sooner
 * than one of one.
 */
const weights = { start: -1.01, asserted: 2.79, clause: 0, trigrams: 1.77, order: 0, length: -0.24, alternatives: -0.9 };

/** What is denied costs more than it would have earned, and most where a whole sentence is denied. */
const deniedFactor = 1.2;
const dismissedFactor = 3;

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
  { words, stems }: ReferenceText,
  alternatives: number,
  promptStems: ReadonlySet<string>,
  answer: AnswerText,
): ReferenceFeatures {
  const { coverage, asserted, dismissed, clause } = matchWhole(words, answer);
  return {
    asserted,
    clause,
    trigrams: trigramLikeness(words, answer.content, promptStems),
    order: orderShare(stems, answer),
    denied: coverage - asserted,
    dismissed,
    length: Math.log(words.length + 1),
    alternatives: Math.log(alternatives),
  };
}

function orderShare(stems: readonly string[], { sentences }: AnswerText): number {
  const said = sentences.map(({ words }) => words.map(({ stem }) => stem));
  const longest = said.map((each, at) => commonInOrder(stems, [...each, ...(said[at + 1] ?? [])]));
  return stems.length === 0 ? 0 : Math.max(0, ...longest) / stems.length;
}

/** Length of the longest common subsequence. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  let before = new Array<number>(other.length + 1).fill(0);
  for (const stem of one) {
    const now = [0];
    for (const [at, each] of other.entries()) {
      now.push(stem === each ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, now[at] ?? 0));
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}

function scoreBy(found: ReferenceFeatures): number {
  if (found.asserted === 0) return 0;
  const sum =
    weights.start +
    weights.asserted * found.asserted +
    weights.clause * found.clause +
    weights.trigrams * found.trigrams +
    weights.order * found.order +
    weights.length * found.length +
    weights.alternatives * found.alternatives;
  const likelihood = 1 / (1 + Math.exp(-sum));
  return asMark(likelihood * assertion(found));
}

/** What is left, 0…1, of an answer that denies some of what the reference asserts, or asserts what it denies. */
export function assertion({ denied, dismissed }: Pick<ReferenceFeatures, 'denied' | 'dismissed'>): number {
  return Math.max(0, 1 - Math.max(deniedFactor * denied, dismissedFactor * dismissed));
}

/** Likelier than not is a pass; above it marks rise faster than likelihood does, as teachers give them. .5 stays .5. */
function asMark(likelihood: number): number {
  return likelihood <= 0.5 ? likelihood : 0.5 + 0.5 * (2 * likelihood - 1) ** 0.6;
}

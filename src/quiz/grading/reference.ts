import { type AnswerText, type KeyWord, keyWordsOf } from './answer-text.ts';
import { matchWhole } from './match.ts';
import { trigramLikeness } from './trigrams.ts';

/**
 * How well an answer says what one of several alternative model answers says, 0…1; from .5 on it is more likely a right
 * answer than a wrong one.
 */
export function referenceScore(
  references: readonly string[],
  promptStems: ReadonlySet<string>,
  answer: AnswerText,
): number {
  const read = references.map((reference) => keyWordsOf(reference, promptStems)).filter((words) => words.length > 0);
  return Math.max(0, ...read.map((words) => scoreBy(referenceFeatures(words, read.length, promptStems, answer))));
}

/**
 * Fitted by logistic regression on answers that teachers and tutors marked right or wrong (two public corpora of equal weight, right
 * and wrong ones of equal weight in each). Coverage and trigrams carry it; a long model answer is rarely said in full,
 * and of several alternatives one is met by chance sooner than one of one.
 */
const weights = { start: -1.01, asserted: 2.79, trigrams: 1.77, neighbours: 0.56, length: -0.24, alternatives: -0.9 };

/** One denied word of three turns an answer around, and so does denying a third of it outright. */
const deniedFactor = 1.5;
const dismissedFactor = 3;

/** What {@link referenceScore} weighs of one reference; all but the last two are 0…1. */
export type ReferenceFeatures = {
  asserted: number;
  trigrams: number;
  neighbours: number;
  deniedShare: number;
  dismissedShare: number;
  length: number;
  alternatives: number;
};

export function referenceFeatures(
  key: readonly KeyWord[],
  alternatives: number,
  promptStems: ReadonlySet<string>,
  answer: AnswerText,
): ReferenceFeatures {
  const { coverage, deniedShare, dismissedShare, neighbours } = matchWhole(key, answer);
  return {
    asserted: coverage * (1 - deniedShare),
    trigrams: trigramLikeness(key, answer.content, promptStems),
    neighbours,
    deniedShare,
    dismissedShare,
    length: Math.log(key.length + 1),
    alternatives: Math.log(alternatives),
  };
}

function scoreBy(found: ReferenceFeatures): number {
  if (found.asserted === 0) return 0;
  const sum =
    weights.start +
    weights.asserted * found.asserted +
    weights.trigrams * found.trigrams +
    weights.neighbours * found.neighbours +
    weights.length * found.length +
    weights.alternatives * found.alternatives;
  const likelihood = 1 / (1 + Math.exp(-sum));
  return asMark(likelihood * assertion(found));
}

/** What is left, 0…1, of an answer that denies some of what the reference asserts, or asserts what it denies. */
export function assertion({ deniedShare, dismissedShare }: ReferenceFeatures): number {
  return Math.max(0, 1 - Math.max(deniedFactor * deniedShare, dismissedFactor * dismissedShare));
}

/** Likelier than not is a pass; above it marks rise faster than likelihood does, as teachers give them. .5 stays .5. */
function asMark(likelihood: number): number {
  return likelihood <= 0.5 ? likelihood : 0.5 + 0.5 * (2 * likelihood - 1) ** 0.6;
}

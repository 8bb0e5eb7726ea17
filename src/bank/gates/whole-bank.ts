import { letters } from '../../quiz/question.ts';
import { countOf } from '../fault.ts';
import { unservedInterviewTopics } from '../interview-topics.ts';
import { type Measures, measures } from '../measures.ts';
import { type BankGate, type Objection, objectIf } from './gate.ts';
import { longestMeanSentence } from './prose.ts';
import { promptSimilarity } from './similarity.ts';

const limits = {
  similarity: 0.6,
  longest: 0.3,
  shortest: 0.35,
  mostPromptWords: 0.35,
  hedgedOrOnlyWithoutAbsolute: 0.2,
  letterLeast: 0.15,
  letterMost: 0.35,
  guesser: 0.35,
};
/** Below this many questions a share says nothing: one question more would move it too far. */
const leastForShares = 20;

/** Each interview topic is served by an open question, to talk about, and by a closed one, to be sure of. */
export const interviewTopicsAreServed: BankGate = (questions) =>
  unservedInterviewTopics(questions).map(({ number, name, lacks }) => ({
    path: [],
    message: `interview topic ${number} (${name}) has no ${lacks.join(' and no ')} question`,
  }));

/** No two prompts are nearly the same; the later one is named. */
export const promptsDiffer: BankGate = (questions) => {
  const similarity = promptSimilarity(questions.map(({ prompt }) => prompt));
  return questions.flatMap(({ id }, later) => {
    const isTwin = (earlier: number) => similarity(earlier, later, limits.similarity) >= limits.similarity;
    const twin = questions.slice(0, later).findIndex((_, earlier) => isTwin(earlier));
    return objectIf(twin !== -1, ['prompt'], `prompt: nearly the same as that of ${questions[twin]?.id}`).map(
      (objection) => ({ ...objection, id }),
    );
  });
};

/** All prompts together are easy to read. */
export const bankReadsEasily: BankGate = (questions) => {
  const { wordsPerSentence } = measures(questions);
  return objectIf(
    wordsPerSentence > longestMeanSentence,
    [],
    `prompts have ${wordsPerSentence.toFixed(1)} words a sentence, at most ${longestMeanSentence} are easy to read`,
  );
};

/** The form of a choice does not tell its right option more often than chance would. */
export const noGiveAways: BankGate = (questions) => {
  const found = measures(questions);
  if (found.singleRight < leastForShares) return [];
  return [
    ...objectAbove(found, 'longest', 'the right option is the longest'),
    ...objectAbove(found, 'mostPromptWords', 'the right option shares the most words with the prompt'),
    ...objectAbove(
      found,
      'hedgedOrOnlyWithoutAbsolute',
      'the right option is the only hedged one or the only one without an absolute',
    ),
  ];
};

/** Keeping the right option short is no habit either. */
export const noShortHabit: BankGate = (questions) => {
  const found = measures(questions);
  return found.singleRight < leastForShares ? [] : objectAbove(found, 'shortest', 'the right option is the shortest');
};

/** Each of the letters a to d is right about as often as the others; e and f are rarely there. */
export const lettersAreSpread: BankGate = (questions) => {
  const { singleRight, rightLetters } = measures(questions);
  if (singleRight < leastForShares) return [];
  return letters.flatMap((letter, index) => {
    const share = rightLetters[letter];
    const least = index < 4 ? limits.letterLeast : 0;
    return objectIf(
      share < least || share > limits.letterMost,
      [],
      `letter ${letter} is right in ${percent(share)} of ${countOf(singleRight, 'choice')}, must be in ${percent(least)} to ${percent(limits.letterMost)}`,
    );
  });
};

/** Someone who knows only how tests are written does little better than chance. */
export const guesserFails: BankGate = (questions) => {
  const { guessable, guesser } = measures(questions);
  return objectIf(
    guessable >= leastForShares && guesser > limits.guesser,
    [],
    `a guesser who knows nothing gets ${percent(guesser)} of ${countOf(guessable, 'four-option choice')}, at most ${percent(limits.guesser)} may be`,
  );
};

type LimitedShare = 'longest' | 'shortest' | 'mostPromptWords' | 'hedgedOrOnlyWithoutAbsolute';

function objectAbove(found: Measures, share: LimitedShare, what: string): Objection[] {
  const choices = countOf(found.singleRight, 'choice');
  return objectIf(
    found[share] > limits[share],
    [],
    `${what} in ${percent(found[share])} of ${choices}, at most ${percent(limits[share])} may be`,
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

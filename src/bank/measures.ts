import { type Letter, letters, type Question } from '../quiz/question.ts';
import {
  type Cue,
  longest,
  mostPromptWords,
  onlyHedged,
  onlyWithoutAbsolute,
  rightLetter,
  shortest,
  singleRight,
} from './cues.ts';
import { guessable, guesserScore } from './guesser.ts';
import { meanSentenceLength } from './prose.ts';

/** How readable and how guessable a bank is. Shares are 0…1 of its single-right choices, 0 where there are none. */
export type Measures = {
  singleRight: number;
  /** The right option is the longest one. */
  longest: number;
  /** The right option is the shortest one, as happens to writers who mind the longest. */
  shortest: number;
  /** The right option shares the most words with the prompt. */
  mostPromptWords: number;
  /** The right option is the only hedged one or the only one without an absolute. */
  hedgedOrOnlyWithoutAbsolute: number;
  rightLetters: Record<Letter, number>;
  /** Four-option single-right choices, and the share of them that give-aways alone answer; chance is .25. */
  guessable: number;
  guesser: number;
  /** Mean over all prompts, fenced code left out. */
  wordsPerSentence: number;
};

export function measures(questions: readonly Question[]): Measures {
  const single = singleRight(questions);
  const share = (count: number) => (single.length === 0 ? 0 : count / single.length);
  const shareGivenAwayBy = (...cues: Cue[]) =>
    share(single.filter((question) => cues.some((cue) => cue(question).some(({ correct }) => correct))).length);
  const shareOf = (letter: Letter) => share(single.filter((question) => rightLetter(question) === letter).length);
  const [a, b, c, d, e, f] = letters;
  return {
    singleRight: single.length,
    longest: shareGivenAwayBy(longest),
    shortest: shareGivenAwayBy(shortest),
    mostPromptWords: shareGivenAwayBy(mostPromptWords),
    hedgedOrOnlyWithoutAbsolute: shareGivenAwayBy(onlyHedged, onlyWithoutAbsolute),
    rightLetters: { a: shareOf(a), b: shareOf(b), c: shareOf(c), d: shareOf(d), e: shareOf(e), f: shareOf(f) },
    guessable: guessable(questions).length,
    guesser: guesserScore(questions),
    wordsPerSentence: meanSentenceLength(questions.map(({ prompt }) => prompt)),
  };
}

import type { ChoiceQuestion, Question } from '../quiz/question.ts';
import { type Cue, longest, mostPromptWords, onlyHedged, onlyWithoutAbsolute, singleRight } from './cues.ts';

const cues: readonly Cue[] = [longest, mostPromptWords, onlyHedged, onlyWithoutAbsolute];

/**
 * Share of the four-option single-right choices that someone gets who knows nothing and takes the option that the
 * most give-aways point at. Where several lead, each counts as taken with equal chance, so there is no luck in it:
 * a bank without give-aways scores .25. No such question: 0.
 */
export function guesserScore(questions: readonly Question[]): number {
  const guessed = guessable(questions).map(chanceOfRight);
  return guessed.length === 0 ? 0 : guessed.reduce((sum, chance) => sum + chance, 0) / guessed.length;
}

/** The questions the guesser is tried on. */
export function guessable(questions: readonly Question[]): ChoiceQuestion[] {
  return singleRight(questions).filter(({ options }) => options.length === 4);
}

function chanceOfRight(question: ChoiceQuestion): number {
  const pointedAt = cues.flatMap((cue) => cue(question));
  const scored = question.options.map((option) => ({
    option,
    votes: pointedAt.filter((pointed) => pointed === option).length,
  }));
  const most = Math.max(...scored.map(({ votes }) => votes));
  const leading = scored.filter(({ votes }) => votes === most);
  return leading.filter(({ option }) => option.correct).length / leading.length;
}

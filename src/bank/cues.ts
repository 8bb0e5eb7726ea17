import { type ChoiceQuestion, type Letter, letters, type Question } from '../quiz/question.ts';
import { contentStems } from './prose.ts';

type Option = ChoiceQuestion['options'][number];

/** The options of one question that a give-away points at; empty where it points at none or at all of them. */
export type Cue = (question: ChoiceQuestion) => Option[];

const hedges =
  /\b(usually|often|typically|generally|mostly|may|might|can|could|sometimes|tends? to|in most cases|likely|probably|depends?)\b/i;
const absolutes = /\b(always|never|all|every|only|none|no|must|entirely|completely|guarantees?d?|impossible|cannot)\b/i;

/** The one option that is longer than every other. */
export const longest: Cue = ({ options }) => soleHighest(options, ({ text }) => text.length);

/** The one option that is shorter than every other. */
export const shortest: Cue = ({ options }) => soleHighest(options, ({ text }) => -text.length);

/** The one option that shares more meaningful words with the prompt than every other. */
export const mostPromptWords: Cue = ({ prompt, options }) => {
  const asked = contentStems(prompt);
  return soleHighest(options, ({ text }) => [...contentStems(text)].filter((stem) => asked.has(stem)).length);
};

/** The one option that hedges ("usually") where no other does. */
export const onlyHedged: Cue = ({ options }) => soleMatch(options, ({ text }) => hedges.test(text));

/** The one option without an absolute ("always") where every other has one. */
export const onlyWithoutAbsolute: Cue = ({ options }) => soleMatch(options, ({ text }) => !absolutes.test(text));

/** The choices with one right option: the ones that can be guessed. */
export function singleRight(questions: readonly Question[]): ChoiceQuestion[] {
  return questions.filter(
    (question): question is ChoiceQuestion =>
      question.kind === 'choice' && question.options.filter(({ correct }) => correct).length === 1,
  );
}

/** The letter of the right option of a single-right choice. */
export function rightLetter({ options }: ChoiceQuestion): Letter {
  return options.find(({ correct }) => correct)?.id ?? letters[0];
}

function soleHighest(options: readonly Option[], measure: (option: Option) => number): Option[] {
  const highest = Math.max(...options.map(measure));
  return soleMatch(options, (option) => measure(option) === highest);
}

function soleMatch(options: readonly Option[], holds: (option: Option) => boolean): Option[] {
  const matching = options.filter(holds);
  return matching.length === 1 ? matching : [];
}

import { letters, type Question } from '../../quiz/question.ts';
import { type Gate, objectIf } from './gate.ts';

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];
/** Of the value. The last bits let 0.07 be a tenth of 0.7, which floating point denies. */
const largestTolerance = 0.1 * (1 + 4 * Number.EPSILON);

/** A choice has a right option and a wrong one. */
export const choiceHasBothSides: Gate = (question) => {
  const { rights, options } = choiceParts(question);
  return [
    ...objectIf(options > 0 && rights === 0, ['options'], 'options: none is right'),
    ...objectIf(options > 0 && rights === options, ['options'], 'options: every one is right'),
  ];
};

/** Where several options are right the prompt says how many, and where one is it does not ask for more. */
export const promptSaysHowMany: Gate = (question) => {
  const { rights, options } = choiceParts(question);
  if (options === 0) return [];
  const asked = askedFor(question.prompt);
  const wanted = numberWords[rights] ?? String(rights);
  if (rights >= 2) {
    return objectIf(asked !== rights, ['prompt'], `prompt: ${wanted} options are right, so say "Choose ${wanted}."`);
  }
  return objectIf(
    asked !== undefined && asked > 1,
    ['prompt'],
    `prompt: asks for ${asked} options where ${wanted} is right`,
  );
};

/** Options are lettered a, b, c… in the order they are written. */
export const lettersInOrder: Gate = (question) => {
  if (!('options' in question)) return [];
  return question.options.flatMap(({ id }, index) =>
    objectIf(id !== letters[index], ['options', index, 'id'], `options[${index}].id: is ${id}, not ${letters[index]}`),
  );
};

/** The key of an order names each of its options once. */
export const orderIsPermutation: Gate = (question) => {
  if (question.kind !== 'order') return [];
  const given = question.options.map(({ id }) => id).toSorted();
  const keyed = question.answer.order.toSorted();
  return objectIf(
    given.join() !== keyed.join(),
    ['answer', 'order'],
    `answer.order: must name each of ${given.join(', ')} once, has ${question.answer.order.join(', ')}`,
  );
};

/** The options of an order are not written in the order asked for. */
export const orderIsShuffled: Gate = (question) => {
  if (question.kind !== 'order') return [];
  const written = question.options.map(({ id }) => id);
  return objectIf(
    written.join() === question.answer.order.join(),
    ['answer', 'order'],
    'answer.order: is the order in which the options are written, so shuffle them',
  );
};

/** The tolerance of a number forgives rounding (so some is needed for a fraction) and no more than a tenth of it. */
export const toleranceIsSensible: Gate = (question) => {
  if (question.kind !== 'numeric') return [];
  const { value, tolerance } = question.answer;
  const path = ['answer', 'tolerance'];
  return [
    ...objectIf(
      !Number.isInteger(value) && tolerance === 0,
      path,
      `answer.tolerance: is 0, but ${value} may be rounded differently`,
    ),
    ...objectIf(
      tolerance > Math.abs(value) * largestTolerance,
      path,
      `answer.tolerance: ${tolerance} is more than a tenth of ${value}`,
    ),
  ];
};

function choiceParts(question: Question): { rights: number; options: number } {
  if (question.kind !== 'choice') return { rights: 0, options: 0 };
  return { rights: question.options.filter(({ correct }) => correct).length, options: question.options.length };
}

/** The number in "choose two", "which **three**", "pick exactly 2"; undefined where none is asked for. */
function askedFor(prompt: string): number | undefined {
  const asked =
    /\b(?:choose|pick|select|name|mark|which)\s+(?:the\s+|exactly\s+)?(one|two|three|four|five|six|[1-6])\b/i.exec(
      prompt.replaceAll('*', ''),
    )?.[1];
  if (asked === undefined) return undefined;
  const word = numberWords.indexOf(asked.toLowerCase());
  return word === -1 ? Number(asked) : word;
}

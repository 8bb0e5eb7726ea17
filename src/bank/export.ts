import type { ChoiceQuestion, NumericQuestion, OpenQuestion, OrderQuestion, Question } from '../quiz/question.ts';
import type { Bank } from './load.ts';

/**
 * A question as other programs read it. It has every field the bank has; beyond that all options have one shape
 * (those of an order are all `correct`, their sequence is `answer.order`) and a number without a unit has the unit ''.
 */
type ExportedQuestion =
  | ChoiceQuestion
  | OpenQuestion
  | (Omit<OrderQuestion, 'options'> & { options: ChoiceQuestion['options'] })
  | (Omit<NumericQuestion, 'answer'> & { answer: Required<NumericQuestion['answer']> });

/** The whole bank, keys included, as one object for JSON; its shape is a promise to its readers. */
export function exportBank({ questions }: Pick<Bank, 'questions'>): { questions: ExportedQuestion[] } {
  return { questions: questions.map(exported) };
}

function exported(question: Question): ExportedQuestion {
  if (question.kind === 'order') {
    const options = question.options.map(({ id, text, why }) => ({ id, text, correct: true, why }));
    return { ...question, options };
  }
  if (question.kind === 'numeric') {
    const { value, tolerance, unit = '' } = question.answer;
    return { ...question, answer: { value, tolerance, unit } };
  }
  return question;
}

import type { Answer } from '../answer.ts';
import type { ChoiceQuestion, Letter, NumericQuestion, OrderQuestion, Question } from '../question.ts';

/**
 * Credit 0…1 for an answer with one key.
 * @throws Error when kinds differ.
 */
export function closedCredit(question: Question, answer: Answer): number {
  if (question.kind === 'choice' && answer.kind === 'choice') return choiceCredit(question, answer.letters);
  if (question.kind === 'order' && answer.kind === 'order') return orderCredit(question, answer.letters);
  if (question.kind === 'numeric' && answer.kind === 'numeric') return numericCredit(question, answer.value);
  throw new Error(`a ${answer.kind} answer cannot be graded on ${question.id} (${question.kind})`);
}

/** max(0, right − wrong) / right in key: choosing everything earns nothing where half is wrong. */
function choiceCredit(question: ChoiceQuestion, chosen: readonly Letter[]): number {
  const key = new Set(question.options.filter((option) => option.correct).map((option) => option.id));
  const right = chosen.filter((letter) => key.has(letter)).length;
  const wrong = chosen.length - right;
  return Math.max(0, right - wrong) / key.size;
}

/** Share of pairs in the right order (Kendall's tau, mapped to 0…1): one item out of place does not cost everything. */
function orderCredit(question: OrderQuestion, given: readonly Letter[]): number {
  const key = question.answer.order;
  const place = new Map(given.map((letter, index) => [letter, index]));
  const pairs = key.flatMap((earlier, index) => key.slice(index + 1).map((later) => [earlier, later] as const));
  const inOrder = pairs.filter(([earlier, later]) => {
    const [first, second] = [place.get(earlier), place.get(later)];
    return first !== undefined && second !== undefined && first < second;
  });
  return inOrder.length / pairs.length;
}

function numericCredit(question: NumericQuestion, value: number): number {
  const { value: key, tolerance } = question.answer;
  return Math.abs(value - key) <= tolerance + rounding(value, key) ? 1 : 0;
}

/** Equal but for the rounding of floating point: 0.1 + 0.2 is 0.3. */
export function sameNumber(a: number, b: number): boolean {
  return Math.abs(a - b) <= rounding(a, b);
}

/** A few thousand units in the last place: far above rounding, far below any tolerance a person writes. */
function rounding(a: number, b: number): number {
  return Math.max(Math.abs(a), Math.abs(b)) * 1e-12;
}

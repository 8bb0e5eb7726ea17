import type { Question } from '../quiz/question.ts';
import { BankError } from './fault.ts';
import { readBank } from './read.ts';
import type { Tip } from './tips.ts';

export { BankError } from './fault.ts';

/** The questions by file name and then in the file's order, so that a seeded draw is the same on every machine. */
export type Bank = { questions: Question[]; tips: Tip[]; byId: ReadonlyMap<string, Question> };

/**
 * Reads a bank: `<folder>/questions/<topic>.yaml` and `<folder>/tips.yaml`.
 * @throws {BankError} with every fault of every file, when there is any.
 */
export async function loadBank(folder: string): Promise<Bank> {
  const { questions, tips, faults } = await readBank(folder);
  if (faults.length > 0) throw new BankError(faults);
  return { questions, tips, byId: new Map(questions.map((question) => [question.id, question])) };
}

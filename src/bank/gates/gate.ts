import type { Question } from '../../quiz/question.ts';
import type { FieldPath } from '../fault.ts';

/** What a gate found in one question: the field and, in plain words, what is wrong with it. */
export type Objection = { path: FieldPath; message: string };

/** A pure rule over one question, beyond what the schema says; no objections when it holds. */
export type Gate = (question: Question) => Objection[];

/** What a gate found that only the bank as a whole shows; with an id where one question can be named for it. */
type BankObjection = Objection & { id?: string };

/** A pure rule over all questions together. */
export type BankGate = (questions: readonly Question[]) => BankObjection[];

/** One objection to the field at `path` when `broken` holds. */
export function objectIf(broken: boolean, path: FieldPath, message: string): Objection[] {
  return broken ? [{ path, message }] : [];
}

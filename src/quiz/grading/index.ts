import type { Answer } from '../answer.ts';
import { folded } from '../plain-text.ts';
import { isOpen, type Question } from '../question.ts';
import type { OpenVerdict, SecondReading, Verdict } from '../verdict.ts';
import { closedCredit, sameNumber } from './closed.ts';
import { gradeOpen } from './open.ts';
import { withSecondReading } from './second-reading.ts';

/**
 * The verdict on an answer by the question's key, or full credit when it equals an answer accepted beside the key.
 * An accepted answer of another kind than the question's accepts nothing.
 * @param reading what a second reader says of a free-text answer
 * @throws Error when the answer's kind does not fit the question's: reading it should have refused it.
 */
export function grade(
  question: Question,
  answer: Answer,
  alsoAccepted: readonly Answer[] = [],
  reading?: SecondReading,
): Verdict {
  const byKey =
    isOpen(question) && answer.kind === 'text'
      ? openVerdict(withSecondReading(question, answer.text, gradeOpen(question, answer.text), reading))
      : verdictOf(closedCredit(question, answer));
  return alsoAccepted.some((accepted) => sameAnswer(accepted, answer)) ? verdictOf(1) : byKey;
}

function openVerdict(open: OpenVerdict): Verdict {
  return { ...verdictOf(open.score), open, ...(open.agreed && { confirmedBy: 'second reader' }) };
}

function verdictOf(credit: number): Verdict {
  return { credit, right: credit === 1 };
}

function sameAnswer(a: Answer, b: Answer): boolean {
  if (a.kind === 'numeric' && b.kind === 'numeric') return sameNumber(a.value, b.value);
  if (a.kind === 'text' && b.kind === 'text') return folded(a.text) === folded(b.text);
  if (a.kind !== b.kind || !('letters' in a) || !('letters' in b)) return false;
  return a.letters.join() === b.letters.join();
}

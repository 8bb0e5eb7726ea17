import type { Answer } from '../answer.ts';
import { folded } from '../plain-text.ts';
import { isOpen, type Question } from '../question.ts';
import type { OpenVerdict, Verdict } from '../verdict.ts';
import { closedCredit, sameNumber } from './closed.ts';
import { gradeOpen, type OpenBesides } from './open.ts';

/** What counts besides a question's own key: answers accepted beside it and, for free text, what others say of it. */
export type Besides = OpenBesides & { accepted?: readonly Answer[] };

/**
 * The verdict on an answer by the question's key, or full credit when it equals an answer accepted beside the key.
 * @param besides.accepted an accepted answer of another kind than the question's accepts nothing
 * @throws Error when the answer's kind does not fit the question's: reading it should have refused it.
 */
export function grade(question: Question, answer: Answer, { accepted = [], ...open }: Besides = {}): Verdict {
  const byKey =
    isOpen(question) && answer.kind === 'text'
      ? openVerdict(gradeOpen(question, answer.text, open))
      : verdictOf(closedCredit(question, answer));
  return accepted.some((one) => sameAnswer(one, answer)) ? verdictOf(1) : byKey;
}

function openVerdict(open: OpenVerdict): Verdict {
  return { ...verdictOf(open.score), open };
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

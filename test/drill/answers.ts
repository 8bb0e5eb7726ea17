/** What the members of the drill answer, and what the server said about it: the memory against which the store is held. */

import { type Answer, readAnswer } from '../../src/quiz/answer.ts';
import type { PublicQuestion } from '../../src/quiz/question.ts';
import { pick, shuffled } from '../../src/quiz/random.ts';

/** Answers are kept as the JSON the store writes. */
type Known = {
  /** The last one whose receipt came. */
  acknowledged: string | undefined;
  /** Sent after that, and no word came back: they may be there or not. */
  unheard: string[];
};

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger() {
  const known = new Map<string, Known>();
  const of = (roundId: string, person: string): Known => {
    const key = `${roundId} ${person}`;
    const entry = known.get(key) ?? { acknowledged: undefined, unheard: [] };
    known.set(key, entry);
    return entry;
  };
  let acknowledgedCount = 0;
  return {
    sent(roundId: string, person: string, answer: string): void {
      of(roundId, person).unheard.push(answer);
    },
    acknowledged(roundId: string, person: string, answer: string): void {
      Object.assign(of(roundId, person), { acknowledged: answer, unheard: [] });
      acknowledgedCount += 1;
    },
    refused(roundId: string, person: string): void {
      of(roundId, person).unheard.pop();
    },
    count: () => acknowledgedCount,
    /** @returns a sentence for each acknowledged answer that the store lacks or has otherwise */
    lost(stored: (roundId: string, person: string) => string | undefined): string[] {
      return [...known].flatMap(([key, { acknowledged, unheard }]) => {
        if (acknowledged === undefined) return [];
        const [roundId = '', person = ''] = key.split(' ');
        const there = stored(roundId, person);
        if (there !== undefined && [acknowledged, ...unheard].includes(there)) return [];
        return [`${person} in ${roundId}: acknowledged ${acknowledged}, stored ${there ?? 'nothing'}`];
      });
    },
  };
}

const sentences = [
  'I would compare the inputs of training and serving first.',
  'A canary with a rollback, because a bad model must not reach everybody.',
  'We measured the drift by population stability and retrained weekly.',
];

/** An answer a member could type, and the JSON that the store is to hold of it. */
export function randomAnswer(question: PublicQuestion, random: () => number): { typed: string; stored: string } {
  const typed = typeAnswer(question, random);
  return { typed, stored: storedAnswer(question, typed) };
}

/** The JSON that the store is to hold of what was typed as an answer to this question. */
export function storedAnswer(question: PublicQuestion, typed: string): string {
  const read = readAnswer(question, typed);
  if ('slip' in read) throw new Error(`The drill typed ${JSON.stringify(typed)}, which is no answer: ${read.slip}`);
  return JSON.stringify(read.answer satisfies Answer);
}

function typeAnswer(question: PublicQuestion, random: () => number): string {
  const letters = shuffled(
    question.options.map(({ id }) => id),
    random,
  );
  switch (question.kind) {
    case 'choice':
      return letters.slice(0, question.several ? 1 + Math.floor(random() * letters.length) : 1).join(' ');
    case 'order':
      return letters.join(' ');
    case 'numeric':
      return String(Math.floor(random() * 1000) / 4);
    case 'open':
    case 'star':
      return `${pick(sentences, random)} Take ${Math.floor(random() * 1000)}.`;
  }
}

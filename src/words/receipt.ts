/** Receipts: what a member is told, in private, when an answer was taken or a hint is for sale. */

import { appAction, roundAction } from '../chat/action.ts';
import { type Block, type Control, type Form, type Message, privately } from '../chat/message.ts';
import { cut } from '../chat/text.ts';
import { type Answer, writeAnswer } from '../quiz/answer.ts';
import { hintPrice } from '../quiz/points.ts';
import type { PublicQuestion } from '../quiz/question.ts';
import { answerWords, slash, when } from './common.ts';
import type { RoundFacts } from './post.ts';
import { answerForm } from './question.ts';

export type ReceiptFacts = {
  answer: Answer;
  previous: Answer | undefined;
  answersSoFar: number;
  streak: number;
  /** Set for a member's first answer ever. */
  first: { shownName: string } | undefined;
  /** Whether a private message comes at the close anyway. */
  told: boolean;
  now: number;
};

export function receipt(round: RoundFacts, question: PublicQuestion, facts: ReceiptFacts): Message {
  const close = when(round.closesAt, round.zone, facts.now);
  const saved = answerWords(facts.answer, question.unit);
  const controls: Control[] = [];
  if (!facts.told)
    controls.push({ kind: 'button', id: roundAction(round.id, 'tell'), label: tellLabel(round, facts.now) });
  controls.push({ kind: 'button', id: appAction('practice'), label: 'Try another, explained now' });
  if (facts.first) {
    const again = question.kind === 'choice' && !question.several ? 'Tap another letter' : 'Answer again';
    return privately(
      {
        type: 'text',
        text: `Saved: ${saved}. Only you can see this, and nobody is told what holds before ${close}.\n${again} to change it until then.\nOn the board you are "${facts.first.shownName}".`,
      },
      {
        type: 'controls',
        controls: [
          { kind: 'button', id: appAction('alias'), label: 'Use another name' },
          { kind: 'button', id: appAction('board-off'), label: 'Leave me off' },
        ],
      },
      { type: 'controls', controls },
    );
  }
  const was = facts.previous ? ` (was ${answerWords(facts.previous, question.unit).replaceAll('**', '')})` : '';
  return privately(
    {
      type: 'text',
      text: `Saved: ${saved}${was}. Sealed until ${close}, yours to change until then. Answers so far: ${facts.answersSoFar}. Streak: ${facts.streak}.`,
    },
    { type: 'controls', controls },
  );
}

function tellLabel(round: RoundFacts, now: number): string {
  return `Tell me at ${when(round.closesAt, round.zone, now).replace(/^.*\|/, '').replace('\u{E001}', '')}`;
}

export function willTell(round: RoundFacts, now: number): Message {
  return privately({
    type: 'text',
    text: `I will send you your result at ${when(round.closesAt, round.zone, now)}, this once. ${slash('me settings tell:on')} makes it every time.`,
  });
}

/** Somebody asked for a result before its time. */
export function notRevealed(round: RoundFacts, now: number): Message {
  return privately({
    type: 'text',
    text: `#${round.number} is sealed until ${when(round.closesAt, round.zone, now)}; I tell nobody before then.`,
  });
}

/** The form of an open round, with text that was refused before or the answer that stands. */
export function roundForm(
  round: Pick<RoundFacts, 'id' | 'number'>,
  question: PublicQuestion,
  draft: string | undefined,
  standing: Answer | undefined,
): Form {
  const text = draft ?? (standing && writeAnswer(standing));
  return answerForm(question, roundAction(round.id, 'answer'), `Answer #${round.number}`, text);
}

/** An instant round asks before it counts. */
export function lockQuestion(round: RoundFacts, question: PublicQuestion, answer: Answer): Message {
  const written = answer.kind === 'text' ? 'this answer' : cut(writeAnswer(answer, question.unit), 40);
  return privately(
    {
      type: 'text',
      text: `Lock in ${answerWords(answer, question.unit)}? You have one try; then I explain it to you at once.`,
    },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: roundAction(round.id, 'lock'), label: `Lock in ${written}`, tone: 'primary' }],
    },
  );
}

/** Asks before a hint is bought: its price first. */
export function hintOffer(round: RoundFacts, left: number, taken: readonly string[]): Message {
  const blocks: Block[] = taken.map((hint) => ({ type: 'text', text: `💡 ${hint}` }));
  if (left === 0) return privately(...blocks, { type: 'quiet', text: 'That was the last hint for this question.' });
  const which = taken.length > 0 ? 'The next hint' : 'A hint';
  return privately(
    ...blocks,
    {
      type: 'text',
      text: `${which} costs ${hintPrice} points of this question's 10; an honest answer still earns 2. Left: ${left}.`,
    },
    {
      type: 'controls',
      controls: [
        {
          kind: 'button',
          id: roundAction(round.id, 'buy-hint', String(taken.length)),
          label: `Show it (−${hintPrice})`,
        },
      ],
    },
  );
}

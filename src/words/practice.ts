/** Practice: a private question, its receipt and its lesson; and the list of topics. */

import { appAction, practiceAction } from '../chat/action.ts';
import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { type Answer, type Slip, writeAnswer } from '../quiz/answer.ts';
import {
  isOpen,
  type OpenQuestion,
  type PublicQuestion,
  type Question,
  type Topic,
  toPublic,
  topics,
} from '../quiz/question.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { claimButton } from './claim.ts';
import { count, slash } from './common.ts';
import { keyInWords } from './key.ts';
import { answerControls, answerForm, questionBlocks, questionHeading } from './question.ts';
import { slipMessage } from './refusal.ts';
import { explainedAtOnce, resultDetail } from './result.ts';

export function practiceQuestion(id: string, question: PublicQuestion, hints: readonly string[]): Message {
  const controls: Control[] = answerControls(question, {
    answer: (letter) => practiceAction(id, 'answer', letter),
    form: practiceAction(id, 'form'),
  });
  if (hints.length < question.hintCount)
    controls.push({ kind: 'button', id: practiceAction(id, 'hint'), label: 'Hint' });
  controls.push({ kind: 'button', id: practiceAction(id, 'show'), label: 'Show the answer' });
  return privately(
    { type: 'heading', text: `Practice · ${questionHeading(question)}` },
    ...questionBlocks(question),
    ...hints.map((hint): Block => ({ type: 'text', text: `💡 ${hint}` })),
    { type: 'controls', controls },
    { type: 'quiet', text: 'Only you see this. Practice never scores.' },
  );
}

export function practiceForm(id: string, question: PublicQuestion, draft?: string) {
  return answerForm(question, practiceAction(id, 'answer'), 'Practice', draft);
}

export function practiceSlip(id: string, question: PublicQuestion, slip: Slip, byForm: boolean): Message {
  return slipMessage(question, slip, undefined, byForm ? practiceAction(id, 'retry') : undefined);
}

/** The answer, the key and the lesson. */
export function practiceResult(question: Question, answer: Answer | undefined, verdict: Verdict | undefined): Message {
  const head = answer && verdict ? answered(question, answer, verdict) : asked(question);
  if (!answer && !isOpen(question)) head.push({ type: 'text', text: `**${keyInWords(question)}**` });
  return privately(...explainedAtOnce(question, head), { type: 'controls', controls: [another] });
}

/**
 * What was found in a free-text answer. A message of its own, because a second reader may find more.
 * @param claim the id of the practice whose author may say that they did mention a point which was not found
 */
export function practiceReading(question: OpenQuestion, answer: Answer, verdict: Verdict, claim?: string): Message {
  const head = answered(question, answer, verdict);
  if (claim === undefined) return privately(...head);
  return privately(...head, { type: 'controls', controls: [claimButton({ subject: 'practice', id: claim })] });
}

/** What follows {@link practiceReading}. */
export function practiceLesson(question: OpenQuestion): Message {
  return privately(...explainedAtOnce(question, []), { type: 'controls', controls: [another] });
}

function asked(question: Question): Block[] {
  const shown = toPublic(question);
  return [{ type: 'heading', text: `Practice · ${questionHeading(shown)}` }, ...questionBlocks(shown)];
}

function answered(question: Question, answer: Answer, verdict: Verdict): Block[] {
  const words: Block = { type: 'text', text: verdictWords(question, answer, verdict) };
  return [...asked(question), words, ...resultDetail(question, answer, verdict)];
}

const another: Control = { kind: 'button', id: appAction('practice'), label: 'Another one', tone: 'primary' };

function verdictWords(question: Question, answer: Answer, verdict: Verdict): string {
  if (isOpen(question)) return 'Thank you. This is what I found in your answer:';
  const said = writeAnswer(answer, toPublic(question).unit);
  const key = keyInWords(question);
  if (verdict.right) return `✅ **${said}** it is: ${key}.`;
  return `You said **${said}**; **${key}** holds.`;
}

export function noPractice(topic: Topic | undefined): Message {
  const where = topic ? ` on ${topics[topic]}` : '';
  return privately({ type: 'text', text: `I have no such question${where}. ${slash('topics')} lists what there is.` });
}

export function practiceSealed(): Message {
  return privately(
    {
      type: 'text',
      text: 'That question is open in your team by now, so I keep it sealed. After its reveal you may go on here.',
    },
    { type: 'controls', controls: [another] },
  );
}

export function practiceDone(): Message {
  return privately({ type: 'text', text: 'That one is answered already.' }, { type: 'controls', controls: [another] });
}

export type TopicRow = {
  topic: Topic;
  questions: number;
  tried: number /** Mean credit 0…1 of what was tried. */;
  strength: number | undefined;
};

export function topicsMessage(rows: readonly TopicRow[]): Message {
  return privately(
    {
      type: 'table',
      caption: 'Topics, and how you fared in those you tried',
      columns: ['Topic', 'Word', 'Questions', 'You'],
      rows: rows.map(({ topic, questions, tried, strength }) => [
        topics[topic],
        topic,
        String(questions),
        strength === undefined ? '–' : `${Math.round(strength * 100)} % of ${tried}`,
      ]),
    },
    {
      type: 'quiet',
      text: `${slash('practice drift')} asks one on that topic. ${count(rows.length, 'topic')} in all.`,
    },
  );
}

export function tipMessage(text: string): Message {
  return privately(
    { type: 'text', text: `💡 ${text}` },
    { type: 'controls', controls: [{ kind: 'button', id: appAction('tip'), label: 'Another tip' }] },
  );
}

/** The key in words. Only what is shown after a close may come here. */

import type { Block } from '../chat/message.ts';
import { cut } from '../chat/text.ts';
import { writeAnswer } from '../quiz/answer.ts';
import { isOpen, type OpenQuestion, type Question } from '../quiz/question.ts';
import { capital, firstSentence } from './common.ts';

/** `B`, `A, C`, `B A D C`, `0.25 %`; nothing for questions that have no one key. */
export function keyLetters(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return writeAnswer({ kind: 'choice', letters: rightOptions(question).map(({ id }) => id) });
    case 'order':
      return writeAnswer({ kind: 'order', letters: question.answer.order });
    case 'numeric':
      return writeAnswer({ kind: 'numeric', value: question.answer.value }, question.answer.unit);
    default:
      return '';
  }
}

/** The key as letter and text: `B: Shadow`. */
export function keyInWords(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return rightOptions(question)
        .map(({ id, text }) => `${capital(id)}: ${text}`)
        .join(' · ');
    case 'order':
      return orderedItems(question)
        .map(({ id, text }) => `${capital(id)}: ${text}`)
        .join(' → ');
    default:
      return keyLetters(question);
  }
}

/** Why the key holds, in one line. */
export function keyReason(question: Question): string {
  const right = question.kind === 'choice' ? rightOptions(question) : [];
  const [only] = right;
  return only && right.length === 1 ? only.why : cut(firstSentence(question.explanation), 300);
}

function rightOptions(question: Extract<Question, { kind: 'choice' }>) {
  return question.options.filter((option) => option.correct);
}

function orderedItems(question: Extract<Question, { kind: 'order' }>) {
  return question.answer.order.flatMap((letter) => question.options.filter(({ id }) => id === letter));
}

/** Explanation, reading and the question to talk about: what follows every key. */
export function lesson(question: Question, withDiscussion: boolean): Block[] {
  const reading = question.references.map(({ title, url }) => `[${title}](${url})`).join(' · ');
  const blocks: Block[] = [
    { type: 'text', text: question.explanation },
    { type: 'text', text: `Read on: ${reading}` },
  ];
  if (withDiscussion) blocks.push({ type: 'text', text: `**To talk about:** ${question.discuss}` });
  return blocks;
}

/** Model answer and what a good answer mentions. `foundBy` says how many mentioned a point, where that may be told. */
export function modelAnswer(question: OpenQuestion, foundBy?: (pointId: string) => number): Block[] {
  const points = question.keyPoints.map(({ id, label, text }) => {
    const found = foundBy ? ` (${foundBy(id)} said so)` : '';
    return `- **${label}**${found}: ${text}`;
  });
  const blocks: Block[] = [
    { type: 'text', text: `**What it tests:** ${question.tests}` },
    { type: 'text', text: `**One strong answer**\n\n${question.modelAnswer}` },
    { type: 'text', text: `**What strong answers mention**\n\n${points.join('\n')}` },
  ];
  if (question.kind === 'star') {
    const { situation, task, action, result } = question.parts;
    const parts = [`Situation: ${situation}`, `Task: ${task}`, `Action: ${action}`, `Result: ${result}`];
    blocks.push({ type: 'text', text: `**Part by part**\n\n${parts.map((part) => `- ${part}`).join('\n')}` });
    blocks.push({ type: 'text', text: `**Traps**\n\n${question.traps.map((trap) => `- ${trap}`).join('\n')}` });
  }
  blocks.push({ type: 'text', text: `**A follow-up to expect:** ${question.followUp}` });
  return blocks;
}

/** The options with their reasons, without counts. */
export function optionReasons(question: Question): Block[] {
  if (question.kind === 'choice') {
    const lines = question.options.map(({ id, correct, why }) => `${correct ? '✅' : '❌'} ${capital(id)} · ${why}`);
    return [{ type: 'text', text: lines.join('\n') }];
  }
  if (question.kind === 'order') {
    const lines = orderedItems(question).map(
      ({ id, text, why }, place) => `${place + 1}. ${capital(id)}: ${text} · ${why}`,
    );
    return [{ type: 'text', text: lines.join('\n') }];
  }
  return isOpen(question) ? modelAnswer(question) : [];
}

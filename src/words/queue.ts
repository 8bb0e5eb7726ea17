/** The questions of the coming days. */

import { adminAction } from '../chat/action.ts';
import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { oneLine, quoted } from '../chat/text.ts';
import { writtenId } from '../quiz/own-id.ts';
import { type Topic, topics } from '../quiz/question.ts';
import { dayWords, slash } from './common.ts';

export type QueueRow = { on: string; questionId: string; topic: Topic; kind: string; title: string; queued: boolean };

export function queueMessage(rows: readonly QueueRow[]): Message {
  const [first] = rows;
  if (!first) return privately({ type: 'text', text: 'No posting day is in sight.' });
  return privately({ type: 'text', text: '**The next posting days**' }, ...rows.flatMap(queueRow), {
    type: 'quiet',
    text: `Days without a question put on them may still change. ${slash(`admin queue ${writtenId(first.questionId)} tomorrow`)} puts one on a day.`,
  });
}

function queueRow({ on, questionId, topic, kind, title, queued }: QueueRow): Block[] {
  const put = queued ? ' · put here' : '';
  const controls: Control[] = [
    { kind: 'button', id: adminAction('preview', on), label: 'Preview' },
    { kind: 'button', id: adminAction('swap', on), label: 'Swap' },
    { kind: 'button', id: adminAction('skip', on), label: 'Skip' },
  ];
  return [
    {
      type: 'text',
      text: `**${dayWords(on)}** · ${topics[topic]} · ${kind} · ${quoted(title)} (${writtenId(questionId)})${put}`,
    },
    { type: 'controls', controls },
  ];
}

export function noOther(on: string): Message {
  return privately({ type: 'text', text: `I have no other question for ${dayWords(on)}; nothing was changed.` });
}

export function queued(title: string, on: string): Message {
  return privately({ type: 'text', text: `"${quoted(title)}" is put on ${dayWords(on)}.` });
}

export function noSuchQuestion(id: string): Message {
  return privately({
    type: 'text',
    text: `I have no question "${quoted(oneLine(id, 60))}". Ids look like drift-basics-03.`,
  });
}

export function dayIsOver(on: string): Message {
  return privately({ type: 'text', text: `${dayWords(on)} is over; nothing was changed.` });
}

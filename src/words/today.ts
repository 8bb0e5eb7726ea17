/** The open question as one member sees it in private. */

import { appAction } from '../chat/action.ts';
import { type Block, type Message, privately } from '../chat/message.ts';
import { moment } from '../chat/text.ts';
import type { Answer } from '../quiz/answer.ts';
import { localTime } from '../quiz/calendar.ts';
import type { PublicQuestion } from '../quiz/question.ts';
import { answerWords, channelName, dayWords, when } from './common.ts';
import { type RoundFacts, roundControls, roundHeading } from './post.ts';
import { questionBlocks } from './question.ts';

export function todayMessage(
  round: RoundFacts,
  question: PublicQuestion,
  own: { answer: Answer | undefined; place: string | undefined; now: number },
): Message {
  const close = when(round.closesAt, round.zone, own.now);
  const answered = own.answer
    ? `You answered ${answerWords(own.answer, question.unit)}; sealed until ${close}, yours to change until then.`
    : `You have not answered yet. Open until ${close}.`;
  const blocks: Block[] = [
    { type: 'heading', text: roundHeading(round, question) },
    ...questionBlocks(question),
    { type: 'controls', controls: roundControls(round, question) },
    { type: 'text', text: answered },
  ];
  if (own.place !== undefined) blocks.push({ type: 'quiet', text: `From ${channelName(own.place)}` });
  return privately(...blocks);
}

export function nothingOpenNow(facts: {
  place: string | undefined;
  next: { on: string; at: number } | undefined;
  zone: string;
  last: number | undefined;
}): Message {
  const where = facts.place === undefined ? '' : ` in ${channelName(facts.place)}`;
  const next = facts.next
    ? ` The next one comes ${moment(facts.next.at, `${dayWords(facts.next.on)} ${localTime(facts.next.at, facts.zone)}`)}.`
    : '';
  const last = facts.last === undefined ? '' : ` #${facts.last} is revealed in its thread.`;
  return privately(
    { type: 'text', text: `No question is open${where} right now.${next}${last}` },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: appAction('practice'), label: 'Try one now', tone: 'primary' }],
    },
  );
}

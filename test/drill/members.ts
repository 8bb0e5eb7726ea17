/** The three members at work: they find the open round in a channel and answer it by button, form or command. */

import { setTimeout as pause } from 'node:timers/promises';
import type { PublicQuestion } from '../../src/quiz/question.ts';
import { type Ledger, randomAnswer, storedAnswer } from './answers.ts';
import type { Doors, Seen } from './doors.ts';

const members = ['alice', 'bob', 'carol'] as const;

export type OpenPost = { roundId: string; message: string; channel: string };

/** The post that takes answers now, as a member sees it. */
export async function openPost(doors: Doors, channel: string): Promise<OpenPost | undefined> {
  const posts = (await doors.messages('bob', channel)).filter((message) => !message.private).reverse();
  for (const { id: message, controls } of posts) {
    const roundId = controls
      .map(({ id }) => /^round:([a-z0-9]+):(?:answer|form)/.exec(id)?.[1])
      .find((id) => id !== undefined);
    if (roundId !== undefined) return { roundId, message, channel };
  }
  return undefined;
}

export type Answering = {
  doors: Doors;
  ledger: Ledger;
  random(): number;
  questionOf(roundId: string): Promise<PublicQuestion>;
};

/** Every member answers, and changes the answer up to twice; each waits for the receipt before going on. */
export async function everybodyAnswers(answering: Answering, post: OpenPost): Promise<void> {
  const question = await answering.questionOf(post.roundId);
  await Promise.all(
    members.map(async (person) => {
      const times = 1 + Math.floor(answering.random() * 3);
      for (let time = 0; time < times; time += 1) {
        await answerOnce(answering, post, question, person);
        await pause(answering.random() * 10);
      }
    }),
  );
}

async function answerOnce(
  answering: Answering,
  post: OpenPost,
  question: PublicQuestion,
  person: string,
): Promise<void> {
  const { doors, ledger, random } = answering;
  const { typed, stored } = randomAnswer(question, random);
  const { roundId, channel, message } = post;
  ledger.sent(roundId, person, stored);
  const answer = await (random() < 0.3
    ? doors.command(person, channel, `answer ${typed}`)
    : doors.action(person, channel, { message, ...control(post, question, typed) }));
  if (!answer) return;
  const receipt = answer.find(isReceipt);
  if (answer.some(isRefusal)) ledger.refused(roundId, person);
  if (!receipt) return;
  // A command means the round that is open when it arrives, which may be the next one by then.
  const meant = roundOfReceipt(receipt) ?? roundId;
  if (meant === roundId) return ledger.acknowledged(roundId, person, stored);
  ledger.refused(roundId, person);
  // What was typed as a letter may be read as free text there.
  ledger.acknowledged(meant, person, storedAnswer(await answering.questionOf(meant), typed));
}

function control(
  { roundId }: OpenPost,
  question: PublicQuestion,
  typed: string,
): { action: string; values?: { answer: string } } {
  const byTap = question.kind === 'choice' && !question.several;
  return byTap
    ? { action: `round:${roundId}:answer:${typed}` }
    : { action: `round:${roundId}:answer`, values: { answer: typed } };
}

function isReceipt(message: Seen): boolean {
  return message.private && message.text.startsWith('Saved: ');
}

function isRefusal(message: Seen): boolean {
  return message.private && /is closed; nothing was changed|was withdrawn; it scores for nobody/.test(message.text);
}

function roundOfReceipt({ controls }: Seen): string | undefined {
  return controls.map(({ id }) => /^round:([a-z0-9]+):tell/.exec(id)?.[1]).find((id) => id !== undefined);
}

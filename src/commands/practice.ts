import { type Reply, reply } from '../chat/message.ts';
import { difficulty, topic } from '../chat/option.ts';
import { choosePractice } from '../practice/choose.ts';
import { toPublic } from '../quiz/question.ts';
import { addPractice } from '../store/practices.ts';
import { noPractice, practiceQuestion } from '../words/practice.ts';
import type { Context } from './context.ts';
import { defineCommand } from './define.ts';

export const practiceCommand = defineCommand({
  name: 'practice',
  access: 'member',
  options: { topic, difficulty },
  examples: ['practice', 'practice drift', 'practice cost hard', 'practice difficulty:1'],
  run: startPractice,
});

/** Asks one question in private; the store remembers it, so that its answer can come whenever it likes. */
export async function startPractice(context: Context, wish: Parameters<typeof choosePractice>[2]): Promise<Reply> {
  const { app, at, member } = context;
  const question = await choosePractice(app, member, wish);
  if (!question) return reply(noPractice(wish.topic));
  const id = app.newId();
  const asked = await app.store.transaction((tx) => addPractice(tx, { id, memberId: member.id, at }, question));
  return reply(practiceQuestion(id, toPublic(asked), []));
}

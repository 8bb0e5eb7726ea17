import { type Reply, reply } from '../chat/message.ts';
import { pick, seeded } from '../quiz/random.ts';
import { tipMessage } from '../words/practice.ts';
import type { Context } from './context.ts';
import { defineCommand } from './define.ts';

export const tipCommand = defineCommand({ name: 'tip', access: 'member', options: {}, examples: ['tip'], run: tip });

export async function tip({ app }: Context): Promise<Reply> {
  const chosen = pick(app.bank.tips, seeded(app.newId()));
  return reply(tipMessage(chosen?.text ?? ''));
}

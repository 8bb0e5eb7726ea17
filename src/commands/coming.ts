import { reply } from '../chat/message.ts';
import { rest, text } from '../chat/option.ts';
import { type CommandName, comingMessage } from '../words/usage.ts';
import { type AnyCommand, defineCommand } from './define.ts';

const member = ['review', 'interview', 'me plan', 'me link'] as const;
const admin = ['admin link'] as const;

/** Commands that are promised and not there yet: known, so that nobody is told "unknown", and absent from help. */
export const comingCommands: readonly AnyCommand[] = [
  ...member.map((name) => coming(name, 'member')),
  ...admin.map((name) => coming(name, 'admin')),
];

function coming(name: CommandName, access: 'member' | 'admin'): AnyCommand {
  return defineCommand({
    name,
    access,
    options: { rest: rest(text) },
    examples: [],
    coming: true,
    run: async () => reply(comingMessage(name)),
  });
}

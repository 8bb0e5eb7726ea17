import { reply } from '../chat/message.ts';
import { nearestCommand } from '../chat/nearest.ts';
import { rest, text } from '../chat/option.ts';
import { oneLine } from '../chat/text.ts';
import { commandHelp, helpMessage, privacyMessage, unknownTopic } from '../words/help.ts';
import { isAdmin } from './context.ts';
import { type AnyCommand, defineCommand } from './define.ts';

/** @param all every command, this one included */
export function helpCommand(all: () => readonly AnyCommand[]): AnyCommand {
  return defineCommand({
    name: 'help',
    access: 'member',
    options: { topic: rest(text) },
    examples: ['help', 'help answer', 'help privacy'],
    async run(context, { topic }) {
      if (topic === undefined) return reply(helpMessage(all(), await isAdmin(context)));
      const wanted = oneLine(topic, 60).toLowerCase();
      if (wanted === 'privacy') return reply(privacyMessage(context.app.reader?.model));
      if (wanted === 'me' || wanted === 'admin') {
        return reply(
          helpMessage(
            all().filter(({ name }) => name.startsWith(`${wanted} `)),
            true,
          ),
        );
      }
      const name = all().some((command) => command.name === wanted) ? wanted : nearestCommand(all(), wanted);
      const command = all().find((candidate) => candidate.name === name && !candidate.coming);
      return reply(command ? commandHelp(command) : unknownTopic(wanted));
    },
  });
}

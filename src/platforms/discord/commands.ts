/** The one slash command as Discord registers it, out of our own definitions. Pure. */

import {
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandShape } from '../../chat/command.ts';
import { cut, unmarked } from '../../chat/text.ts';
import { commandTexts } from '../../words/discord.ts';
import { summaryOf } from '../../words/help.ts';
import { expected } from '../../words/usage.ts';
import { isOffered } from './suggest.ts';

export type RootCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;
type Subcommand = APIApplicationCommandSubcommandOption;

export const rootName = 'mlops-quiz';
const longestDescription = 100;
const mostChoices = 25;

/**
 * `/mlops-quiz` with its subcommands, for servers that added the bot. Whether somebody may use `admin` is asked when
 * they do: Discord knows default rights for whole commands only.
 */
export function rootCommand(commands: readonly CommandShape[]): RootCommand {
  const ready = commands.filter(({ coming }) => !coming);
  const groups = new Set(
    ready.map(({ name }) => name.split(' ')).flatMap(([group = '', word]) => (word ? [group] : [])),
  );
  return {
    type: ApplicationCommandType.ChatInput,
    name: rootName,
    description: commandTexts.root,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      ...ready.filter(({ name }) => !name.includes(' ')).map((command) => subcommand(command, command.name)),
      ...[...groups].map((group) => groupOf(group, ready)),
    ],
  };
}

function groupOf(group: string, commands: readonly CommandShape[]): APIApplicationCommandSubcommandGroupOption {
  const inside = commands.filter(({ name }) => name.startsWith(`${group} `));
  return {
    type: ApplicationCommandOptionType.SubcommandGroup,
    name: group,
    description: group === 'admin' || group === 'me' ? commandTexts[group] : group,
    options: inside.map((command) => subcommand(command, command.name.slice(group.length + 1))),
  };
}

function subcommand(command: CommandShape, name: string): Subcommand {
  const options = Object.keys(command.options).map((option) => stringOption(command, option));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: described(summaryOf(command.name)),
    // Discord wants the required ones first.
    ...(options.length > 0 && { options: options.sort((a, b) => Number(b.required) - Number(a.required)) }),
  };
}

/** Every value is a text: the option's own reader is the same on every platform. */
function stringOption(command: CommandShape, name: string): APIApplicationCommandStringOption {
  const option = command.options[name];
  const common = {
    type: ApplicationCommandOptionType.String as const,
    name,
    description: described(expected(command, name)),
    required: option?.required ?? false,
  };
  if (!option) return common;
  if (isOffered(option.expects)) return { ...common, autocomplete: true };
  const { choices = [] } = option;
  if (choices.length === 0 || choices.length > mostChoices) return common;
  return { ...common, choices: choices.map(({ value, label }) => ({ name: label, value })) };
}

function described(words: string): string {
  return cut(unmarked(words), longestDescription);
}

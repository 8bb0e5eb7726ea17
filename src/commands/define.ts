import type { Command, Options } from '../chat/command.ts';
import type { CommandName } from '../words/usage.ts';
import type { Context } from './context.ts';

export type AnyCommand = Command<Context> & { name: CommandName };

/** One typed definition of a subcommand: parsing, usage, help and every platform's own form come from it. */
export function defineCommand<O extends Options>(command: Command<Context, O> & { name: CommandName }): AnyCommand {
  // Arguments are read by the command's own options, so `run` only ever gets what it declared.
  return command as unknown as AnyCommand;
}

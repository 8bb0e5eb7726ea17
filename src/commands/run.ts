import { type Given, readOptions } from '../chat/command.ts';
import { type Reply, reply } from '../chat/message.ts';
import { adminsOnly } from '../words/people.ts';
import { type Context, isAdmin, todayHere } from './context.ts';
import type { AnyCommand } from './define.ts';

/**
 * Runs a command for whoever may use it.
 * @throws UsageError for values that its options cannot read.
 */
export async function runCommand(context: Context, command: AnyCommand, given: Given): Promise<Reply> {
  if (command.access === 'admin' && !(await isAdmin(context))) return reply(adminsOnly(context.call.platform));
  // What day it is here costs two look-ups, and only typed dates ask for it.
  const today = given.size === 0 ? '' : await todayHere(context);
  return command.run(context, readOptions(command, given, { today }));
}

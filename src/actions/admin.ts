/** The admin's buttons. */

import type { AdminAction } from '../chat/action.ts';
import { readOptions, UsageError } from '../chat/command.ts';
import { faultAt } from '../chat/fault.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { preview, showQueue, swap } from '../commands/admin/queue.ts';
import { post } from '../commands/admin/rounds.ts';
import { resume, skip } from '../commands/admin/schedule.ts';
import { checkRights, keepOpenLonger, saveSetup, setupByForm, setupCommand } from '../commands/admin/setup.ts';
import { type Context, isAdmin, todayHere } from '../commands/context.ts';
import { adminsOnly } from '../words/people.ts';
import { usageMessage } from '../words/usage.ts';

export async function adminControl(context: Context, { word, detail }: AdminAction, used: Used): Promise<Reply> {
  if (!(await isAdmin(context))) return reply(adminsOnly(context.call.platform));
  switch (word) {
    case 'setup':
      return setupFromForm(context, used);
    case 'setup-form':
      return setupByForm(context);
    case 'post':
      return post(context);
    case 'preview':
      return preview(context, detail === '' ? undefined : detail);
    case 'swap':
      return swap(context, detail);
    case 'skip':
      await skip(context, { date: { from: detail, until: detail } });
      return { ...(await showQueue(context)), replaces: true };
    case 'resume':
      return resume(context);
    case 'check':
      return checkRights(context);
    case 'open-longer':
      return keepOpenLonger(context);
  }
}

/** The form's inputs go through the same readers as the typed command. */
async function setupFromForm(context: Context, used: Used): Promise<Reply> {
  const given = new Map([...used.values].map(([name, values]) => [name, values.join(',')]));
  try {
    return await saveSetup(context, readOptions(setupCommand, given, { today: await todayHere(context) }));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const message = usageMessage(error.reason, error.command);
    const input = 'option' in error.reason ? error.reason.option : undefined;
    return { ...reply(message), ...(input !== undefined && { faults: [faultAt(input, message)] }) };
  }
}

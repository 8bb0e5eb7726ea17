/** The admin's buttons. */

import type { AdminAction } from '../chat/action.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { importQuestions } from '../commands/admin/import.ts';
import { preview, showQueue, swap } from '../commands/admin/queue.ts';
import { post } from '../commands/admin/rounds.ts';
import { resume, skip } from '../commands/admin/schedule.ts';
import { checkRights, keepOpenLonger, setupByDraft, setupByForm, setupFromForm } from '../commands/admin/setup.ts';
import { type Context, isAdmin } from '../commands/context.ts';
import { adminsOnly } from '../words/people.ts';

export async function adminControl(context: Context, { word, detail }: AdminAction, used: Used): Promise<Reply> {
  if (!(await isAdmin(context))) return reply(adminsOnly(context.call.platform));
  switch (word) {
    case 'setup':
      return setupFromForm(context, used);
    case 'setup-form':
      return detail === 'again' ? setupByDraft(context) : setupByForm(context);
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
    case 'import':
      return importQuestions(context, used);
  }
}

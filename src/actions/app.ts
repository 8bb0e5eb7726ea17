/** Controls that belong to no round: shortcuts to commands, and the admin's buttons. */

import { boardOf } from '../boards/board.ts';
import type { AppAction } from '../chat/action.ts';
import { readOptions, UsageError } from '../chat/command.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { suggestedLine } from '../chat/nearest.ts';
import { parseText } from '../chat/parse-text.ts';
import { preview } from '../commands/admin/preview.ts';
import { post } from '../commands/admin/rounds.ts';
import { resume } from '../commands/admin/schedule.ts';
import { checkRights, keepOpenLonger, saveSetup, setupByForm, setupCommand } from '../commands/admin/setup.ts';
import { type Context, isAdmin, spotOf, todayHere } from '../commands/context.ts';
import { helpCommand } from '../commands/help.ts';
import { commands } from '../commands/index.ts';
import { leaderboard } from '../commands/leaderboard.ts';
import { deleteMe } from '../commands/me/data.ts';
import { changeSettings, leaveBoard } from '../commands/me/settings.ts';
import { startPractice } from '../commands/practice.ts';
import { runCommand } from '../commands/run.ts';
import { tip } from '../commands/tip.ts';
import { today } from '../commands/today.ts';
import { adminsOnly } from '../words/admin.ts';
import { type Period, type Scope, sharedBoard } from '../words/board.ts';
import { shownName } from '../words/common.ts';
import { noSchedule, staleControl } from '../words/help.ts';
import { aliasForm } from '../words/member.ts';
import { usageMessage } from '../words/usage.ts';

const adminWords: ReadonlySet<AppAction['word']> = new Set([
  'setup',
  'setup-form',
  'post',
  'preview',
  'resume',
  'check',
  'open-longer',
]);

export async function appControl(context: Context, action: AppAction, used: Used): Promise<Reply> {
  if (adminWords.has(action.word) && !(await isAdmin(context))) return reply(adminsOnly(context.call.platform));
  switch (action.word) {
    case 'practice':
      return startPractice(context, {});
    case 'today':
      return today(context);
    case 'tip':
      return tip(context);
    case 'help':
      return helpCommand(() => commands).run(context, {});
    case 'leaderboard':
      return withBoard(action.detail, async (period, scope) => ({
        ...(await leaderboard(context, period, scope)),
        replaces: true,
      }));
    case 'share-leaderboard':
      return withBoard(action.detail, (period, scope) => shareBoard(context, period, scope));
    case 'board-off':
      return leaveBoard(context);
    case 'alias':
      return action.detail === 'save'
        ? changeSettings(context, { alias: used.values.get('alias')?.[0] ?? '' })
        : { messages: [], form: aliasForm(context.member.alias) };
    case 'delete':
      return deleteMe(context);
    case 'setup':
      return setupFromForm(context, used);
    case 'setup-form':
      return setupByForm(context);
    case 'post':
      return post(context);
    case 'preview':
      return preview(context);
    case 'resume':
      return resume(context);
    case 'check':
      return checkRights(context);
    case 'open-longer':
      return keepOpenLonger(context);
    case 'run': {
      const { command, given } = parseText(commands, suggestedLine(action.detail));
      return runCommand(context, command, given);
    }
  }
}

const boardDetail = /^(week|last-week|season|accuracy)-in-(channel|team)$/;
const periods: readonly Period[] = ['week', 'last-week', 'season', 'accuracy'];

async function withBoard(detail: string, show: (period: Period, scope: Scope) => Promise<Reply>): Promise<Reply> {
  const [, word, where] = boardDetail.exec(detail) ?? [];
  const period = periods.find((known) => known === word);
  return period ? show(period, where === 'team' ? 'team' : 'channel') : reply(staleControl());
}

/** Shares what the member saw, for everybody in the channel and only on this explicit wish. */
async function shareBoard(context: Context, period: Period, scope: Scope): Promise<Reply> {
  const spot = await spotOf(context);
  if (!spot || spot.elsewhere) return reply(noSchedule());
  return reply(sharedBoard(await boardOf(context.app.db, context, spot, { period, scope }), shownName(context.member)));
}

/** The form's inputs go through the same readers as the typed command. */
async function setupFromForm(context: Context, used: Used): Promise<Reply> {
  const given = new Map([...used.values].map(([name, values]) => [name, values.join(',')]));
  try {
    return await saveSetup(context, readOptions(setupCommand, given, { today: await todayHere(context) }));
  } catch (error) {
    if (error instanceof UsageError) return reply(usageMessage(error.reason, error.command));
    throw error;
  }
}

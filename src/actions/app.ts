/** Controls that belong to no round: shortcuts to commands. */

import { boardOf } from '../boards/board.ts';
import type { AppAction } from '../chat/action.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { suggestedLine } from '../chat/nearest.ts';
import { parseText } from '../chat/parse-text.ts';
import { wake } from '../commands/admin/schedule.ts';
import { type Context, spotOf } from '../commands/context.ts';
import { helpCommand } from '../commands/help.ts';
import { commands } from '../commands/index.ts';
import { leaderboard } from '../commands/leaderboard.ts';
import { deleteMe } from '../commands/me/data.ts';
import { changeSettings, leaveBoard } from '../commands/me/settings.ts';
import { startPractice } from '../commands/practice.ts';
import { runCommand } from '../commands/run.ts';
import { suggest } from '../commands/suggest.ts';
import { tip } from '../commands/tip.ts';
import { today } from '../commands/today.ts';
import { type Period, type Scope, sharedBoard } from '../words/board.ts';
import { shownName } from '../words/common.ts';
import { noSchedule, staleControl } from '../words/help.ts';
import { aliasForm } from '../words/member.ts';

export async function appControl(context: Context, action: AppAction, used: Used): Promise<Reply> {
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
    case 'wake':
      return wake(context);
    case 'suggest':
      return suggest(context, used);
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

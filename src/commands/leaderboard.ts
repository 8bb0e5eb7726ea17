import { boardOf } from '../boards/board.ts';
import { type Reply, reply } from '../chat/message.ts';
import { choice } from '../chat/option.ts';
import { boardMessage, type Period, type Scope } from '../words/board.ts';
import { noSchedule } from '../words/help.ts';
import { type Context, spotOf } from './context.ts';
import { defineCommand } from './define.ts';

export const leaderboardCommand = defineCommand({
  name: 'leaderboard',
  access: 'member',
  options: {
    period: choice(
      { week: 'this week', 'last-week': 'last week, final', season: 'this season', accuracy: 'accuracy' },
      { lastweek: 'last-week', last: 'last-week' },
    ),
    scope: choice({ channel: 'this channel', team: 'the whole team' }),
  },
  examples: ['leaderboard', 'leaderboard season', 'leaderboard last-week team', 'leaderboard scope:team'],
  run: (context, { period = 'week', scope = 'channel' }) => leaderboard(context, period, scope),
});

export async function leaderboard(context: Context, period: Period, scope: Scope): Promise<Reply> {
  const spot = await spotOf(context);
  if (!spot) return reply(noSchedule());
  return reply(boardMessage(await boardOf(context.app.db, context, spot, { period, scope })));
}

import { reply } from '../../chat/message.ts';
import { localDay } from '../../quiz/calendar.ts';
import { accuracyFewestAnswers } from '../../quiz/leaderboard.ts';
import { seasonOf, weekOf } from '../../quiz/season.ts';
import { streakOf } from '../../rounds/streak-of.ts';
import { practisedCount } from '../../store/practices.ts';
import { allTime, scoreOf } from '../../store/scores.ts';
import { nothingYet, statsMessage } from '../../words/member.ts';
import { spotOf } from '../context.ts';
import { defineCommand } from '../define.ts';

export const statsCommand = defineCommand({
  name: 'me stats',
  access: 'member',
  options: {},
  examples: ['me stats'],
  async run(context) {
    const { app, member, at } = context;
    const spot = await spotOf(context);
    if (!spot || member.lastChannelId === null) return reply(nothingYet());
    const { channel, schedule } = spot;
    const week = weekOf(localDay(at, schedule.zone));
    const board = (period: string) => ({ teamId: channel.teamId, channelId: channel.id, period });
    const all = await scoreOf(app.db, board(allTime), member.id);
    return reply(
      statsMessage({
        place: channel.name,
        streak: await streakOf(app.db, member, channel.id, schedule.zone),
        week: (await scoreOf(app.db, board(week), member.id))?.points ?? 0,
        season: (await scoreOf(app.db, board(seasonOf(week)), member.id))?.points ?? 0,
        answers: all?.answers ?? 0,
        accuracy: all && all.answers >= accuracyFewestAnswers ? all.credit / all.answers : undefined,
        practised: await practisedCount(app.db, member.id),
      }),
    );
  },
});

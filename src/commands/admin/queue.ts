import { reply } from '../../chat/message.ts';
import { date, questionId } from '../../chat/option.ts';
import { localDay } from '../../quiz/calendar.ts';
import { forecast } from '../../rounds/forecast.ts';
import { queueQuestion } from '../../store/channels.ts';
import { dayIsOver, noSuchQuestion, queued, queueMessage } from '../../words/admin.ts';
import { channelHere } from '../context.ts';
import { defineCommand } from '../define.ts';
import { withSchedule } from './schedule.ts';

export const queueCommand = defineCommand({
  name: 'admin queue',
  access: 'admin',
  options: { question: questionId, date },
  examples: ['admin queue', 'admin queue drift-basics-03 tomorrow', 'admin queue drift-basics-03 2026-11-27'],
  run: (context, { question, date }) =>
    withSchedule(context, async (schedule) => {
      const { app, at } = context;
      const channel = await channelHere(context);
      if (question === undefined) return reply(queueMessage(await forecast(app, channel, schedule, at, 5)));
      const chosen = app.bank.byId.get(question);
      if (!chosen) return reply(noSuchQuestion(question));
      const today = localDay(at, schedule.zone);
      const on = date ?? schedule.next?.on ?? today;
      if (on < today) return reply(dayIsOver(on));
      await queueQuestion(app.db, channel.id, on, chosen.id);
      return reply(queued(chosen.title, on));
    }),
});

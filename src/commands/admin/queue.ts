import { type Reply, reply } from '../../chat/message.ts';
import { date, questionId } from '../../chat/option.ts';
import { localDay } from '../../quiz/calendar.ts';
import { alternative, forecast } from '../../rounds/forecast.ts';
import { poolOf, questionNamed } from '../../rounds/pool.ts';
import { queueQuestion } from '../../store/schedules.ts';
import { previewMessage } from '../../words/post.ts';
import { dayIsOver, noOther, noSuchQuestion, queued, queueMessage } from '../../words/queue.ts';
import { type Context, channelHere } from '../context.ts';
import { defineCommand } from '../define.ts';
import { withSchedule } from './schedule.ts';

export const queueCommand = defineCommand({
  name: 'admin queue',
  access: 'admin',
  options: { question: questionId, date },
  examples: ['admin queue', 'admin queue drift-basics-03 tomorrow', 'admin queue drift-basics-03 2026-11-27'],
  run: (context, { question, date }) =>
    question === undefined ? showQueue(context) : putOnDay(context, question, date),
});

const daysShown = 5;

/** The next posting days with what they would ask. */
export function showQueue(context: Context): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const { app, at } = context;
    return reply(queueMessage(await forecast(app, await channelHere(context), schedule, at, daysShown)));
  });
}

function putOnDay(context: Context, question: string, date: string | undefined): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const { app, at, workspace } = context;
    const { teamId } = workspace;
    const chosen = questionNamed(await poolOf(app, app.db, teamId), teamId, question);
    if (!chosen) return reply(noSuchQuestion(question));
    const today = localDay(at, schedule.zone);
    const on = date ?? schedule.next?.on ?? today;
    if (on < today) return reply(dayIsOver(on));
    await queueQuestion(app.db, schedule.channelId, on, chosen.id);
    return reply(queued(chosen.title, on));
  });
}

/** The question of a coming day as members will see it: without its key, and for this admin only. No day means the next. */
export function preview(context: Context, on?: string): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const { app, at } = context;
    const days = await forecast(app, await channelHere(context), schedule, at, daysShown);
    const day = on === undefined ? days[0] : days.find((candidate) => candidate.on === on);
    return reply(previewMessage(day?.question, day?.on));
  });
}

/** Puts another question on a coming day. */
export function swap(context: Context, on: string): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const { app, at } = context;
    const channel = await channelHere(context);
    const other = await alternative(app, channel, schedule, at, on, daysShown);
    if (!other) return reply(noOther(on));
    await queueQuestion(app.db, channel.id, on, other.id);
    return { ...(await showQueue(context)), replaces: true };
  });
}

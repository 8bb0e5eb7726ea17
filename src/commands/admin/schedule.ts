/** Pausing, resuming, skipping and ending the schedule of the channel a command is typed in. */

import { type Reply, reply } from '../../chat/message.ts';
import { type Dates, date, dates } from '../../chat/option.ts';
import { addDays, instantOf, laterDay, localDay, postingAt } from '../../quiz/calendar.ts';
import { nextPosting, setSchedule } from '../../rounds/set-schedule.ts';
import { liveRound } from '../../store/rounds.ts';
import { type ChannelSchedule, saveSchedule, scheduleOf, skipDays } from '../../store/schedules.ts';
import { dayIsOver } from '../../words/queue.ts';
import { awake, nothingScheduled, paused, removed, resumed, skipped } from '../../words/schedule.ts';
import { type Context, channelHere } from '../context.ts';
import { defineCommand } from '../define.ts';

export const pauseCommand = defineCommand({
  name: 'admin pause',
  access: 'admin',
  options: { until: date },
  examples: ['admin pause', 'admin pause 2027-01-04'],
  run: (context, { until }) =>
    withSchedule(context, async (schedule) => {
      const { app, at } = context;
      const { zone } = schedule;
      if (until !== undefined && until <= localDay(at, zone)) return reply(dayIsOver(until));
      // A pause with an end keeps its next posting; the schedule wakes with it.
      const next =
        until === undefined ? undefined : await nextPosting(app.db, schedule, instantOf(until, '00:00', zone) - 1);
      await saveSchedule(app.db, { ...schedule, status: 'paused', pausedBy: 'admin', next }, at);
      return reply(paused(until));
    }),
});

export const resumeCommand = defineCommand({
  name: 'admin resume',
  access: 'admin',
  options: {},
  examples: ['admin resume'],
  run: resume,
});

/** Anybody's tap ends a pause that silence began; any other pause is an admin's to end. */
export async function wake(context: Context): Promise<Reply> {
  const channel = await channelHere(context);
  const schedule = await scheduleOf(context.app.db, channel.id);
  return schedule?.status === 'paused' && schedule.pausedBy === 'silent' ? resume(context) : reply(awake());
}

export function resume(context: Context): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const saved = await setSchedule(context.app, { ...schedule, status: 'active' }, context.at);
    return reply(resumed(saved.next, saved.zone));
  });
}

export const skipCommand = defineCommand({
  name: 'admin skip',
  access: 'admin',
  options: { date: dates },
  examples: ['admin skip', 'admin skip tomorrow', 'admin skip 2026-12-24..2026-12-31'],
  run: skip,
});

/** Leaves out the posting days of a span; without one, the next posting. */
export function skip(context: Context, { date }: { date?: Dates | undefined }): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const { app, at } = context;
    const { channelId } = schedule;
    const today = localDay(at, schedule.zone);
    const span = date ?? (schedule.next && { from: schedule.next.on, until: schedule.next.on });
    const days = span ? postingDays(schedule, laterDay(span.from, today), span.until) : [];
    const ahead = days.filter((on) => (postingAt(schedule, on) ?? 0) > at);
    if (ahead.length === 0) return reply(skipped([]));
    await skipDays(app.db, channelId, ahead);
    const live = await liveRound(app.db, channelId);
    if (schedule.next && ahead.includes(schedule.next.on)) {
      const next = await nextPosting(app.db, schedule, Math.max(at, live?.closesAt ?? at));
      await saveSchedule(app.db, { ...schedule, next }, at);
    }
    return reply(skipped(ahead));
  });
}

/** The posting days of a span; a span is a year at most. */
function postingDays(schedule: ChannelSchedule, from: string, until: string): string[] {
  const days: string[] = [];
  for (let on = from; on <= until && days.length < 366; on = addDays(on, 1)) {
    if (postingAt(schedule, on) !== undefined) days.push(on);
  }
  return days;
}

export const removeCommand = defineCommand({
  name: 'admin remove',
  access: 'admin',
  options: {},
  examples: ['admin remove'],
  run: (context) =>
    withSchedule(context, async (schedule) => {
      const { app, at } = context;
      await saveSchedule(app.db, { ...schedule, status: 'removed', next: undefined }, at);
      return reply(removed((await channelHere(context)).name));
    }),
});

/** Runs `work` with the schedule of the channel a command was typed in, or says that there is none. */
export async function withSchedule(
  context: Context,
  work: (schedule: ChannelSchedule) => Promise<Reply>,
): Promise<Reply> {
  const channel = await channelHere(context);
  const schedule = await scheduleOf(context.app.db, channel.id);
  return schedule && schedule.status !== 'removed' ? work(schedule) : reply(nothingScheduled());
}

/** Sets a channel's schedule. */

import type { App } from '../app.ts';
import { localDay, postingAfter, type Schedule } from '../quiz/calendar.ts';
import type { Handle } from '../store/open.ts';
import { liveRound } from '../store/rounds.ts';
import { type ChannelSchedule, saveSchedule, skippedDays } from '../store/schedules.ts';

/** Saves what an admin chose for a channel; its next posting is never while a round is still open. */
export async function setSchedule(
  app: App,
  schedule: Omit<ChannelSchedule, 'next' | 'changedAt'>,
  at: number,
): Promise<ChannelSchedule> {
  return app.store.transaction(async (tx) => {
    const live = await liveRound(tx, schedule.channelId);
    const next =
      schedule.status === 'active' ? await nextPosting(tx, schedule, Math.max(at, live?.closesAt ?? at)) : undefined;
    const saved = { ...schedule, next, changedAt: at };
    await saveSchedule(tx, saved, at);
    return saved;
  });
}

/** What a channel gets when an admin names nothing: weekdays 09:00, revealed 16:00, all topics. */
export function defaultSchedule(
  channelId: string,
  zone: string,
): Omit<ChannelSchedule, 'next' | 'configuredBy' | 'changedAt'> & Schedule {
  return {
    channelId,
    status: 'active',
    pausedBy: undefined,
    time: '09:00',
    zone,
    days: [1, 2, 3, 4, 5],
    reveal: '16:00',
    topics: [],
    difficulty: undefined,
    thread: true,
    recap: true,
    ping: undefined,
  };
}

/** The first posting after `after` that no admin skipped; undefined when there is none within a year. */
export async function nextPosting(db: Handle, schedule: Schedule & { channelId: string }, after: number) {
  const skipped = await skippedDays(db, schedule.channelId, localDay(after, schedule.zone));
  return postingAfter(schedule, after, (on) => skipped.has(on));
}

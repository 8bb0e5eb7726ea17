import type { App } from '../app.ts';
import { localDay, postingsAfter } from '../quiz/calendar.ts';
import type { Kind, Topic } from '../quiz/question.ts';
import { type Channel, type ChannelSchedule, queuedQuestions, skippedDays } from '../store/channels.ts';
import { liveRound } from '../store/rounds.ts';
import { questionFor, questionHistory } from './plan.ts';

export type Forecast = { on: string; questionId: string; topic: Topic; kind: Kind; title: string; queued: boolean };

/** What the next posting days would ask if nothing changed until then; shows no key. */
export async function forecast(
  app: App,
  channel: Channel,
  schedule: ChannelSchedule,
  at: number,
  count: number,
): Promise<Forecast[]> {
  const today = localDay(at, schedule.zone);
  const skipped = await skippedDays(app.db, channel.id, today);
  const queued = await queuedQuestions(app.db, channel.id, today);
  const live = await liveRound(app.db, channel.id);
  const history = await questionHistory(app, app.db, channel);
  const days = postingsAfter(schedule, Math.max(at, live?.closesAt ?? at), count, (on) => skipped.has(on));
  return days.flatMap(({ on }) => {
    const chosen = questionFor(app, schedule, history, on, queued.get(on));
    if (!chosen) return [];
    const { id, topic, kind, title } = chosen.question;
    history.asked.set(id, { lastOn: on, times: 1, credit: 0 });
    history.recentTopics.push(topic);
    return [{ on, questionId: id, topic, kind, title, queued: queued.get(on) === id }];
  });
}

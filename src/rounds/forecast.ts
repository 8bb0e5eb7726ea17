import type { App } from '../app.ts';
import { localDay, postingsAfter } from '../quiz/calendar.ts';
import { type Kind, type PublicQuestion, type Question, type Topic, toPublic } from '../quiz/question.ts';
import type { Channel } from '../store/channels.ts';
import { liveRound } from '../store/rounds.ts';
import { type ChannelSchedule, queuedQuestions, skippedDays } from '../store/schedules.ts';
import { questionFor, questionHistory } from './choose.ts';

export type Forecast = {
  on: string;
  questionId: string;
  topic: Topic;
  kind: Kind;
  title: string;
  /** Put on this day by an admin. */
  queued: boolean;
  question: PublicQuestion;
};

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
    const chosen = questionFor(schedule, history, on, queued.get(on));
    if (!chosen) return [];
    const { id, topic, kind, title } = chosen.question;
    history.asked.set(id, { lastOn: on, times: 1, credit: 0 });
    history.recentTopics.push(topic);
    return [
      { on, questionId: id, topic, kind, title, queued: queued.get(on) === id, question: toPublic(chosen.question) },
    ];
  });
}

/** Another question for a coming day than the one it has, and none that another coming day has. */
export async function alternative(
  app: App,
  channel: Channel,
  schedule: ChannelSchedule,
  at: number,
  on: string,
  count: number,
): Promise<Question | undefined> {
  const history = await questionHistory(app, app.db, channel);
  for (const day of await forecast(app, channel, schedule, at, count)) {
    history.asked.set(day.questionId, { lastOn: on, times: 1, credit: 1 });
  }
  const other = questionFor({ ...schedule, channelId: app.newId() }, history, on, undefined);
  return other?.comeback ? undefined : other?.question;
}

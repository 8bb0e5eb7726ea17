/** Plans rounds: which question a channel is asked, on which day and until when. The post goes through the outbox. */

import type { App } from '../app.ts';
import { irregularClose, localDay, postingAfter, regularClose, type Schedule } from '../quiz/calendar.ts';
import { type Asked, draw } from '../quiz/draw.ts';
import type { Question, Topic } from '../quiz/question.ts';
import { weekOf } from '../quiz/season.ts';
import { type Channel, channelById } from '../store/channels.ts';
import { type ChannelSchedule, dueSchedules, moveScheduleOn, queuedQuestions, saveSchedule, scheduleOf, skippedDays } from '../store/schedules.ts';
import type { Handle } from '../store/open.ts';
import { enqueue } from '../store/outbox.ts';
import { askedQuestions, keepQuestion, liveQuestionIds, recentQuestions } from '../store/questions.ts';
import { type Pool, poolOf } from './pool.ts';
import { addRound, liveRound, type Round, roundOn } from '../store/rounds.ts';

/** A post this late still counts as on time: its round closes as scheduled. */
const graceMs = 2 * 60_000;
const batch = 200;

type Posting = { on: string; at: number };

/** How a posting that was due went: `had-one` when the day or an open round stood in its way. */
export type Planned = { channelId: string; on: string; outcome: 'planned' | 'missed' | 'had-one' | 'no-question' };

/** Plans every posting that is due at `at`, each in a transaction of its own. */
export async function planDue(app: App, at: number): Promise<Planned[]> {
  const done: Planned[] = [];
  for (;;) {
    const due = await dueSchedules(app.db, at, batch);
    for (const schedule of due) {
      if (schedule.next) done.push(await planOne(app, schedule, schedule.next, at));
    }
    if (due.length < batch) return done;
  }
}

async function planOne(app: App, schedule: ChannelSchedule, firstDue: Posting, at: number): Promise<Planned> {
  return app.store.transaction(async (tx) => {
    const { channelId } = schedule;
    const { due, next } = await dueAndNext(tx, schedule, firstDue, at);
    const { on } = due;
    const end = (outcome: Planned['outcome']): Planned => ({ channelId, on, outcome });
    if (!(await moveScheduleOn(tx, schedule, next))) return end('had-one');
    const scheduledClose = regularClose(schedule, on);
    if (at >= scheduledClose) return end('missed');
    if (await liveRound(tx, channelId)) return end('had-one');
    const closesAt = at - due.at <= graceMs ? scheduledClose : irregularClose(schedule, at, on);
    return end(await planRound(app, tx, schedule, { on, opensAt: at, closesAt }));
  });
}

/** Of the postings that came due while the program was down, the last one: only its window can still be open. And the one after. */
async function dueAndNext(tx: Handle, schedule: ChannelSchedule, firstDue: Posting, at: number) {
  const skipped = await skippedDays(tx, schedule.channelId, firstDue.on);
  for (let due = firstDue; ; ) {
    const next = postingAfter(schedule, due.at, (on) => skipped.has(on));
    if (!next || next.at > at) return { due, next };
    due = next;
  }
}

/** The first posting after `after` that no admin skipped; undefined when there is none within a year. */
export async function nextPosting(db: Handle, schedule: ChannelSchedule, after: number) {
  const skipped = await skippedDays(db, schedule.channelId, localDay(after, schedule.zone));
  return postingAfter(schedule, after, (on) => skipped.has(on));
}

async function planRound(
  app: App,
  tx: Handle,
  schedule: ChannelSchedule,
  times: { on: string; opensAt: number; closesAt: number },
): Promise<'planned' | 'had-one' | 'no-question'> {
  const channel = await channelById(tx, schedule.channelId);
  if (!channel) return 'no-question';
  const queued = await queuedQuestions(tx, channel.id, times.on);
  const history = await questionHistory(app, tx, channel);
  const chosen = questionFor(schedule, history, times.on, queued.get(times.on));
  if (!chosen) return 'no-question';
  await keepQuestion(tx, chosen.question);
  const id = app.newId();
  const number = await addRound(
    tx,
    {
      id,
      teamId: channel.teamId,
      channelId: channel.id,
      playedOn: times.on,
      week: weekOf(times.on),
      zone: schedule.zone,
      instant: schedule.reveal === 'instant' ? 1 : 0,
      comeback: chosen.comeback ? 1 : 0,
      opensAt: times.opensAt,
      closesAt: times.closesAt,
    },
    chosen.question,
  );
  if (number === undefined) return 'had-one';
  await enqueue(
    tx,
    { id: app.newId(), key: `${id}:post`, kind: 'post', roundId: id, channelId: channel.id },
    times.opensAt,
  );
  return 'planned';
}

/** What a draw in a channel goes by: the questions there are, what the team was asked, and the channel's latest topics. */
export type History = {
  pool: Pool;
  asked: Map<string, Asked>;
  /** Open in some channel of the team now; no draw may bring them, or one channel's reveal would tell another's answer. */
  live: ReadonlySet<string>;
  recentTopics: Topic[];
};

export async function questionHistory(app: App, db: Handle, channel: Pick<Channel, 'id' | 'teamId'>): Promise<History> {
  const pool = await poolOf(app, db, channel.teamId);
  const recent = await recentQuestions(db, channel.id, 5);
  return {
    pool,
    asked: await askedQuestions(db, channel.teamId),
    live: await liveQuestionIds(db, channel.teamId),
    recentTopics: recent.flatMap((id) => pool.byId.get(id)?.topic ?? []).reverse(),
  };
}

/** The question of a day: one an admin put there, else a draw that repeats nothing before all were asked. */
export function questionFor(
  schedule: ChannelSchedule,
  { pool, asked, live, recentTopics }: History,
  on: string,
  queuedId: string | undefined,
): { question: Question; comeback: boolean } | undefined {
  const queued = queuedId === undefined ? undefined : pool.byId.get(queuedId);
  if (queued) return { question: queued, comeback: asked.has(queued.id) };
  const { channelId: seed, topics, difficulty } = schedule;
  const drawable = pool.questions.filter(({ id }) => !live.has(id));
  const drawn = draw({ pool: drawable, asked, recentTopics, on, seed, topics, difficulty });
  const question = drawn && pool.byId.get(drawn.id);
  return question && { question, comeback: drawn.comeback };
}

export type PostedNow =
  | { outcome: 'planned'; round: Round }
  | { outcome: 'open-already'; round: Round }
  | { outcome: 'had-one'; round: Round }
  | { outcome: 'no-question' }
  | { outcome: 'no-schedule' };

/** Plans a round of today by hand. A channel has one open round at a time and one round a day that is not void. */
export async function postNow(app: App, channelId: string, at: number): Promise<PostedNow> {
  return app.store.transaction(async (tx) => {
    const schedule = await scheduleOf(tx, channelId);
    if (!schedule || schedule.status === 'removed') return { outcome: 'no-schedule' };
    const live = await liveRound(tx, channelId);
    if (live) return { outcome: 'open-already', round: live };
    const on = localDay(at, schedule.zone);
    const earlier = await roundOn(tx, channelId, on);
    if (earlier && earlier.status !== 'void') return { outcome: 'had-one', round: earlier };
    const closesAt = irregularClose(schedule, at);
    const outcome = await planRound(app, tx, schedule, { on, opensAt: at, closesAt });
    const round = await roundOn(tx, channelId, on);
    if (outcome !== 'planned' || !round) return { outcome: 'no-question' };
    return { outcome, round };
  });
}

/** Saves what an admin chose for a channel; its next posting is never while a round is still open. */
export async function setSchedule(
  app: App,
  schedule: Omit<ChannelSchedule, 'next'>,
  at: number,
): Promise<ChannelSchedule> {
  return app.store.transaction(async (tx) => {
    const live = await liveRound(tx, schedule.channelId);
    const next =
      schedule.status === 'active'
        ? await nextPosting(tx, { ...schedule, next: undefined }, Math.max(at, live?.closesAt ?? at))
        : undefined;
    const saved = { ...schedule, next };
    await saveSchedule(tx, saved, at);
    return saved;
  });
}

/** What a channel gets when an admin names nothing: weekdays 09:00, revealed 16:00, all topics. */
export function defaultSchedule(
  channelId: string,
  zone: string,
): Omit<ChannelSchedule, 'next' | 'configuredBy'> & Schedule {
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

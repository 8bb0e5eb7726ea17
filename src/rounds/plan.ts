/** Plans rounds: which question a channel is asked, on which day and until when. The post goes through the outbox. */

import type { App } from '../app.ts';
import { daysBetween, irregularClose, laterDay, localDay, postingAfter, regularClose } from '../quiz/calendar.ts';
import { weekOf } from '../quiz/season.ts';
import { type Channel, channelById } from '../store/channels.ts';
import type { Handle } from '../store/open.ts';
import { enqueue } from '../store/outbox.ts';
import { lastAnsweredOn } from '../store/past-rounds.ts';
import { keepQuestion } from '../store/questions.ts';
import { addRound, liveRound } from '../store/rounds.ts';
import {
  type ChannelSchedule,
  dueSchedules,
  moveScheduleOn,
  pauseSchedule,
  queuedQuestions,
  skippedDays,
} from '../store/schedules.ts';
import { questionFor, questionHistory, tellOfStock } from './choose.ts';
import { eachDue } from './each-due.ts';
import { tellAdmins, tellChannel } from './notice.ts';

/** A post this late still counts as on time: its round closes as scheduled. */
const graceMs = 2 * 60_000;

type Posting = { on: string; at: number };

/** How a posting that was due went: `had-one` when the day or an open round stood in its way. */
export type Planned = {
  channelId: string;
  on: string;
  outcome: 'planned' | 'missed' | 'had-one' | 'no-question' | 'silent';
};

/** Plans every posting that is due at `at`, each in a transaction of its own. */
export function planDue(app: App, at: number): Promise<Planned[]> {
  return eachDue(app, {
    due: (limit) => dueSchedules(app.db, at, limit),
    idOf: ({ channelId }) => channelId,
    work: (schedule) => planOne(app, schedule, schedule.next ?? { on: '', at }, at),
  });
}

async function planOne(app: App, schedule: ChannelSchedule, firstDue: Posting, at: number): Promise<Planned> {
  return app.store.transaction(async (tx) => {
    const { channelId } = schedule;
    const { due, next } = await dueAndNext(tx, schedule, firstDue, at);
    const { on } = due;
    const end = (outcome: Planned['outcome']): Planned => ({ channelId, on, outcome });
    if (!(await moveScheduleOn(tx, schedule, next))) return end('had-one');
    const scheduledClose = regularClose(schedule, on);
    const channel = await channelById(tx, channelId);
    if (!channel) return end('no-question');
    if (at >= scheduledClose) {
      await tellAdmins(app, tx, { teamId: channel.teamId, on }, { notice: 'missed', channel: channel.name, on }, at);
      return end('missed');
    }
    if (await liveRound(tx, channelId)) return end('had-one');
    if (await isSilent(tx, schedule, on)) {
      await pauseSchedule(tx, channelId, 'silent', at);
      await tellChannel(app, tx, { channelId }, { notice: 'silent' }, `${channelId}:${on}`, at);
      return end('silent');
    }
    const closesAt = at - due.at <= graceMs ? scheduledClose : irregularClose(schedule, at, on);
    return end(await planRound(app, tx, schedule, channel, { on, opensAt: at, closesAt }));
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

/** A channel goes quiet by itself after this many days without an answer. */
const silentDays = 14;

/** One missed round a fortnight is no silence yet. */
const fewestUnanswered = 2;

/** Whether nobody has answered for two weeks; a change of the schedule, such as a resume, begins them anew. */
async function isSilent(tx: Handle, schedule: ChannelSchedule, on: string): Promise<boolean> {
  const last = await lastAnsweredOn(tx, schedule.channelId);
  if (!last || last.unanswered < fewestUnanswered) return false;
  const changedOn = localDay(schedule.changedAt, schedule.zone);
  return daysBetween(laterDay(last.on, changedOn), on) >= silentDays;
}

/** Plans a round: its question, its number and its post. */
export async function planRound(
  app: App,
  tx: Handle,
  schedule: ChannelSchedule,
  channel: Channel,
  times: { on: string; opensAt: number; closesAt: number },
): Promise<'planned' | 'had-one' | 'no-question'> {
  const queued = await queuedQuestions(tx, channel.id, times.on);
  const history = await questionHistory(app, tx, channel);
  const chosen = questionFor(schedule, history, times.on, queued.get(times.on));
  if (!chosen) return 'no-question';
  await keepQuestion(tx, chosen.question);
  await tellOfStock(app, tx, schedule, channel, history, times);
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

/** Schedules of channels, skipped days and questions put on a day. */

import { z } from 'zod';
import type { Schedule, Weekday } from '../quiz/calendar.ts';
import { type Difficulty, type Topic, topicSlugs } from '../quiz/question.ts';
import type { Handle } from './open.ts';
import type { PauseReason, ScheduleStatus } from './schema.ts';

/** A channel's schedule with its standing. */
export type ChannelSchedule = Schedule & {
  channelId: string;
  status: ScheduleStatus;
  /** Set while paused. */
  pausedBy: PauseReason | undefined;
  /** Empty means all. */
  topics: Topic[];
  /** Undefined means the week's own rhythm. */
  difficulty: Difficulty | undefined;
  thread: boolean;
  recap: boolean;
  ping: string | undefined;
  /** The next posting; undefined when none is planned. */
  next: { on: string; at: number } | undefined;
  configuredBy: string | undefined;
  /** When an admin last changed it. */
  changedAt: number;
};

const scheduleColumns = [
  'channel_id as channelId',
  'status',
  'pause_reason as pausedBy',
  'time',
  'zone',
  'days',
  'reveal',
  'topics',
  'difficulty',
  'thread',
  'recap',
  'ping',
  'next_on as nextOn',
  'next_at as nextAt',
  'configured_by as configuredBy',
  'changed_at as changedAt',
] as const;

type ScheduleRow = {
  channelId: string;
  status: ScheduleStatus;
  pausedBy: PauseReason | null;
  time: string;
  zone: string;
  days: string;
  reveal: string;
  topics: string | null;
  difficulty: number | null;
  thread: number;
  recap: number;
  ping: string | null;
  nextOn: string | null;
  nextAt: number | null;
  configuredBy: string | null;
  changedAt: number;
};

const storedTopics = z.array(z.enum(topicSlugs));

const storedDays = z.array(z.literal([1, 2, 3, 4, 5, 6, 7]));

function toSchedule(row: ScheduleRow): ChannelSchedule {
  const days: Weekday[] = storedDays.parse(row.days.split(',').map(Number));
  const difficulty = row.difficulty;
  return {
    channelId: row.channelId,
    status: row.status,
    pausedBy: row.pausedBy ?? undefined,
    time: row.time,
    zone: row.zone,
    days,
    reveal: row.reveal,
    topics: row.topics === null ? [] : storedTopics.parse(JSON.parse(row.topics)),
    difficulty: difficulty === 1 || difficulty === 2 || difficulty === 3 ? difficulty : undefined,
    thread: row.thread === 1,
    recap: row.recap === 1,
    ping: row.ping ?? undefined,
    next: row.nextOn === null || row.nextAt === null ? undefined : { on: row.nextOn, at: row.nextAt },
    configuredBy: row.configuredBy ?? undefined,
    changedAt: row.changedAt,
  };
}

export async function scheduleOf(db: Handle, channelId: string): Promise<ChannelSchedule | undefined> {
  const row = await db
    .selectFrom('schedules')
    .select(scheduleColumns)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row && toSchedule(row);
}

/** Writes a schedule whole; `at` is the moment of the change. */
export async function saveSchedule(
  db: Handle,
  schedule: Omit<ChannelSchedule, 'changedAt'>,
  at: number,
): Promise<void> {
  const columns = {
    status: schedule.status,
    pause_reason: schedule.status === 'paused' ? (schedule.pausedBy ?? 'admin') : null,
    time: schedule.time,
    zone: schedule.zone,
    days: schedule.days.join(','),
    reveal: schedule.reveal,
    topics: schedule.topics.length === 0 ? null : JSON.stringify(schedule.topics),
    difficulty: schedule.difficulty ?? null,
    thread: schedule.thread ? 1 : 0,
    recap: schedule.recap ? 1 : 0,
    ping: schedule.ping ?? null,
    next_on: schedule.next?.on ?? null,
    next_at: schedule.next?.at ?? null,
    configured_by: schedule.configuredBy ?? null,
    changed_at: at,
  } as const;
  await db
    .insertInto('schedules')
    .values({ channel_id: schedule.channelId, created_at: at, ...columns })
    .onConflict((conflict) => conflict.column('channel_id').doUpdateSet(columns))
    .execute();
}

/** Schedules whose next posting has come, earliest first. */
export async function dueSchedules(db: Handle, at: number, limit: number): Promise<ChannelSchedule[]> {
  const rows = await db
    .selectFrom('schedules')
    .select(scheduleColumns)
    .where('next_at', '<=', at)
    .orderBy('next_at')
    .orderBy('channel_id')
    .limit(limit)
    .execute();
  return rows.map(toSchedule);
}

/**
 * Moves a schedule on from one posting to the next, unless somebody else did so already.
 * @returns whether this call moved it.
 */
export async function moveScheduleOn(
  tx: Handle,
  from: ChannelSchedule,
  next: { on: string; at: number } | undefined,
): Promise<boolean> {
  const moved = await tx
    .updateTable('schedules')
    .set({ next_on: next?.on ?? null, next_at: next?.at ?? null, status: 'active', pause_reason: null })
    .where('channel_id', '=', from.channelId)
    .where('next_at', '=', from.next?.at ?? null)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

export async function skippedDays(db: Handle, channelId: string, fromOn: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('skips')
    .select('skipped_on')
    .where('channel_id', '=', channelId)
    .where('skipped_on', '>=', fromOn)
    .execute();
  return new Set(rows.map((row) => row.skipped_on));
}

export async function skipDays(db: Handle, channelId: string, days: readonly string[]): Promise<void> {
  for (const day of days) {
    await db
      .insertInto('skips')
      .values({ channel_id: channelId, skipped_on: day })
      .onConflict((conflict) => conflict.columns(['channel_id', 'skipped_on']).doNothing())
      .execute();
  }
}

/** Puts a question on a day, in place of one that was there. */
export async function queueQuestion(db: Handle, channelId: string, on: string, questionId: string): Promise<void> {
  await db
    .insertInto('queued_questions')
    .values({ channel_id: channelId, queued_on: on, question_id: questionId })
    .onConflict((conflict) => conflict.columns(['channel_id', 'queued_on']).doUpdateSet({ question_id: questionId }))
    .execute();
}

/** Questions put on days from `fromOn` on: id by day. */
export async function queuedQuestions(db: Handle, channelId: string, fromOn: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('queued_questions')
    .select(['queued_on', 'question_id'])
    .where('channel_id', '=', channelId)
    .where('queued_on', '>=', fromOn)
    .execute();
  return new Map(rows.map((row) => [row.queued_on, row.question_id]));
}

/** The earliest instant at which a schedule is due; undefined when none is. */
export async function nextScheduleAt(db: Handle): Promise<number | undefined> {
  const row = await db
    .selectFrom('schedules')
    .select((select) => select.fn.min('next_at').as('at'))
    .where('next_at', 'is not', null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Stops a schedule until somebody resumes it. */
export async function pauseSchedule(db: Handle, channelId: string, reason: PauseReason, at: number): Promise<void> {
  await db
    .updateTable('schedules')
    .set({ status: 'paused', pause_reason: reason, next_on: null, next_at: null, changed_at: at })
    .where('channel_id', '=', channelId)
    .where('status', '=', 'active')
    .execute();
}

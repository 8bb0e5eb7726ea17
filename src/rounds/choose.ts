/** Chooses questions: what an admin put on a day, else a draw. */

import type { App } from '../app.ts';
import { type Asked, draw, stock } from '../quiz/draw.ts';
import type { Question, Topic } from '../quiz/question.ts';
import type { Channel } from '../store/channels.ts';
import type { Handle } from '../store/open.ts';
import { askedQuestions, liveQuestionIds, recentQuestions } from '../store/questions.ts';
import type { ChannelSchedule } from '../store/schedules.ts';
import { tellAdmins } from './notice.ts';
import { type Pool, poolOf } from './pool.ts';

/** Admins hear when fewer than this many questions are left. */
const fewQuestions = 20;

export async function tellOfStock(
  app: App,
  tx: Handle,
  schedule: ChannelSchedule,
  channel: Channel,
  { pool, asked }: History,
  { on, opensAt }: { on: string; opensAt: number },
): Promise<void> {
  const left = stock(pool.questions, asked, schedule.topics, schedule.difficulty) - 1;
  // Told when it runs low, and again when it has run out; not on every day between.
  if (left !== fewQuestions - 1 && left !== 0) return;
  await tellAdmins(app, tx, { teamId: channel.teamId, on }, { notice: 'stock', channel: channel.name, left }, opensAt);
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
  if (queued && !live.has(queued.id)) return { question: queued, comeback: asked.has(queued.id) };
  const { channelId: seed, topics, difficulty } = schedule;
  const drawable = pool.questions.filter(({ id }) => !live.has(id));
  const drawn = draw({ pool: drawable, asked, recentTopics, on, seed, topics, difficulty });
  const question = drawn && pool.byId.get(drawn.id);
  return question && { question, comeback: drawn.comeback };
}

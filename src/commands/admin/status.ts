import { reply } from '../../chat/message.ts';
import { stock } from '../../quiz/draw.ts';
import type { Question } from '../../quiz/question.ts';
import { poolOf } from '../../rounds/pool.ts';
import { type Channel, scheduledChannels } from '../../store/channels.ts';
import { openFlags } from '../../store/flags.ts';
import { channelTroubles } from '../../store/outbox.ts';
import { askedQuestions } from '../../store/questions.ts';
import { liveRound } from '../../store/rounds.ts';
import { scheduleOf } from '../../store/schedules.ts';
import { countSubmissions } from '../../store/submissions.ts';
import { type StatusRow, statusMessage } from '../../words/schedule.ts';
import type { Context } from '../context.ts';
import { defineCommand } from '../define.ts';

export const statusCommand = defineCommand({
  name: 'admin status',
  access: 'admin',
  options: {},
  examples: ['admin status'],
  async run(context) {
    const { app, workspace, at } = context;
    const team = {
      asked: await askedQuestions(app.db, workspace.teamId),
      questions: (await poolOf(app, app.db, workspace.teamId)).questions,
    };
    const rows: StatusRow[] = [];
    for (const channel of await scheduledChannels(app.db, workspace.teamId)) {
      const row = await statusOf(context, channel, team);
      if (row) rows.push(row);
    }
    return reply(statusMessage(rows, await openFlags(app.db, workspace.teamId), at));
  },
});

/** Troubles older than this have had their time. */
const recentMs = 14 * 24 * 3600_000;

async function statusOf(
  { app, at }: Context,
  channel: Channel,
  { asked, questions }: { asked: ReadonlyMap<string, unknown>; questions: readonly Question[] },
): Promise<StatusRow | undefined> {
  const schedule = await scheduleOf(app.db, channel.id);
  if (!schedule || schedule.status === 'removed') return undefined;
  const round = await liveRound(app.db, channel.id);
  const open = round && {
    number: round.number,
    closesAt: round.closesAt,
    answers: await countSubmissions(app.db, round.id),
  };
  return {
    channel: channel.name,
    schedule,
    status: schedule.status,
    next: schedule.next,
    open,
    questionsLeft: stock(questions, asked, schedule.topics, schedule.difficulty),
    troubles: await channelTroubles(app.db, channel.id, at - recentMs),
  };
}

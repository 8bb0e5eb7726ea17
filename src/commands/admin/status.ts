import { reply } from '../../chat/message.ts';
import { stock } from '../../quiz/draw.ts';
import { type Channel, scheduledChannels, scheduleOf } from '../../store/channels.ts';
import { openFlags } from '../../store/flags.ts';
import { channelTroubles } from '../../store/outbox.ts';
import { askedQuestions } from '../../store/questions.ts';
import { liveRound } from '../../store/rounds.ts';
import { countSubmissions } from '../../store/submissions.ts';
import { type StatusRow, statusMessage } from '../../words/admin.ts';
import type { Context } from '../context.ts';
import { defineCommand } from '../define.ts';

export const statusCommand = defineCommand({
  name: 'admin status',
  access: 'admin',
  options: {},
  examples: ['admin status'],
  async run(context) {
    const { app, workspace, at } = context;
    const asked = await askedQuestions(app.db, workspace.teamId);
    const rows: StatusRow[] = [];
    for (const channel of await scheduledChannels(app.db, workspace.teamId)) {
      const row = await statusOf(context, channel, asked);
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
  asked: ReadonlyMap<string, unknown>,
): Promise<StatusRow | undefined> {
  const schedule = await scheduleOf(app.db, channel.id);
  if (!schedule || schedule.status === 'removed') return undefined;
  const round = await liveRound(app.db, channel.id);
  return {
    channel: channel.name,
    schedule,
    status: schedule.status,
    next: schedule.next,
    open: round && {
      number: round.number,
      closesAt: round.closesAt,
      answers: await countSubmissions(app.db, round.id),
    },
    questionsLeft: stock(app.bank.questions, asked, schedule.topics, schedule.difficulty),
    troubles: await channelTroubles(app.db, channel.id, at - recentMs),
  };
}

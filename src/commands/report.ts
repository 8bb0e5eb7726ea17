import { type Reply, reply } from '../chat/message.ts';
import { rest, text } from '../chat/option.ts';
import { manyLines } from '../chat/text.ts';
import { deliver } from '../posting/deliver.ts';
import { localDay } from '../quiz/calendar.ts';
import { tellAdmins } from '../rounds/notice.ts';
import { channelById } from '../store/channels.ts';
import { fileFlag } from '../store/flags.ts';
import { latestRound, type Round } from '../store/rounds.ts';
import { noSchedule } from '../words/help.ts';
import { reported, reportForm } from '../words/report.ts';
import { type Context, spotOf } from './context.ts';
import { defineCommand } from './define.ts';

export const reportCommand = defineCommand({
  name: 'report',
  access: 'member',
  options: { reason: rest(text) },
  examples: ['report', 'report option C is also right for small models'],
  async run(context, { reason }) {
    const spot = await spotOf(context);
    const round = spot && (await latestRound(context.app.db, spot.channel.id, ['planned', 'open', 'closed']));
    if (!round) return reply(noSchedule());
    return reason === undefined
      ? { messages: [], form: reportForm(round.id, round.number) }
      : report(context, round, reason);
  },
});

const reasonLimit = 500;

/** Files a report on a round, open or revealed. */
export async function report({ app, member, at }: Context, round: Round, reason: string): Promise<Reply> {
  const words = manyLines(reason, reasonLimit);
  await app.store.transaction(async (tx) => {
    await fileFlag(tx, { id: app.newId(), roundId: round.id, memberId: member.id, reason: words, at });
    const channel = await channelById(tx, round.channelId);
    const about = { teamId: round.teamId, on: localDay(at, round.zone) };
    const notice = { notice: 'report', number: round.number, channel: channel?.name ?? '', reason: words } as const;
    await tellAdmins(app, tx, about, notice, at);
  });
  return { ...reply(reported(round.number)), later: () => deliver(app) };
}

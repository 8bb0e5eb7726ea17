import { type Message, type Reply, reply } from '../chat/message.ts';
import { roundFacts } from '../posting/write.ts';
import { toPublic } from '../quiz/question.ts';
import { questionOf } from '../store/questions.ts';
import { latestRound, liveRound } from '../store/rounds.ts';
import { submissionOf } from '../store/submissions.ts';
import { noSchedule } from '../words/help.ts';
import { nothingOpenNow, todayMessage } from '../words/today.ts';
import { type Context, spotOf } from './context.ts';
import { defineCommand } from './define.ts';

export const todayCommand = defineCommand({
  name: 'today',
  access: 'member',
  options: {},
  examples: ['today'],
  run: today,
});

/** The open question with its controls, and what this member answered. */
export async function today(context: Context): Promise<Reply> {
  return reply(await todayView(context));
}

async function todayView(context: Context): Promise<Message> {
  const { app, at, member } = context;
  const spot = await spotOf(context);
  if (!spot) return noSchedule();
  const { channel, schedule, elsewhere } = spot;
  const place = elsewhere ? channel.name : undefined;
  const round = await liveRound(app.db, channel.id);
  if (!round || at >= round.closesAt) {
    const last = await latestRound(app.db, channel.id, ['closed']);
    return nothingOpenNow({ place, next: schedule.next, zone: schedule.zone, last: last?.number });
  }
  const question = toPublic(await questionOf(app.db, round));
  const submission = await submissionOf(app.db, round.id, member.id);
  return todayMessage(roundFacts(round), question, { answer: submission?.answer, place, now: at });
}

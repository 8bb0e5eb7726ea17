import { type Reply, reply } from '../chat/message.ts';
import { roundFacts } from '../posting/write.ts';
import { hintsAtMost } from '../quiz/points.ts';
import type { Question } from '../quiz/question.ts';
import { takeHint } from '../rounds/submit.ts';
import { questionOf } from '../store/questions.ts';
import { liveRound, type Round } from '../store/rounds.ts';
import { hintsTaken } from '../store/submissions.ts';
import { noSchedule } from '../words/help.ts';
import { hintOffer } from '../words/receipt.ts';
import { refusalMessage } from '../words/refusal.ts';
import { type Context, spotOf } from './context.ts';
import { defineCommand } from './define.ts';
import { today } from './today.ts';

export const hintCommand = defineCommand({
  name: 'hint',
  access: 'member',
  options: {},
  examples: ['hint'],
  async run(context) {
    const spot = await spotOf(context);
    if (!spot) return reply(noSchedule());
    const round = await liveRound(context.app.db, spot.channel.id);
    return round ? offerHint(context, round, await questionOf(context.app.db, round)) : today(context);
  },
});

/** Shows the hints this member has and what the next one costs. */
export async function offerHint(context: Context, round: Round, question: Question): Promise<Reply> {
  const { app, at, member } = context;
  if (round.status === 'void') return reply(refusalMessage('void', round));
  if (round.status === 'closed' || at >= round.closesAt) return reply(refusalMessage('closed', round));
  const hints = question.hints.slice(0, hintsAtMost);
  const taken = Math.min(await hintsTaken(app.db, round.id, member.id), hints.length);
  return reply(hintOffer(roundFacts(round), hints.length - taken, hints.slice(0, taken)));
}

/**
 * Buys the next hint. `afterHints` is how many the member had seen when the button was shown: pressed twice, it buys
 * once.
 */
export async function buyHint(context: Context, round: Round, question: Question, afterHints: number): Promise<Reply> {
  const { app, at, member } = context;
  const had = await hintsTaken(app.db, round.id, member.id);
  if (had === afterHints) {
    const taken = await takeHint(app, { round, question, memberId: member.id, at });
    if (taken.outcome === 'refused') return reply(refusalMessage(taken.why, round));
  }
  return { ...(await offerHint(context, round, question)), replaces: true };
}

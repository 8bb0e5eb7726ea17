import { roundAction } from '../chat/action.ts';
import { faultAt } from '../chat/fault.ts';
import { type Reply, reply } from '../chat/message.ts';
import { answer, required, rest } from '../chat/option.ts';
import { roundFacts } from '../posting/write.ts';
import { type Answer, readAnswer, writeAnswer } from '../quiz/answer.ts';
import { isOpen, type Question, toPublic } from '../quiz/question.ts';
import { revisionOf } from '../reader/revision.ts';
import { ownResult } from '../rounds/result.ts';
import { streakOf } from '../rounds/streak-of.ts';
import { submit } from '../rounds/submit.ts';
import { dropDraft, keepDraft } from '../store/drafts.ts';
import { changeMember } from '../store/people.ts';
import { questionOf } from '../store/questions.ts';
import { latestRound, liveRound, type Round } from '../store/rounds.ts';
import { countSubmissions, submissionOf } from '../store/submissions.ts';
import { shownName } from '../words/common.ts';
import { noSchedule } from '../words/help.ts';
import { lockQuestion, receipt } from '../words/receipt.ts';
import { refusalMessage, slipMessage } from '../words/refusal.ts';
import { explainedResult, lessonMessage, resultMessage } from '../words/result.ts';
import { nothingOpenNow } from '../words/today.ts';
import { type Context, spotOf } from './context.ts';
import { defineCommand } from './define.ts';

export const answerCommand = defineCommand({
  name: 'answer',
  access: 'member',
  options: { answer: required(rest(answer)) },
  examples: ['answer B', 'answer A,C', 'answer BADC', 'answer 0.25', 'answer I would watch the inputs first'],
  async run(context, { answer }) {
    const { app, at } = context;
    const spot = await spotOf(context);
    if (!spot) return reply(noSchedule());
    const { channel, schedule, elsewhere } = spot;
    const round = await liveRound(app.db, channel.id);
    if (round) return answerRound(context, round, await questionOf(app.db, round), answer, 'command');
    const last = await latestRound(app.db, channel.id, ['closed']);
    if (last && at < (schedule.next?.at ?? Number.POSITIVE_INFINITY)) return reply(refusalMessage('closed', last));
    return reply(
      nothingOpenNow({
        place: elsewhere ? channel.name : undefined,
        next: schedule.next,
        zone: schedule.zone,
        last: last?.number,
      }),
    );
  },
});

type AnsweredBy = 'command' | 'button' | 'form';

/**
 * One way in for every kind of answer, typed or tapped: reads it, saves it, gives a receipt that says nothing about
 * right or wrong. A slip changes nothing and keeps a form's text.
 */
export async function answerRound(
  context: Context,
  round: Round,
  question: Question,
  typed: string,
  by: AnsweredBy,
): Promise<Reply> {
  const { app, at, member } = context;
  const asked = toPublic(question);
  const read = readAnswer(asked, typed);
  if ('slip' in read) {
    const standing = await submissionOf(app.db, round.id, member.id);
    if (by === 'form')
      await keepDraft(app.db, { id: app.newId(), memberId: member.id, form: round.id, content: typed, at });
    const editId = by === 'form' ? roundAction(round.id, 'retry') : undefined;
    const message = slipMessage(asked, read, standing?.answer, editId);
    return { ...reply(message), ...(by === 'form' && { faults: [faultAt('answer', message)] }) };
  }
  if (round.instant === 1) return askToLock(context, round, question, read.answer);
  return saveAnswer(context, round, question, read.answer, by);
}

async function saveAnswer(
  context: Context,
  round: Round,
  question: Question,
  answer: Answer,
  by: AnsweredBy,
): Promise<Reply> {
  const { app, at, member } = context;
  const done = await submit(app, { round, question, memberId: member.id, answer, at });
  if (done.outcome === 'refused') return reply(refusalMessage(done.why, round));
  app.metrics.answerSaved(context.call.platform);
  if (member.lastChannelId !== round.channelId)
    await changeMember(app.db, member.id, { lastChannelId: round.channelId });
  // What has buttons has no form, and so no draft.
  if (by !== 'button') await dropDraft(app.db, member.id, round.id);
  if (done.outcome === 'locked-in') {
    const result = { answer, verdict: done.verdict, points: done.points, hints: done.hints, week: undefined };
    const facts = roundFacts(round);
    if (!isOpen(question)) return { ...reply(explainedResult(facts, question, result)), replaces: true };
    return {
      ...reply(resultMessage(facts, question, result), lessonMessage(question)),
      replaces: true,
      ...(await revisionOf(app, { roundId: round.id, memberId: member.id }, async () =>
        resultMessage(facts, question, await ownResult(app.db, round, member.id)),
      )),
    };
  }
  const streak = await streakOf(app.db, member, round.channelId, round.zone);
  return reply(
    receipt(roundFacts(round), toPublic(question), {
      answer,
      previous: done.previous,
      answersSoFar: await countSubmissions(app.db, round.id),
      streak: streak.current,
      first: member.lastChannelId === null ? { shownName: shownName(member) } : undefined,
      told: member.tell === 1,
      now: at,
    }),
  );
}

/** An instant round takes one answer; it is kept aside until the member says so a second time. */
async function askToLock(context: Context, round: Round, question: Question, answer: Answer): Promise<Reply> {
  const { app, at, member } = context;
  if (round.status === 'closed' || round.status === 'void' || at >= round.closesAt) {
    return reply(refusalMessage(round.status === 'void' ? 'void' : 'closed', round));
  }
  if (await submissionOf(app.db, round.id, member.id)) return reply(refusalMessage('already-locked', round));
  await keepDraft(app.db, {
    id: app.newId(),
    memberId: member.id,
    form: lockForm(round.id),
    content: writeAnswer(answer),
    at,
  });
  return reply(lockQuestion(roundFacts(round), toPublic(question), answer));
}

/** Under this name the answer waits that a member has not locked in yet. */
export function lockForm(roundId: string): string {
  return `${roundId}-lock`;
}

/** Locks in what {@link askToLock} kept aside. */
export async function lockAnswer(context: Context, round: Round, question: Question, kept: string): Promise<Reply> {
  const read = readAnswer(toPublic(question), kept);
  if ('slip' in read) return reply(slipMessage(toPublic(question), read, undefined));
  const locked = await saveAnswer(context, round, question, read.answer, 'form');
  await dropDraft(context.app.db, context.member.id, lockForm(round.id));
  return locked;
}

/** Controls under a round: letters, forms, hints, results. The store decides whether they still mean something. */

import type { App } from '../app.ts';
import type { RoundAction } from '../chat/action.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { answerRound, lockAnswer, lockForm } from '../commands/answer.ts';
import type { Context } from '../commands/context.ts';
import { buyHint, offerHint } from '../commands/hint.ts';
import { report } from '../commands/report.ts';
import { roundFacts } from '../posting/write.ts';
import { type Question, toPublic } from '../quiz/question.ts';
import { revisionOf } from '../reader/revision.ts';
import { claimableInRound } from '../rounds/claim.ts';
import { type OwnResult, offersOf, ownResult } from '../rounds/result.ts';
import { draftOf } from '../store/drafts.ts';
import { supplyPostRef } from '../store/outbox.ts';
import { roundAndQuestion } from '../store/questions.ts';
import type { Round } from '../store/rounds.ts';
import { noteTell, submissionOf } from '../store/submissions.ts';
import { staleControl } from '../words/help.ts';
import { notRevealed, roundForm, willTell } from '../words/receipt.ts';
import { refusalMessage } from '../words/refusal.ts';
import { reportForm } from '../words/report.ts';
import { resultMessage } from '../words/result.ts';
import { claimControl } from './claim.ts';
import { shareAnswer, takeAnswerBack } from './share.ts';

/** Of the messages that a whole channel sees, the post alone has these. */
const onlyOnPosts: readonly RoundAction['word'][] = ['answer', 'form', 'hint'];

export async function roundControl(context: Context, action: RoundAction, used: Used): Promise<Reply> {
  const { app, workspace } = context;
  const found = await roundAndQuestion(app.db, action.id);
  if (!found || found.round.teamId !== workspace.teamId) return reply(refusalMessage('unknown-round', undefined));
  const { round, question } = found;
  if (round.postRef === null && used.on !== undefined && onlyOnPosts.includes(action.word)) {
    const seen = { workspaceId: workspace.id, channel: context.call.channel.id, ref: used.on };
    await supplyPostRef(app.db, round.id, seen);
  }
  switch (action.word) {
    case 'answer':
      return action.detail === ''
        ? answerByForm(context, round, question, used)
        : answerRound(context, round, question, action.detail, 'button');
    case 'form':
    case 'retry':
      return openForm(context, round, question);
    case 'hint':
      return offerHint(context, round, question);
    case 'buy-hint':
      return buyHint(context, round, question, Number(action.detail));
    case 'result':
      return showResult(context, round, question);
    case 'flag':
      return action.detail === 'send'
        ? flagRound(context, round, used)
        : { messages: [], form: reportForm(round.id, round.number) };
    case 'tell':
      return tellOnce(context, round);
    case 'lock':
      return lock(context, round, question);
    case 'claim':
      return claimInRound(context, round, action.detail === 'send' ? used : undefined);
    case 'share':
      return shareAnswer(context, round);
    case 'take-back':
      return takeAnswerBack(context, round);
  }
}

function answerByForm(context: Context, round: Round, question: Question, used: Used): Promise<Reply> {
  return answerRound(context, round, question, (used.values.get('answer') ?? []).join(','), 'form');
}

/** The form, with the text of an earlier try or the answer that stands. */
async function openForm({ app, at, member }: Context, round: Round, question: Question): Promise<Reply> {
  if (round.status === 'void') return reply(refusalMessage('void', round));
  if (round.status === 'closed' || at >= round.closesAt) return reply(refusalMessage('closed', round));
  const standing = await submissionOf(app.db, round.id, member.id);
  if (round.instant === 1 && standing) return reply(refusalMessage('already-locked', round));
  const draft = await draftOf(app.db, member.id, round.id);
  return { messages: [], form: roundForm(round, toPublic(question), draft, standing?.answer) };
}

async function showResult({ app, member, at }: Context, round: Round, question: Question): Promise<Reply> {
  if (round.status === 'void') return reply(refusalMessage('void', round));
  const own = await ownResult(app.db, round, member.id);
  // A locked-in answer of an instant round was explained already; every other one waits for the close.
  if (round.status !== 'closed' && !(round.instant === 1 && own)) return reply(notRevealed(roundFacts(round), at));
  return {
    ...reply(await resultNow(app, round, question, member.id, own)),
    ...(await revisionOf(app, { roundId: round.id, memberId: member.id }, async () =>
      resultNow(app, round, question, member.id, await ownResult(app.db, round, member.id)),
    )),
  };
}

/** A result with what its author can still do. */
async function resultNow(app: App, round: Round, question: Question, memberId: string, own: OwnResult | undefined) {
  const offers = await offersOf(app.db, round, question, memberId, own);
  return resultMessage(roundFacts(round), question, own, offers);
}

async function flagRound(context: Context, round: Round, used: Used): Promise<Reply> {
  const reason = (used.values.get('reason') ?? []).join(' ').trim();
  return reason === '' ? { messages: [], form: reportForm(round.id, round.number) } : report(context, round, reason);
}

async function tellOnce({ app, at, member }: Context, round: Round): Promise<Reply> {
  if (round.status === 'void') return reply(refusalMessage('void', round));
  if (round.status === 'closed' || at >= round.closesAt) return reply(refusalMessage('closed', round));
  await noteTell(app.db, round.id, member.id);
  return reply(willTell(roundFacts(round), at));
}

async function lock(context: Context, round: Round, question: Question): Promise<Reply> {
  const kept = await draftOf(context.app.db, context.member.id, lockForm(round.id));
  if (kept !== undefined) return lockAnswer(context, round, question, kept);
  const locked = await submissionOf(context.app.db, round.id, context.member.id);
  return reply(locked ? refusalMessage('already-locked', round) : staleControl());
}

async function claimInRound(context: Context, round: Round, sent: Used | undefined): Promise<Reply> {
  if (round.status === 'void') return reply(refusalMessage('void', round));
  if (round.status !== 'closed') return reply(notRevealed(roundFacts(round), context.at));
  const claimable = await claimableInRound(context.app.db, round, context.member.id);
  return claimControl(context, { subject: 'round', id: round.id }, claimable, sent);
}

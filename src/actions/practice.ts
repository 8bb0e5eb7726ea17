/** Controls under a practice question: answered and explained at once, for its own member only. */

import type { App } from '../app.ts';
import type { PracticeAction } from '../chat/action.ts';
import { faultAt } from '../chat/fault.ts';
import { type Message, type Reply, reply, type Used } from '../chat/message.ts';
import type { Context } from '../commands/context.ts';
import { type Answer, readAnswer } from '../quiz/answer.ts';
import { isOpen, type OpenQuestion, type Question, toPublic } from '../quiz/question.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { revisionOf } from '../reader/revision.ts';
import { askReading } from '../rounds/ask-reading.ts';
import { claimableInPractice, claimablePoints } from '../rounds/claim.ts';
import { gradedPractice, regradePractice } from '../rounds/grade-practice.ts';
import { claimedPoints } from '../store/claims.ts';
import { draftOf, dropDraft, keepDraft } from '../store/drafts.ts';
import type { Handle } from '../store/open.ts';
import { answerPractice, notePracticeHint, type Practice, practiceById } from '../store/practices.ts';
import { liveQuestionIds, questionOf } from '../store/questions.ts';
import { staleControl } from '../words/help.ts';
import {
  practiceDone,
  practiceForm,
  practiceLesson,
  practiceQuestion,
  practiceReading,
  practiceResult,
  practiceSealed,
  practiceSlip,
} from '../words/practice.ts';
import { claimControl } from './claim.ts';

export async function practiceControl(context: Context, action: PracticeAction, used: Used): Promise<Reply> {
  const practice = await practiceById(context.app.db, action.id);
  if (!practice || practice.memberId !== context.member.id) return reply(staleControl());
  if (practice.answer !== null && action.word !== 'claim') return reply(practiceDone());
  // Asked before its round began: to explain it now would tell the round's answer.
  const sealed = await liveQuestionIds(context.app.db, context.workspace.teamId);
  if (sealed.has(practice.questionId)) return reply(practiceSealed());
  const question = await questionOf(context.app.db, practice);
  switch (action.word) {
    case 'answer':
      return answer(context, practice, question, action.detail, used);
    case 'form':
    case 'retry': {
      const draft = await draftOf(context.app.db, practice.memberId, practice.id);
      return { messages: [], form: practiceForm(practice.id, toPublic(question), draft) };
    }
    case 'hint': {
      const hints = Math.min(practice.hints + 1, question.hints.length);
      await notePracticeHint(context.app.db, practice.id, hints);
      return {
        ...reply(practiceQuestion(practice.id, toPublic(question), question.hints.slice(0, hints))),
        replaces: true,
      };
    }
    case 'show':
      await answerPractice(context.app.db, practice.id, { answer: '', credit: 0, at: context.at });
      return { ...reply(practiceResult(question, undefined, undefined)), replaces: true };
    case 'claim': {
      const claimable = await claimableInPractice(context.app.db, practice);
      return claimControl(context, action, claimable, action.detail === 'send' ? used : undefined);
    }
  }
}

async function answer(
  { app, at }: Context,
  practice: Practice,
  question: Question,
  letter: string,
  used: Used,
): Promise<Reply> {
  const byForm = letter === '';
  const typed = byForm ? (used.values.get('answer') ?? []).join(',') : letter;
  const asked = toPublic(question);
  const read = readAnswer(asked, typed);
  if ('slip' in read) {
    const { id: form, memberId } = practice;
    if (byForm) await keepDraft(app.db, { id: app.newId(), memberId, form, content: typed, at });
    const message = practiceSlip(practice.id, asked, read, byForm);
    return { ...reply(message), ...(byForm && { faults: [faultAt('answer', message)] }) };
  }
  const graded = await save(app, practice, question, read.answer, at);
  if (!graded) return reply(practiceDone());
  await dropDraft(app.db, practice.memberId, practice.id);
  const { verdict } = graded;
  if (!isOpen(question)) return { ...reply(practiceResult(question, read.answer, verdict)), replaces: true };
  const lesson = practiceLesson(question);
  return {
    ...reply(await feedback(app.db, practice, question, read.answer, verdict), lesson),
    replaces: true,
    ...(await revisionOf(app, { memberId: practice.memberId, practiceId: practice.id }, async () => {
      const now = await gradedPractice(app.db, practice.id);
      return now && feedback(app.db, practice, question, read.answer, now.verdict);
    })),
  };
}

/** Saves the first answer and grades it; none after it is taken: then undefined. */
function save(app: App, { id, memberId }: Practice, question: Question, answer: Answer, at: number) {
  return app.store.transaction(async (tx) => {
    if (!(await answerPractice(tx, id, { answer: JSON.stringify(answer), credit: 0, at }))) return undefined;
    await askReading(app, tx, { memberId, practiceId: id }, { question, answer, at });
    return regradePractice(tx, id);
  });
}

/** How an answer in words was read, with the button to claim what was not found. */
async function feedback(
  db: Handle,
  { id, memberId }: Practice,
  question: OpenQuestion,
  answer: Answer,
  verdict: Verdict,
): Promise<Message> {
  const claimed = await claimedPoints(db, memberId, { practiceId: id });
  const claim = claimablePoints(question, verdict, claimed).length > 0 ? id : undefined;
  return practiceReading(question, answer, verdict, claim);
}

/** Controls under a practice question: answered and explained at once, for its own member only. */

import type { PracticeAction } from '../chat/action.ts';
import { faultAt } from '../chat/fault.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import type { Context } from '../commands/context.ts';
import { readAnswer } from '../quiz/answer.ts';
import { grade } from '../quiz/grading/index.ts';
import { isOpen, type Question, toPublic } from '../quiz/question.ts';
import { claimableInPractice, claimablePoints } from '../rounds/claim.ts';
import { draftOf, dropDraft, keepDraft } from '../store/drafts.ts';
import { phrasingsOf } from '../store/phrasings.ts';
import { answerPractice, notePracticeHint, type Practice, practiceById } from '../store/practices.ts';
import { liveQuestionIds, questionOf } from '../store/questions.ts';
import { staleControl } from '../words/help.ts';
import {
  practiceDone,
  practiceForm,
  practiceQuestion,
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
      const claimable = await claimableInPractice(context.app.db, practice, context.workspace.teamId);
      return claimControl(context, action, claimable, action.detail === 'send' ? used : undefined);
    }
  }
}

async function answer(
  { app, at, workspace }: Context,
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
  const phrasings = isOpen(question) ? await phrasingsOf(app.db, { ...practice, teamId: workspace.teamId }) : [];
  const verdict = grade(question, read.answer, [], phrasings);
  const stored = { answer: JSON.stringify(read.answer), credit: verdict.credit, at };
  if (!(await answerPractice(app.db, practice.id, stored))) return reply(practiceDone());
  await dropDraft(app.db, practice.memberId, practice.id);
  const claim = claimablePoints(question, verdict, new Set()).length > 0 ? practice.id : undefined;
  return { ...reply(practiceResult(question, read.answer, verdict, claim)), replaces: true };
}

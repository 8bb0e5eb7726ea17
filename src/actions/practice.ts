/** Controls under a practice question: answered and explained at once, for its own member only. */

import type { App } from '../app.ts';
import type { PracticeAction } from '../chat/action.ts';
import { faultAt } from '../chat/fault.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import type { Context } from '../commands/context.ts';
import { type Answer, readAnswer } from '../quiz/answer.ts';
import { grade } from '../quiz/grading/index.ts';
import { isOpen, type Question, toPublic } from '../quiz/question.ts';
import { revisionOf } from '../reader/revision.ts';
import { askReading } from '../rounds/ask-reading.ts';
import { draftOf, dropDraft, keepDraft } from '../store/drafts.ts';
import {
  answerPractice,
  notePracticeHint,
  type Practice,
  practiceById,
  setPracticeCredit,
} from '../store/practices.ts';
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

export async function practiceControl(context: Context, action: PracticeAction, used: Used): Promise<Reply> {
  const practice = await practiceById(context.app.db, action.id);
  if (!practice || practice.memberId !== context.member.id) return reply(staleControl());
  if (practice.answer !== null) return reply(practiceDone());
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
  const done = await save(app, practice, question, read.answer, at);
  if (!done) return reply(practiceDone());
  await dropDraft(app.db, practice.memberId, practice.id);
  if (!isOpen(question)) return { ...reply(practiceResult(question, read.answer, done.verdict)), replaces: true };
  return {
    ...reply(practiceReading(question, read.answer, done.verdict), practiceLesson(question)),
    replaces: true,
    ...(await revisionOf(app, { memberId: practice.memberId, practiceId: practice.id }, (reading) =>
      practiceReading(question, read.answer, grade(question, read.answer, [], reading)),
    )),
  };
}

/** Saves the first answer, and none after it: then undefined. */
function save(app: App, { id, memberId }: Practice, question: Question, answer: Answer, at: number) {
  return app.store.transaction(async (tx) => {
    const first = grade(question, answer);
    const saved = { answer: JSON.stringify(answer), credit: first.credit, at };
    if (!(await answerPractice(tx, id, saved))) return undefined;
    const reading = await askReading(app, tx, { memberId, practiceId: id }, { question, answer, at });
    if (!reading) return { verdict: first };
    const verdict = grade(question, answer, [], reading);
    await setPracticeCredit(tx, id, verdict.credit);
    return { verdict };
  });
}

/** A question as it is asked: in the daily post, in forms, in practice. Takes only what may be shown before the close. */

import type { Block, Control, Form, Input } from '../chat/message.ts';
import { textAnswerMax } from '../quiz/answer.ts';
import { difficulties, type PublicQuestion, topics } from '../quiz/question.ts';
import { capital } from './common.ts';

export function questionHeading(question: PublicQuestion): string {
  return `${topics[question.topic]} · ${difficulties[question.difficulty]}`;
}

/** The whole question: text and lettered options. */
export function questionBlocks(question: PublicQuestion): Block[] {
  const prompt: Block = { type: 'text', text: question.prompt };
  if (question.options.length === 0) return [prompt];
  return [prompt, { type: 'choices', options: question.options.map(({ id, text }) => ({ letter: id, text })) }];
}

/** One button a letter where a tap is a whole answer, else the button that opens the form. */
export function answerControls(
  question: PublicQuestion,
  ids: { answer(letter: string): string; form: string },
): Control[] {
  if (question.kind === 'choice' && !question.several) {
    return question.options.map(({ id }) => ({ kind: 'button', id: ids.answer(id), label: capital(id) }));
  }
  return [{ kind: 'button', id: ids.form, label: 'Answer', tone: 'primary' }];
}

/** What to write, for kinds that are answered in words or numbers. */
function howToAnswer(question: PublicQuestion): string {
  switch (question.kind) {
    case 'choice':
      return question.several ? 'Several are right.' : 'One letter.';
    case 'order':
      return `All letters in order, for example ${question.options
        .map(({ id }) => capital(id))
        .reverse()
        .join(' ')}.`;
    case 'numeric':
      return question.unit ? `A number, in ${question.unit}.` : 'A number.';
    case 'open':
      return 'A few sentences, as you would say them aloud.';
    case 'star':
      return 'A story of yours: situation, task, what you did, how it ended.';
  }
}

/** The form that takes an answer; `draft` is text that was refused before. */
export function answerForm(question: PublicQuestion, id: string, title: string, draft?: string): Form {
  return { id, title, intro: questionBlocks(question), inputs: [answerInput(question, draft)], submit: 'Save answer' };
}

function answerInput(question: PublicQuestion, draft: string | undefined): Input {
  const common = { id: 'answer', label: 'Your answer', required: true, hint: howToAnswer(question) };
  if (question.kind === 'choice' && question.several) {
    const options = question.options.map(({ id }) => ({ value: id, label: capital(id) }));
    const chosen = draft?.toLowerCase().match(/[a-f]/g);
    return { ...common, kind: 'checks', options, ...(chosen && { values: [...new Set(chosen)] }) };
  }
  const written = question.kind === 'open' || question.kind === 'star';
  const maxLength = written ? textAnswerMax : 200;
  return { ...common, kind: 'text', multiline: written, maxLength, ...(draft && { value: draft.slice(0, maxLength) }) };
}

/** Why an input was no answer, and why a round took none. */

import { appAction, roundAction } from '../chat/action.ts';
import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import type { Answer, Slip } from '../quiz/answer.ts';
import type { PublicQuestion } from '../quiz/question.ts';
import type { Refusal } from '../rounds/submit.ts';
import { answerWords, capital, list, slash } from './common.ts';

/** Why an input was not an answer. `standing` is the answer that stays as it was. */
function slipWords(question: PublicQuestion, slip: Slip, standing: Answer | undefined): string {
  const stays = standing
    ? ` Nothing was changed: your answer is still ${answerWords(standing, question.unit)}.`
    : ' Nothing was saved.';
  return slipReason(slip) + stays;
}

function slipReason(slip: Slip): string {
  switch (slip.slip) {
    case 'empty':
      return 'There was nothing to read.';
    case 'too-long':
      return `That is longer than ${slip.max} characters; please shorten it.`;
    case 'not-a-choice':
      return `I read "${quoted(slip.given)}" as an answer, but this question has A to ${capital(slip.last)}.`;
    case 'one-only':
      return `I read ${list(slip.given.map(capital))}, but one letter is asked for here.`;
    case 'not-an-order':
      return `I read "${quoted(slip.given)}" as an order, but ${orderFault(slip)}.`;
    case 'not-a-number':
      return `I could not read "${quoted(slip.given)}" as a number. For example: 0.25 or 0,25.`;
    case 'ambiguous-number':
      return `"${quoted(slip.given)}" can be read in two ways. Please write it without a thousands separator.`;
    case 'other-unit':
      return slip.expected
        ? `I read "${quoted(slip.given)}", but this one is asked in ${quoted(slip.expected)}.`
        : `I read "${quoted(slip.given)}", but this one is a plain number without a unit.`;
  }
}

function orderFault(slip: Extract<Slip, { slip: 'not-an-order' }>): string {
  const faults = [
    slip.unknown.length > 0
      ? `there is no ${list(
          slip.unknown.map((character) => quoted(character.toUpperCase())),
          'or',
        )}`
      : '',
    slip.repeated.length > 0 ? `${list(slip.repeated.map(capital))} came twice` : '',
    slip.missing.length > 0
      ? `${list(slip.missing.map(capital))} ${slip.missing.length === 1 ? 'is' : 'are'} missing`
      : '',
  ];
  return list(faults.filter((fault) => fault !== ''));
}

export function slipMessage(
  question: PublicQuestion,
  slip: Slip,
  standing: Answer | undefined,
  editId?: string,
): Message {
  const blocks: Block[] = [{ type: 'text', text: slipWords(question, slip, standing) }];
  if (editId) blocks.push({ type: 'controls', controls: [{ kind: 'button', id: editId, label: 'Edit again' }] });
  return privately(...blocks);
}

/** Why a round took no answer. */
export function refusalMessage(why: Refusal, round: { id: string; number: number } | undefined): Message {
  const name = round ? `#${round.number}` : 'That question';
  switch (why) {
    case 'closed': {
      const result = round ? roundAction(round.id, 'result') : undefined;
      const controls: Control[] = result ? [{ kind: 'button', id: result, label: 'My result' }] : [];
      controls.push({ kind: 'button', id: appAction('practice'), label: 'Try another, explained now' });
      return privately(
        { type: 'text', text: `${name} is closed; nothing was changed. Its answer is in its thread.` },
        { type: 'controls', controls },
      );
    }
    case 'void':
      return privately({ type: 'text', text: `${name} was withdrawn; it scores for nobody.` });
    case 'already-locked':
      return privately({ type: 'text', text: `Your answer to ${name} is locked in; nothing was changed.` });
    case 'unknown-round':
      return privately({
        type: 'text',
        text: `I do not know that question any more. ${slash('today')} shows the open one.`,
      });
  }
}

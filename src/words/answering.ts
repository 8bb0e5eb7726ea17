/** Receipts, refusals and results: what a member is told, in private, about an answer of theirs. */

import { appAction, roundAction } from '../chat/action.ts';
import { type Block, type Control, type Form, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { type Answer, type Slip, writeAnswer } from '../quiz/answer.ts';
import { hintPrice } from '../quiz/points.ts';
import { isOpen, type OpenQuestion, type PublicQuestion, type Question, toPublic } from '../quiz/question.ts';
import type { OpenVerdict, Verdict } from '../quiz/verdict.ts';
import type { Refusal } from '../rounds/submit.ts';
import { capital, count, list, slash, when } from './common.ts';
import { keyInWords, keyReason, lesson, optionReasons } from './key.ts';
import type { RoundFacts } from './post.ts';
import { answerForm } from './question.ts';

/** An answer as it is repeated back: letters and numbers whole, text cut to its beginning. */
export function answerWords(answer: Answer, unit: string | undefined): string {
  const written = writeAnswer(answer, unit);
  return answer.kind === 'text' ? `“${quoted(short(written))}”` : `**${quoted(written)}**`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 80 ? line : `${line.slice(0, 77).trimEnd()}…`;
}

export type ReceiptFacts = {
  answer: Answer;
  previous: Answer | undefined;
  answersSoFar: number;
  streak: number;
  /** Set for a member's first answer ever. */
  first: { shownName: string } | undefined;
  /** Whether a private message comes at the close anyway. */
  told: boolean;
  now: number;
};

export function receipt(round: RoundFacts, question: PublicQuestion, facts: ReceiptFacts): Message {
  const close = when(round.closesAt, round.zone, facts.now);
  const saved = answerWords(facts.answer, question.unit);
  const controls: Control[] = [];
  if (!facts.told)
    controls.push({ kind: 'button', id: roundAction(round.id, 'tell'), label: tellLabel(round, facts.now) });
  controls.push({ kind: 'button', id: appAction('practice'), label: 'Try another, explained now' });
  if (facts.first) {
    const again = question.kind === 'choice' && !question.several ? 'Tap another letter' : 'Answer again';
    return privately(
      {
        type: 'text',
        text: `Saved: ${saved}. Only you can see this, and nobody is told what holds before ${close}.\n${again} to change it until then.\nOn the board you are "${facts.first.shownName}".`,
      },
      {
        type: 'controls',
        controls: [
          { kind: 'button', id: appAction('alias'), label: 'Use another name' },
          { kind: 'button', id: appAction('board-off'), label: 'Leave me off' },
        ],
      },
      { type: 'controls', controls },
    );
  }
  const was = facts.previous ? ` (was ${answerWords(facts.previous, question.unit).replaceAll('**', '')})` : '';
  return privately(
    {
      type: 'text',
      text: `Saved: ${saved}${was}. Sealed until ${close}, yours to change until then. Answers so far: ${facts.answersSoFar}. Streak: ${facts.streak}.`,
    },
    { type: 'controls', controls },
  );
}

function tellLabel(round: RoundFacts, now: number): string {
  return `Tell me at ${when(round.closesAt, round.zone, now).replace(/^.*\|/, '').replace('\u{E001}', '')}`;
}

export function willTell(round: RoundFacts, now: number): Message {
  return privately({
    type: 'text',
    text: `I will send you your result at ${when(round.closesAt, round.zone, now)}, this once. ${slash('me settings tell:on')} makes it every time.`,
  });
}

/** Somebody asked for a result before its time. */
export function notRevealed(round: RoundFacts, now: number): Message {
  return privately({
    type: 'text',
    text: `#${round.number} is sealed until ${when(round.closesAt, round.zone, now)}; I tell nobody before then.`,
  });
}

/** The form of an open round, with text that was refused before or the answer that stands. */
export function roundForm(
  round: Pick<RoundFacts, 'id' | 'number'>,
  question: PublicQuestion,
  draft: string | undefined,
  standing: Answer | undefined,
): Form {
  const text = draft ?? (standing && writeAnswer(standing));
  return answerForm(question, roundAction(round.id, 'answer'), `Answer #${round.number}`, text);
}

/** An instant round asks before it counts. */
export function lockQuestion(round: RoundFacts, question: PublicQuestion, answer: Answer): Message {
  const written = answer.kind === 'text' ? 'this answer' : quoted(writeAnswer(answer, question.unit));
  return privately(
    {
      type: 'text',
      text: `Lock in ${answerWords(answer, question.unit)}? You have one try; then I explain it to you at once.`,
    },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: roundAction(round.id, 'lock'), label: `Lock in ${written}`, tone: 'primary' }],
    },
  );
}

/** Why an input was not an answer. `standing` is the answer that stays as it was. */
export function slipWords(question: PublicQuestion, slip: Slip, standing: Answer | undefined): string {
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

/** Asks before a hint is bought: its price first. */
export function hintOffer(round: RoundFacts, left: number, taken: readonly string[]): Message {
  const blocks: Block[] = taken.map((hint) => ({ type: 'text', text: `💡 ${hint}` }));
  if (left === 0) return privately(...blocks, { type: 'quiet', text: 'That was the last hint for this question.' });
  const which = taken.length > 0 ? 'The next hint' : 'A hint';
  return privately(
    ...blocks,
    {
      type: 'text',
      text: `${which} costs ${hintPrice} points of this question's 10; an honest answer still earns 2. Left: ${left}.`,
    },
    {
      type: 'controls',
      controls: [
        {
          kind: 'button',
          id: roundAction(round.id, 'buy-hint', String(taken.length)),
          label: `Show it (−${hintPrice})`,
        },
      ],
    },
  );
}

export type ResultFacts = {
  answer: Answer;
  verdict: Verdict;
  points: number;
  hints: number;
  /** Points of the week so far; undefined while the board does not count this round yet. */
  week: number | undefined;
};

/** A member's own result of a closed round (or of a locked-in answer). */
export function resultBlocks(
  round: Pick<RoundFacts, 'number'>,
  question: Question,
  facts: ResultFacts | undefined,
): Block[] {
  if (!facts) {
    const key = isOpen(question)
      ? 'Its model answer is in the thread.'
      : `**${keyInWords(question)}** holds. ${keyReason(question)}`;
    return [{ type: 'text', text: `You did not answer #${round.number}. ${key}` }];
  }
  const { answer, verdict, points, hints, week } = facts;
  const verb = answer.kind === 'choice' ? 'You chose' : 'You answered';
  const hinted = hints > 0 ? ` (${count(hints, 'hint')} taken)` : '';
  const sum = week === undefined ? '' : ` This week ${week}.`;
  const line = `#${round.number}: ${verb} ${answerWords(answer, toPublic(question).unit)}: ${count(points, 'point')}${hinted}.${sum}`;
  return [{ type: 'text', text: line }, ...resultDetail(question, answer, verdict)];
}

/** Why an answer fared as it did. */
export function resultDetail(question: Question, answer: Answer, verdict: Verdict): Block[] {
  if (isOpen(question)) return openFeedback(question, verdict.open);
  return [{ type: 'text', text: whyWords(question, answer, verdict) }];
}

/** {@link resultBlocks} as a message of its own. */
export function resultMessage(
  round: Pick<RoundFacts, 'number'>,
  question: Question,
  facts: ResultFacts | undefined,
): Message {
  return privately(...resultBlocks(round, question, facts));
}

function whyWords(question: Question, answer: Answer, verdict: Verdict): string {
  if (verdict.right) return keyReason(question);
  if (question.kind === 'choice' && answer.kind === 'choice') {
    const lines = question.options
      .filter(({ id, correct }) => correct || answer.letters.includes(id))
      .map(({ id, correct, why }) => `${correct ? '✅' : '❌'} ${capital(id)} · ${why}`);
    return lines.join('\n');
  }
  const near = verdict.credit > 0 ? `${Math.round(verdict.credit * 100)} % of the pairs stand right. ` : '';
  return `${near}**${keyInWords(question)}** holds. ${keyReason(question)}`;
}

/** Which points were found, in the member's own words, and what else could be said. Never "right" or "wrong". */
function openFeedback(question: OpenQuestion, verdict: OpenVerdict | undefined): Block[] {
  if (!verdict) return [{ type: 'text', text: 'An admin accepted this answer.' }];
  if (verdict.band === 'no-answer') return [{ type: 'text', text: 'I found nothing of an answer in it to compare.' }];
  const lines = question.keyPoints.map((point) => {
    const found = verdict.verdicts.find(({ id }) => id === point.id);
    const quote = found?.quote ? ` (your words: “${quoted(found.quote)}”)` : '';
    switch (found?.status) {
      case 'covered':
        return `- I found **${point.label}**${quote}.`;
      case 'partial':
        return `- I found part of **${point.label}**${quote}. ${point.hint}`;
      case 'contradicted':
        return `- On **${point.label}** you said something else${quote}. ${point.hint}`;
      default:
        return `- I did not find **${point.label}**. ${point.hint}`;
    }
  });
  return [
    { type: 'text', text: lines.join('\n') },
    { type: 'quiet', text: 'Found means mentioned: I compare words, I do not judge whether an answer is right.' },
  ];
}

/** What an instant round says once an answer is locked in. */
export function explainedResult(round: Pick<RoundFacts, 'number'>, question: Question, facts: ResultFacts): Message {
  return privately(...explainedAtOnce(question, resultBlocks(round, question, facts)));
}

/** Answer, key and lesson at once: instant rounds and practice. */
export function explainedAtOnce(question: Question, head: Block[]): Block[] {
  return [
    ...head,
    ...(isOpen(question) || question.kind === 'order' ? optionReasons(question) : []),
    ...lesson(question, false),
  ];
}

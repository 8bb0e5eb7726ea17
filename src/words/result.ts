/** Results: how an answer fared, for its author alone. */

import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { cut, quoted } from '../chat/text.ts';
import type { Answer } from '../quiz/answer.ts';
import { isOpen, type OpenQuestion, type Question, toPublic } from '../quiz/question.ts';
import type { ConfirmedBy, OpenVerdict, StarPartVerdict, Verdict } from '../quiz/verdict.ts';
import type { Offers } from '../rounds/result.ts';
import { claimButton } from './claim.ts';
import { answerWords, capital, count, modelName } from './common.ts';
import { keyInWords, keyReason, lesson, optionReasons } from './key.ts';
import type { RoundFacts } from './post.ts';
import { shareButton, shareNote, takeBackButton } from './share.ts';

export type ResultFacts = {
  answer: Answer;
  verdict: Verdict;
  points: number;
  hints: number;
  /** Points of the week so far; undefined while the board does not count this round yet. */
  week: number | undefined;
};

/** A member's own result of a closed round (or of a locked-in answer). */
function resultBlocks(round: Pick<RoundFacts, 'number'>, question: Question, facts: ResultFacts | undefined): Block[] {
  if (!facts) {
    const key = isOpen(question)
      ? 'Its model answer is in the reveal.'
      : `**${keyInWords(question)}** holds. ${keyReason(question)}`;
    return [{ type: 'text', text: `You did not answer #${round.number}. ${key}` }];
  }
  const { answer, verdict, points, hints, week } = facts;
  const verb = answer.kind === 'choice' ? 'You chose' : 'You answered';
  const hinted = hints > 0 ? ` (${count(hints, 'hint')} taken)` : '';
  const sum = week === undefined ? '' : ` This week ${week}.`;
  const line = `#${round.number}: ${verb} ${answerWords(answer, toPublic(question).unit)}: ${count(points, 'point')}${hinted}.${sum}`;
  const confirmed: Block[] = verdict.confirmedBy ? [{ type: 'text', text: confirmedWords[verdict.confirmedBy] }] : [];
  return [{ type: 'text', text: line }, ...confirmed, ...resultDetail(question, answer, verdict)];
}

/** Why an answer fared as it did. */
export function resultDetail(question: Question, answer: Answer, verdict: Verdict): Block[] {
  if (isOpen(question)) return openFeedback(question, verdict.open);
  return [{ type: 'text', text: whyWords(question, answer, verdict) }];
}

/** {@link resultBlocks} as a message of its own, with what its author can still do. */
export function resultMessage(
  round: Pick<RoundFacts, 'id' | 'number'>,
  question: Question,
  facts: ResultFacts | undefined,
  offers?: Offers,
): Message {
  return privately(...resultBlocks(round, question, facts), ...offerBlocks(round.id, offers));
}

function offerBlocks(roundId: string, offers: Offers | undefined): Block[] {
  const controls: Control[] = [];
  if (offers?.canClaim) controls.push(claimButton({ subject: 'round', id: roundId }));
  if (offers?.share === 'can-share') controls.push(shareButton(roundId));
  if (offers?.share === 'shared') controls.push(takeBackButton(roundId));
  if (controls.length === 0) return [];
  const note: Block[] = offers?.share === 'can-share' ? [{ type: 'quiet', text: shareNote }] : [];
  return [{ type: 'controls', controls }, ...note];
}

const confirmedWords: Record<ConfirmedBy, string> = {
  teammate: 'A teammate finds it well argued: full points.',
  'second reader': 'The second reader confirms it: full points.',
};

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
    const quote = found?.quote ? ` (your words: “${quoted(cut(found.quote, 100))}”)` : '';
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
  const blocks: Block[] = [{ type: 'text', text: lines.join('\n') }];
  if (verdict.parts) blocks.push({ type: 'text', text: verdict.parts.map(partWords).join('\n') });
  const remarks = verdict.flags.flatMap((flag) => remarkOn.get(flag) ?? []);
  if (remarks.length > 0) blocks.push({ type: 'text', text: remarks.join('\n') });
  return [...blocks, ...readersWords(verdict)];
}

/** Who read it, and what their finding does not mean. */
function readersWords({ by, model, agreed }: OpenVerdict): Block[] {
  if (by === 'offline' || model === undefined) {
    const text = 'Found means mentioned: I compare words, I do not judge whether an answer is right.';
    return [{ type: 'quiet', text }];
  }
  const both = agreed ? ' Both readings find it strong.' : '';
  const text = `Read by ${modelName(model)} as well.${both} Found means mentioned: neither of us judges whether an answer is right.`;
  return [{ type: 'quiet', text }];
}

function partWords({ part, found, quote, tip }: StarPartVerdict): string {
  const name = part.charAt(0).toUpperCase() + part.slice(1);
  if (!found) return `- I did not find the **${name}**. A strong one: ${tip}`;
  return `- **${name}**: found${quote ? ` (“${quoted(cut(quote, 100))}”)` : ''}.`;
}

/** What an answer's form has to do with how it was read; a kind word about the form, never about its author. */
const remarkOn = new Map([
  ['question-copied', 'Much of it repeats the question; I read only the rest.'],
  [
    'keyword-list',
    'Some of it reads as keywords or notes, which count for less. In an interview, say them as sentences: what, and why.',
  ],
  ['word-salad', 'I could not follow the order of the words; short sentences help me.'],
  ['one-point-repeated', 'The same thing comes several times; one mention is enough.'],
  [
    'not-english',
    'I read English only; of other languages I find hardly more than terms. Said in English, more counts.',
  ],
  ['off-topic', 'I found none of the points in it. Does it answer this question?'],
  ['hypothetical', 'It tells what you would do. A story of what you did is stronger.'],
  ['mostly-we', 'It says “we” most of the time. Interviewers want to hear what you did yourself.'],
  ['no-number', 'Give the result a number, even a rough one.'],
  ['speaks-to-reader', 'Part of it reads like instructions for whoever reads it; I take it as text like the rest.'],
]);

/** What an instant round says once an answer is locked in. */
export function explainedResult(round: Pick<RoundFacts, 'number'>, question: Question, facts: ResultFacts): Message {
  return privately(...explainedAtOnce(question, resultBlocks(round, question, facts)));
}

/** What follows the result of a locked-in free-text answer, which a second reader may add to. */
export function lessonMessage(question: OpenQuestion): Message {
  return privately(...explainedAtOnce(question, []));
}

/** Answer, key and lesson at once: instant rounds and practice. */
export function explainedAtOnce(question: Question, head: Block[]): Block[] {
  return [
    ...head,
    ...(isOpen(question) || question.kind === 'order' ? optionReasons(question) : []),
    ...lesson(question, false),
  ];
}

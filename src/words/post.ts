/** The daily post, what it turns into at the close, and the reveal in its thread. */

import { roundAction } from '../chat/action.ts';
import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { type Answer, writeAnswer } from '../quiz/answer.ts';
import { fullPoints, hintPrice, leastPoints } from '../quiz/points.ts';
import { isOpen, type PublicQuestion, type Question, toPublic } from '../quiz/question.ts';
import type { Verdict } from '../quiz/verdict.ts';
import { capital, count, dayWords, list, sentence, shownName, when } from './common.ts';
import { keyInWords, keyLetters, keyReason, lesson, modelAnswer, optionReasons } from './key.ts';
import { answerControls, questionBlocks, questionHeading } from './question.ts';

/** Counts are told from this many answers on; below, they would tell who said what. */
const fewestToCount = 3;

export type RoundFacts = {
  id: string;
  number: number;
  zone: string;
  closesAt: number;
  opensAt: number;
  instant: boolean;
  comeback: boolean;
};

/** A closed round in one line of the next post. */
export type LastTime = { number: number; question: Question };

export function roundHeading(round: Pick<RoundFacts, 'number' | 'comeback'>, question: PublicQuestion): string {
  return `#${round.number} · ${questionHeading(question)}${round.comeback ? ' · Comeback' : ''}`;
}

/** The controls under an open question. */
export function roundControls(round: Pick<RoundFacts, 'id'>, question: PublicQuestion): Control[] {
  const controls = answerControls(question, {
    answer: (letter) => roundAction(round.id, 'answer', letter),
    form: roundAction(round.id, 'form'),
  });
  return [...controls, { kind: 'button', id: roundAction(round.id, 'hint'), label: `Hint (−${hintPrice})` }];
}

export function dailyPost(
  round: RoundFacts,
  question: PublicQuestion,
  more: {
    lastTime: LastTime | undefined;
    /** Who set the schedule up, where the post is to name them. */
    setUpBy: { name: string; alias: string | null } | undefined;
    ping: string | undefined;
  },
): Message {
  const blocks: Block[] = [
    { type: 'heading', text: roundHeading(round, question) },
    ...questionBlocks(question),
    { type: 'controls', controls: roundControls(round, question) },
    { type: 'quiet', text: openUntil(round, question) },
  ];
  if (more.lastTime) blocks.push({ type: 'quiet', text: lastTimeLine(more.lastTime) });
  if (more.setUpBy) blocks.push({ type: 'quiet', text: `Set up for this channel by ${shownName(more.setUpBy)}` });
  return { audience: 'channel', blocks, ...(more.ping && { ping: more.ping }) };
}

/** What an admin sees of a question to come: no controls, no key. */
export function previewMessage(question: PublicQuestion | undefined, on: string | undefined): Message {
  if (!question || on === undefined) return privately({ type: 'text', text: 'No question is in sight.' });
  return privately(
    { type: 'quiet', text: `Preview of ${dayWords(on)}; only you see it, and it may still change.` },
    { type: 'heading', text: questionHeading(question) },
    ...questionBlocks(question),
  );
}

function openUntil(round: RoundFacts, question: PublicQuestion): string {
  const open = `Open until ${when(round.closesAt, round.zone, round.opensAt)}`;
  const most =
    question.kind === 'open' || question.kind === 'star' ? `up to ${fullPoints} points` : `${fullPoints} points`;
  const points = `${most}, any honest answer earns ${leastPoints}`;
  const thread = round.instant
    ? 'one try, explained to you at once; please no answers in the thread before the close'
    : 'please no answers in the thread before then';
  return [open, points, thread].join(' · ');
}

function lastTimeLine({ number, question }: LastTime): string {
  if (isOpen(question)) return `Last time, #${number}: the model answer is in its reveal`;
  return `Last time, #${number}: ${keyLetters(question)} (${keyReason(question)})`;
}

export type Tally = { answers: number; solved: number };

/** The post once its round is closed: the question stays, the answer takes the controls' place. */
export function closedPost(round: RoundFacts, question: Question, tally: Tally): Message {
  return {
    audience: 'channel',
    blocks: [
      { type: 'heading', text: roundHeading(round, toPublic(question)) },
      ...questionBlocks(toPublic(question)),
      { type: 'text', text: `${closedKey(question)} ${tallyWords(question, tally)}` },
      { type: 'controls', controls: afterClose(round) },
    ],
  };
}

function closedKey(question: Question): string {
  if (isOpen(question)) return 'Closed. **No single key:** a strong answer and what it mentions follow.';
  // Several whole options would repeat most of the post that stands right above.
  const one = question.kind === 'numeric' || keyLetters(question).length === 1;
  const key = one ? keyInWords(question) : keyLetters(question);
  return `Closed. **${key}${/[.?!]$/.test(key) ? '' : '.'}** ${keyReason(question)}`;
}

/** Names no place for the rest: it is sent later, and where no thread can be opened it stands in the channel. */
function tallyWords(question: Question, { answers, solved }: Tally): string {
  if (answers === 0) return 'Nobody answered this time, so the question may come back.';
  if (isOpen(question)) return `${count(answers, 'answer')}.`;
  if (answers < fewestToCount) return `${count(answers, 'answer')}; more follows.`;
  return `${solved} of ${answers} had it; the rest follows.`;
}

function afterClose(round: Pick<RoundFacts, 'id'>): Control[] {
  return [
    { kind: 'button', id: roundAction(round.id, 'result'), label: 'My result' },
    { kind: 'button', id: roundAction(round.id, 'flag'), label: 'Something off?' },
  ];
}

/** One answer of a closed round, as the reveal needs it. */
export type Given = { answer: Answer; verdict: Verdict; name: string; alias: string | null; board: number };

/** The rest of the reveal: every option with its reason and its count, reading, and something to talk about. */
export function reveal(round: RoundFacts, question: Question, given: readonly Given[], standsAlone: boolean): Message {
  const solvers = given.filter(({ verdict }) => verdict.right);
  const counted = given.length >= fewestToCount;
  const key = isOpen(question) ? 'a strong answer' : keyLetters(question);
  const had = counted && !isOpen(question) ? ` · ${solvers.length} of ${given.length}` : '';
  const blocks: Block[] = [{ type: 'text', text: `**#${round.number}: ${key}**${had}` }];
  if (standsAlone && !isOpen(question)) blocks.push({ type: 'text', text: keyInWords(question) });
  blocks.push(...(counted ? countedReasons(question, given) : optionReasons(question)));
  if (counted && !isOpen(question) && solvers.length > 0 && solvers.length * 3 <= given.length) {
    const named = solvers.filter(({ board }) => board === 1).map(shownName);
    if (named.length > 0) blocks.push({ type: 'text', text: `Had it: ${list(someOf(named))}.` });
  }
  blocks.push(...lesson(question, true));
  if (standsAlone) blocks.push({ type: 'controls', controls: afterClose(round) });
  return { audience: 'channel', blocks };
}

const solversNamed = 10;

/** The first ten, and how many more there are. */
function someOf(names: readonly string[]): string[] {
  const more = names.length - solversNamed;
  return more > 0 ? [...names.slice(0, solversNamed), `${more} more`] : [...names];
}

function countedReasons(question: Question, given: readonly Given[]): Block[] {
  if (isOpen(question)) {
    return modelAnswer(
      question,
      (pointId) =>
        given.filter(({ verdict }) =>
          verdict.open?.verdicts.some(({ id, status }) => id === pointId && status === 'covered'),
        ).length,
    );
  }
  if (question.kind === 'choice') {
    const lines = question.options
      .map(({ id, correct, why }) => {
        const chosen = given.filter(({ answer }) => answer.kind === 'choice' && answer.letters.includes(id)).length;
        return { id, correct, why, chosen };
      })
      .sort((a, b) => Number(b.correct) - Number(a.correct) || b.chosen - a.chosen)
      .map(({ id, correct, why, chosen }) => {
        const bar = '█'.repeat(Math.round((chosen / given.length) * 10));
        return [correct ? '✅' : '❌', capital(id), bar, chosen, '·', why].filter((part) => part !== '').join(' ');
      });
    return [{ type: 'text', text: lines.join('\n') }];
  }
  return [...optionReasons(question), { type: 'text', text: `Answers: ${answerCounts(question, given)}` }];
}

/** `0.25 % (4), 0.5 % (1)`, the most frequent first, five at most. */
function answerCounts(question: Question, given: readonly Given[]): string {
  const unit = question.kind === 'numeric' ? question.answer.unit : undefined;
  const counts = new Map<string, number>();
  for (const { answer } of given) {
    const written = writeAnswer(answer, unit);
    counts.set(written, (counts.get(written) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shown = sorted.slice(0, 5).map(([written, n]) => `${quoted(written)} (${n})`);
  return shown.join(', ') + (sorted.length > shown.length ? ` and ${sorted.length - shown.length} more` : '');
}

/** The post of a round that an admin withdrew. */
export function voidPost(round: RoundFacts, question: PublicQuestion, reason: string): Message {
  return {
    audience: 'channel',
    blocks: [
      { type: 'heading', text: roundHeading(round, question) },
      ...questionBlocks(question),
      { type: 'text', text: `Withdrawn: ${sentence(reason)}` },
      { type: 'quiet', text: 'It scores for nobody and breaks no streak.' },
    ],
  };
}

/** Told once in the channel when a round was withdrawn. */
export function voidNotice(number: number, reason: string): Message {
  const text = `**#${number} is withdrawn:** ${sentence(reason)} The board no longer counts it, and no streak is broken.`;
  return { audience: 'channel', blocks: [{ type: 'text', text }] };
}

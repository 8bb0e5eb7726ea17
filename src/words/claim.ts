/** "I did say that": claiming a point that was not found, and deciding on such claims. */

import { claimAction, practiceAction, roundAction } from '../chat/action.ts';
import { type Block, type Control, type Form, type Message, privately } from '../chat/message.ts';
import { cut, oneLine, quoted, unmarked } from '../chat/text.ts';
import { phrasingMax } from '../quiz/grading/phrasing.ts';
import type { ClaimEnd } from '../store/claims.ts';
import { count } from './common.ts';

/** Where the answer stands that a claim is about. */
export type ClaimSubject = { subject: 'round' | 'practice'; id: string };
/** What a member chose and typed. */
export type TypedClaim = { pointId: string; words: string };
type Point = { id: string; label: string };

const claimLabel = 'I did say that';

function claimId({ subject, id }: ClaimSubject, detail?: 'send'): string {
  return subject === 'round' ? roundAction(id, 'claim', detail) : practiceAction(id, 'claim', detail);
}

export function claimButton(of: ClaimSubject): Control {
  return { kind: 'button', id: claimId(of), label: claimLabel };
}

/** So much of an answer is repeated in the form. */
const answerShown = 1500;

/** Asks which of the points that were not found whole it is, and for the words that say it. */
export function claimForm(
  of: ClaimSubject,
  answer: string,
  points: readonly Point[],
  typed: TypedClaim | undefined,
): Form {
  const chosen = typed?.pointId ?? (points.length === 1 ? points[0]?.id : undefined);
  return {
    id: claimId(of, 'send'),
    title: claimLabel,
    intro: [{ type: 'text', text: `You answered: “${quoted(cut(answer, answerShown))}”` }],
    inputs: [
      {
        id: 'point',
        label: 'What I did not find, or only in part',
        required: true,
        kind: 'select',
        options: points.map(({ id, label }) => ({ value: id, label: unmarked(label) })),
        ...(chosen !== undefined && { value: chosen }),
      },
      {
        id: 'words',
        label: 'Your words for it',
        hint: `As they stand in your answer, ${phrasingMax} characters at most`,
        required: true,
        kind: 'text',
        multiline: true,
        maxLength: phrasingMax,
        ...(typed?.words && { value: typed.words.slice(0, phrasingMax) }),
      },
    ],
    submit: 'Send',
  };
}

export function claimSlip(of: ClaimSubject): Message {
  return privately(
    {
      type: 'text',
      text: `I could not find those words in your answer. Copy them as they stand there, ${phrasingMax} characters at most. Nothing was sent.`,
    },
    { type: 'controls', controls: [{ kind: 'button', id: claimId(of), label: 'Edit again', tone: 'primary' }] },
  );
}

export function claimed(label: string, phrasing: string): Message {
  const text = `Noted: “${quoted(phrasing)}” for **${label}**. Your team's admins decide, and I tell you what became of it.`;
  return privately({ type: 'text', text });
}

export function claimedAlready(label: string): Message {
  return privately({ type: 'text', text: `You claimed **${label}** before; once is enough. Nothing was changed.` });
}

export function nothingToClaim(): Message {
  return privately({ type: 'text', text: 'There is no point left in that answer that I did not find.' });
}

export type OpenClaim = {
  id: string;
  title: string;
  /** Null for an answer in practice. */
  number: number | null;
  label: string;
  /** The point in one sentence. */
  text: string;
  phrasing: string;
  by: string;
};

/** One claim as admins see it. */
export function claimBlocks({ id, title, number, label, text, phrasing, by }: OpenClaim): Block[] {
  const line = `**${claimLabel}** · ${title} (${place(number)}) · from ${by}: “${quoted(oneLine(phrasing, phrasingMax))}” for **${label}**. The point: ${text}`;
  const controls: Control[] = [
    { kind: 'button', id: claimAction(id, 'accept'), label: 'Accept' },
    { kind: 'button', id: claimAction(id, 'decline'), label: 'Decline' },
  ];
  return [
    { type: 'text', text: line },
    { type: 'controls', controls },
  ];
}

function place(number: number | null): string {
  return number === null ? 'practice' : `#${number}`;
}

/** To the admin. */
export function claimAccepted(label: string, gained: number): Message {
  const who = gained === 0 ? "nobody's points changed" : `${count(gained, 'member')} gained points, nobody lost any`;
  const text = `Accepted: your team takes those words for **${label}** from now on; ${who}. The author is told.`;
  return privately({ type: 'text', text });
}

export function claimDeclined(): Message {
  return privately({ type: 'text', text: 'Declined; the author is told, kindly.' });
}

/** The claim is about a question that is open in the team by now. */
export function claimSealed(): Message {
  const text = 'That question is open in your team right now. Decide after its reveal; until then nothing changes.';
  return privately({ type: 'text', text });
}

export type ClaimDecision = {
  decision: ClaimEnd;
  number: number | null;
  title: string;
  label: string;
  phrasing: string;
  /** Points of its round, null where none count. */
  before: number | null;
  after: number | null;
};

/** To the author. */
export function claimDecided(decided: ClaimDecision): Message {
  return privately({ type: 'text', text: decisionWords(decided) });
}

function decisionWords(decided: ClaimDecision): string {
  const { decision, number, title, label, phrasing } = decided;
  const words = `“${quoted(oneLine(phrasing, phrasingMax))}”`;
  const where = `**${label}** in ${title} (${place(number)})`;
  const points = pointsWords(decided);
  switch (decision) {
    case 'accepted': {
      const unscored = number === null ? 'Practice scores nothing' : 'That round does not count';
      return `Your team takes ${words} for ${where} now. ${points ?? `${unscored}, but such words are found from now on.`} Thank you for saying so.`;
    }
    case 'declined':
      return `An admin read ${words} and does not take it for ${where}. Your points stay as they are; thank you for asking.`;
    case 'found':
      return `In your answer to ${title} (${place(number)}) the second reader found **${label}** after all, so nobody has to decide on ${words} any more.${points === undefined ? '' : ` ${points}`}`;
  }
}

function pointsWords({ number, before, after }: ClaimDecision): string | undefined {
  if (number === null || before === null || after === null) return undefined;
  return before === after
    ? `Your points there stay at ${after}.`
    : `You had ${before} points there and have ${after} now.`;
}

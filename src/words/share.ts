/** Showing an answer to the channel, and finding one well argued. */

import { roundAction, shareAction } from '../chat/action.ts';
import { type Control, type Message, privately } from '../chat/message.ts';
import { cut, quoted } from '../chat/text.ts';
import { fullPoints } from '../quiz/points.ts';
import { shownName } from './common.ts';

export function shareButton(roundId: string): Control {
  return { kind: 'button', id: roundAction(roundId, 'share'), label: 'Share my answer' };
}

export function takeBackButton(roundId: string): Control {
  return { kind: 'button', id: roundAction(roundId, 'take-back'), label: 'Take my answer back' };
}

const wellArguedLabel = 'Well argued';

export const shareNote = `“Share my answer” posts it under the reveal, with your name. A teammate who presses “${wellArguedLabel}” there makes it ${fullPoints} points, less hints.`;

export type SharedAnswer = {
  /** Of the share. */
  id: string;
  number: number;
  author: { name: string; alias: string | null };
  text: string;
  isConfirmed: boolean;
};

/** One message has to hold it: an edit reaches one message. */
const answerShown = 3000;

export function sharedAnswer({ id, number, author, text, isConfirmed }: SharedAnswer): Message {
  const praise = isConfirmed
    ? 'A teammate finds it well argued.'
    : `Shared by its author. A teammate who finds it well argued makes it ${fullPoints} points, less hints.`;
  return {
    audience: 'channel',
    blocks: [
      { type: 'text', text: `**#${number}: the answer of ${shownName(author)}**` },
      { type: 'text', text: quotedWithin(text, answerShown) },
      { type: 'controls', controls: [{ kind: 'button', id: shareAction(id, 'well-argued'), label: wellArguedLabel }] },
      { type: 'quiet', text: praise },
    ],
  };
}

/** A person's words, cut so that they have at most `max` characters with everything that keeps markup from acting. */
function quotedWithin(text: string, max: number): string {
  for (let length = max; ; length = Math.floor(length * 0.9)) {
    const shown = quoted(cut(text, length));
    if (shown.length <= max) return shown;
  }
}

/** What stands in the place of an answer that is not shared any more. */
export function takenBackPost(number: number): Message {
  const text = `#${number}: an answer that stood here was taken back.`;
  return { audience: 'channel', blocks: [{ type: 'quiet', text }] };
}

export function shared(roundId: string, number: number, author: SharedAnswer['author']): Message {
  return privately(
    {
      type: 'text',
      text: `Shared: your answer to #${number} goes under the reveal, as ${shownName(author)}. You can take it back at any time.`,
    },
    { type: 'controls', controls: [takeBackButton(roundId)] },
  );
}

export function notShared(number: number, why: 'shared-already' | 'taken-back' | 'nothing-to-share' | 'asked-again') {
  const words = {
    'shared-already': `Your answer to #${number} is shared already; it stands there once.`,
    'taken-back': `You took your answer to #${number} back; it can be shared only once.`,
    'nothing-to-share': `I have no answer of yours to #${number} that could be shared.`,
    'asked-again': `The question of #${number} is open again right now. Share your answer after its reveal.`,
  };
  return privately({ type: 'text', text: words[why] });
}

export function tookBack(number: number): Message {
  const text = `Your answer to #${number} is taken out of the channel. What it earned stays yours.`;
  return privately({ type: 'text', text });
}

export function nothingToTakeBack(number: number): Message {
  return privately({ type: 'text', text: `No answer of yours to #${number} is shared; nothing was changed.` });
}

export function praised(raised: boolean): Message {
  const text = raised
    ? `Noted, thank you: with your word that answer earns ${fullPoints} points, less its hints.`
    : 'Noted, thank you.';
  return privately({ type: 'text', text });
}

export function praisedAlready(): Message {
  return privately({ type: 'text', text: 'You said so already; once is enough.' });
}

export function ownAnswer(): Message {
  return privately({
    type: 'text',
    text: 'That answer is your own, so this button waits for a teammate. Nothing was changed.',
  });
}

export function sharedNoMore(): Message {
  return privately({ type: 'text', text: 'That answer was taken back by its author. Nothing was changed.' });
}

import { type Message, privately } from '../chat/message.ts';
import { count, slash, when } from './common.ts';

export function posted(
  number: number,
  closesAt: number,
  zone: string,
  now: number,
  byDefault: string | undefined,
): Message {
  const first = byDefault ? `Nothing was set up here, so I took the defaults: ${byDefault}. ` : '';
  return privately({
    type: 'text',
    text: `${first}#${number} is on its way, open until ${when(closesAt, zone, now)}.`,
  });
}

export function notPosted(why: 'open-already' | 'had-one' | 'no-question', number: number | undefined): Message {
  switch (why) {
    case 'open-already':
      return privately({
        type: 'text',
        text: `#${number} is still open, so nothing was posted. ${slash('admin close')} reveals it now.`,
      });
    case 'had-one':
      return privately({
        type: 'text',
        text: `This channel had its question today (#${number}), so nothing was posted. One a day keeps it fair.`,
      });
    case 'no-question':
      return privately({
        type: 'text',
        text: `No question fits the topics and difficulty chosen here, so nothing was posted. ${slash('admin setup topics:all')} widens them.`,
      });
  }
}

export function closedNow(number: number): Message {
  return privately({ type: 'text', text: `#${number} is closed; its reveal is on its way.` });
}

export function nothingOpen(): Message {
  return privately({ type: 'text', text: 'No question is open here, so nothing was closed.' });
}

export function noSuchRound(): Message {
  return privately({
    type: 'text',
    text: 'This channel has no such round. Every post shows its number, for example #41.',
  });
}

export function acceptedMessage(
  number: number,
  answer: string,
  done: { outcome: 'accepted'; gained: number | undefined } | { outcome: 'accepted-already' } | { outcome: 'void' },
): Message {
  switch (done.outcome) {
    case 'void':
      return privately({ type: 'text', text: `#${number} was withdrawn; there is nothing to accept.` });
    case 'accepted-already':
      return privately({ type: 'text', text: `#${number} accepts ${answer} already; nothing was changed.` });
    case 'accepted': {
      const effect =
        done.gained === undefined
          ? 'It counts at the close; nobody is told before.'
          : `${count(done.gained, 'member')} gained points, nobody lost any. The channel is told.`;
      return privately({ type: 'text', text: `#${number} also accepts ${answer}. ${effect}` });
    }
  }
}

export function withdrawn(number: number, was: 'withdrawn' | 'was-void'): Message {
  const text =
    was === 'withdrawn'
      ? `#${number} is withdrawn. Boards are computed anew without it.`
      : `#${number} was withdrawn already; nothing was changed.`;
  return privately({ type: 'text', text });
}

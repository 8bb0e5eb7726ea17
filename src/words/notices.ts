/** What a channel or its admins are told beside the rounds. */

import { appAction } from '../chat/action.ts';
import type { Block, Message } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { channelName, count, dayWords, list, sentence, slash } from './common.ts';

const toChannel = (...blocks: Block[]): Message => ({ audience: 'channel', blocks });

export function acceptedNotice(number: number, answer: string, gained: number): Message {
  const who =
    gained === 0
      ? 'Nobody had it, and nobody lost any points'
      : `${count(gained, 'member')} gained points, nobody lost any`;
  return toChannel({ type: 'text', text: `**Put right: #${number} also accepts ${quoted(answer)}.** ${who}.` });
}

export function silentNotice(): Message {
  return toChannel(
    {
      type: 'text',
      text: 'Nobody has answered for two weeks, so I paused the daily question here. Boards and streaks stay as they are.',
    },
    { type: 'controls', controls: [{ kind: 'button', id: appAction('wake'), label: 'Go on', tone: 'primary' }] },
  );
}

export function reportNotice(number: number, channel: string, reason: string): Message {
  return toChannel({
    type: 'text',
    text: `A member reports #${number} in ${channelName(channel)}: ${sentence(reason)} ${slash('admin suggestions')} lists all; ${slash(`admin accept ${number} …`)} or ${slash(`admin void ${number} …`)} put it right in that channel.`,
  });
}

export function claimedNotice(): Message {
  return toChannel({
    type: 'text',
    text: `A member says that their answer holds a point I did not find. ${slash('admin suggestions')} shows their words and takes your decision.`,
  });
}

export function suggestedNotice(): Message {
  return toChannel({
    type: 'text',
    text: `A member proposes a question. ${slash('admin suggestions')} shows it and takes your decision.`,
  });
}

export function missedNotice(channel: string, on: string): Message {
  return toChannel({
    type: 'text',
    text: `No question was posted in ${channelName(channel)} on ${dayWords(on)}: I was not running while it would have been open. Streaks are not broken.`,
  });
}

export function troubleNotice(channel: string, trouble: string): Message {
  return toChannel({
    type: 'text',
    text: `I can no longer post in ${channelName(channel)}, so its schedule is paused: ${sentence(trouble)} Once that is mended, ${slash('admin resume')} there goes on.`,
  });
}

export function stockNotice(channel: string, left: number): Message {
  return toChannel({
    type: 'text',
    text: `${count(left, 'question')} not asked yet in ${channelName(channel)}. After them the least-solved come back; ${slash('admin setup topics:all')} widens the choice.`,
  });
}

export type RecapFacts = {
  week: string;
  answers: number;
  rounds: number;
  /** Answers in an ordinary week of the last six; undefined where there is nothing to compare with. */
  usual: number | undefined;
  /** The best three, equals together. */
  best: readonly { rank: number; names: readonly string[]; points: number }[];
  improved: { name: string; by: number } | undefined;
  trickiest: { number: number; title: string; solved: number; answers: number } | undefined;
  putRight: readonly number[];
};

export function recapMessage(facts: RecapFacts): Message {
  const usual = facts.usual === undefined ? '' : ` (a usual week: ${facts.usual})`;
  const number = Number(facts.week.split('-W')[1]);
  const lines = [
    `**Week ${number}** · ${count(facts.answers, 'answer')} to ${count(facts.rounds, 'question')}${usual}`,
  ];
  const best = facts.best.map(({ rank, names, points }) => `${rank} ${names.join(', ')} ${points}`);
  if (facts.improved) best.push(`most improved: ${facts.improved.name} (+${facts.improved.by})`);
  if (best.length > 0) lines.push(best.join(' · '));
  if (facts.trickiest) {
    const { number: round, title, solved, answers } = facts.trickiest;
    lines.push(`Trickiest: #${round}, ${title}; ${solved} of ${answers} had it`);
  }
  if (facts.putRight.length > 0)
    lines.push(`Put right: ${list(facts.putRight.map((round) => `#${round}`))} accepted one more answer`);
  return toChannel({ type: 'text', text: lines.join('\n') });
}

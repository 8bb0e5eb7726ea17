/** Commands in words: what each does, what its options accept, and what went wrong with a line. */

import { type CommandShape, type Slip, usage } from '../chat/command.ts';
import { type Message, privately } from '../chat/message.ts';
import type { Expectation } from '../chat/option.ts';
import { oneLine, quoted } from '../chat/text.ts';
import { topicSlugs } from '../quiz/question.ts';
import { slash } from './common.ts';

export const summaries = {
  help: 'What I can do for you, here',
  today: 'The open question of this channel, and what you answered',
  answer: 'Answer the open question: B, A,C, BADC, 0.25 or free text',
  hint: 'The next hint for the open question; says its price first',
  leaderboard: 'The board of this week, last week or the season, or accuracy',
  practice: 'One private question now, answered and explained at once',
  review: 'Your next question that is due for review',
  interview: 'A mock interview: open questions one by one, then a report',
  topics: 'Topics, how many questions each has, and your strength in it',
  tip: 'One preparation tip',
  report: 'Tell the admins that something is off with the latest question here',
  suggest: 'Propose a question',
  'me stats': 'Your own numbers',
  'me settings': 'Your choices: on the board or not, another name, results by message',
  'me away': 'A holiday that keeps your streak',
  'me export': 'All I know about you, as one text',
  'me delete': 'Delete all I know about you',
  'me plan': 'A training plan for an interview date',
  'me link': 'Join your accounts on two platforms into one',
  'admin setup': 'The daily question of this channel: time, zone, days, reveal, topics',
  'admin status': "The team's schedules, and what needs attention",
  'admin pause': "Pause this channel's schedule, for good or until a day",
  'admin resume': "Resume this channel's schedule",
  'admin skip': 'Leave out a day, or the days from..to',
  'admin remove': "End this channel's schedule; rounds and boards stay",
  'admin queue': 'The next five posting days, or put a question on a day',
  'admin post': 'Post the next question now',
  'admin close': 'Close the open question now and reveal it',
  'admin accept': 'Accept one more answer to a round; nobody loses points',
  'admin void': 'Withdraw a round',
  'admin notify': 'Where admins hear of reports, proposals and trouble',
  'admin allow': 'Let somebody else use admin commands',
  'admin deny': 'Take that back',
  'admin suggestions': 'Proposals, reports and claims to decide',
  'admin import': 'Add questions of your own',
  'admin link': 'Join two workspaces into one team',
} as const;

export type CommandName = keyof typeof summaries;

const expectations: Record<Expectation, string> = {
  text: 'some text',
  answer: 'a letter, letters, a number or a few sentences, as the question asks',
  choice: 'one of those words',
  'yes-no': '`on` or `off`',
  topic: `a topic, for example \`${topicSlugs[1]}\`; ${slash('topics')} lists them`,
  topics: `topics joined by commas, for example \`${topicSlugs[1]},${topicSlugs[6]}\`, or \`all\``,
  difficulty: '`easy`, `medium` or `hard`',
  time: 'a time, for example `9`, `9am` or `09:00`',
  reveal: 'a time such as `16:00`, or `instant`',
  zone: 'an IANA time zone, for example `Europe/Berlin`',
  days: 'days, for example `mon-fri`, `tue,thu` or `all`',
  date: 'a day, for example `2026-11-24`, `24 Nov`, `tomorrow` or `friday`',
  dates: 'a day or `from..to`, for example `2026-12-24..2026-12-31`',
  round: 'a round: its number, `today`, or its day',
  question: 'the id of a question, for example `drift-basics-03`',
};

/** What an option accepts, in words; its own short list where it has one. */
export function expected(command: CommandShape, name: string): string {
  const option = command.options[name];
  if (!option) return expectations.text;
  if (option.expects === 'choice' && option.choices)
    return option.choices.map(({ value }) => `\`${value}\``).join(', ');
  return expectations[option.expects];
}

/** A slip: what was wrong, with the value, and how it is meant. */
export function usageMessage(reason: Slip, command: CommandShape | undefined): Message {
  const line = command ? `\nUsage: ${slash(usage(command))}` : '';
  return privately({ type: 'text', text: slipSentence(reason, command) + line });
}

/** The same for a form: its text is kept behind a button. */
export function formSlip(reason: Slip, command: CommandShape | undefined, editId: string): Message {
  return privately(
    { type: 'text', text: `${slipSentence(reason, command)} Nothing was changed; your text is kept.` },
    { type: 'controls', controls: [{ kind: 'button', id: editId, label: 'Edit again', tone: 'primary' }] },
  );
}

function slipSentence(reason: Slip, command: CommandShape | undefined): string {
  const option = 'option' in reason && command ? expected(command, reason.option) : '';
  const given = 'given' in reason ? quoted(oneLine(reason.given, 60)) : '';
  switch (reason.slip) {
    case 'unknown-command':
      return `I do not know "${given}". ${meant(reason.nearest)}${slash('help')} lists what I can do.`;
    case 'missing':
      return `\`${reason.option}\` is missing: ${option}.`;
    case 'not-understood':
      return `I could not read "${given}" as \`${reason.option}\`; it takes ${option}.`;
    case 'given-twice':
      return `\`${reason.option}\` came twice; I need it once.`;
    case 'too-much':
      return `I did not expect "${given}". Values with spaces need "quotes".`;
  }
}

function meant(nearest: string | undefined): string {
  return nearest === undefined ? '' : `Did you mean ${slash(oneLine(nearest, 60).replaceAll('`', ''))}? `;
}

/** The label of the button that runs what an unknown line most likely meant: `Answer B`, `Leaderboard`. */
export function suggestionLabel(nearest: string): string {
  const line = oneLine(nearest, 40);
  return line.charAt(0).toUpperCase() + line.slice(1);
}

export function comingMessage(name: string): Message {
  return privately({
    type: 'text',
    text: `${slash(name)} is on its way and not here yet. ${slash('help')} lists what is.`,
  });
}

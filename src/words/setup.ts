/** Setting a channel up. */

import { adminAction } from '../chat/action.ts';
import { type Block, type Control, type Form, type Message, privately } from '../chat/message.ts';
import { mention, moment, quoted } from '../chat/text.ts';
import { localTime, type Schedule } from '../quiz/calendar.ts';
import { type Difficulty, difficulties, type Topic, topics } from '../quiz/question.ts';
import { writeDays } from '../quiz/reading.ts';
import { channelName, dayWords, list } from './common.ts';

export type SetupFacts = Schedule & {
  channel: string;
  topics: readonly Topic[];
  difficulty: Difficulty | undefined;
  thread: boolean;
  next: { on: string; at: number } | undefined;
  ping: string | undefined;
  /** The round that is open now keeps its close. */
  openUntil: number | undefined;
};

export type Rights = { canPost: boolean; canThread: boolean; missing: readonly string[] };

/** The schedule in one line: `Mon–Fri 09:00 Europe/Berlin, revealed 16:00 in a thread`. */
export function scheduleWords(schedule: Schedule & { thread: boolean }): string {
  const { days, time, zone, reveal, thread } = schedule;
  const place = thread ? 'in a thread' : 'in the channel';
  const revealed =
    reveal === 'instant'
      ? 'explained to each at once'
      : `revealed ${reveal}${reveal <= time ? ' the next day' : ''} ${place}`;
  return `${writeDays(days)} ${time} ${zone}, ${revealed}`;
}

/** Who is notified of every post; to say so notifies nobody. */
function pingWords(ping: string): string {
  const [, label] = /^<[^<>|]*\|([^<>]+)>$/.exec(ping) ?? [];
  const isNotation = /^<[^<>]*>$/.test(ping);
  return mention(ping, quoted(label ?? (isNotation ? 'whom you named' : ping)));
}

export function setupSaved(facts: SetupFacts, rights: Rights, firstOfAll: boolean): Message {
  const topicWords = facts.topics.length === 0 ? 'All topics' : facts.topics.map((slug) => topics[slug]).join(', ');
  const level = facts.difficulty
    ? `always ${difficulties[facts.difficulty]}`
    : 'easy on Monday to hard on Thursday, open on Friday';
  const pings = facts.ping ? `Pings ${pingWords(facts.ping)}.` : 'No pings.';
  const lines = [
    `Saved for ${channelName(facts.channel)}: ${scheduleWords(facts)}. ${nextWords(facts, firstOfAll)}`,
    `${topicWords}, ${level}. ${pings}`,
  ];
  if (facts.openUntil !== undefined)
    lines.push(`The open question keeps its close at ${timeOf(facts.openUntil, facts.zone)}.`);
  lines.push(rightsWords(rights));
  const controls: Control[] = rights.canPost
    ? [
        ...postControl(facts, firstOfAll),
        { kind: 'button', id: adminAction('preview'), label: 'Preview' },
        { kind: 'button', id: adminAction('setup-form'), label: 'Change' },
      ]
    : [{ kind: 'button', id: adminAction('check'), label: 'Check again', tone: 'primary' }];
  const blocks: Block[] = [
    { type: 'text', text: lines.join('\n') },
    { type: 'controls', controls },
  ];
  if (facts.reveal !== 'instant' && facts.reveal > facts.time) {
    blocks.push({ type: 'quiet', text: 'Members in other time zones?' });
    blocks.push({
      type: 'controls',
      controls: [
        {
          kind: 'button',
          id: adminAction('open-longer'),
          label: `Keep it open until ${quarterBefore(facts.time)} next day`,
        },
      ],
    });
  }
  return privately(...blocks);
}

function postControl({ openUntil }: SetupFacts, firstOfAll: boolean): Control[] {
  if (openUntil !== undefined) return [];
  return [
    {
      kind: 'button',
      id: adminAction('post'),
      label: firstOfAll ? 'Post the first one now' : 'Post one now',
      tone: 'primary',
    },
  ];
}

/** 'HH:MM' a quarter of an hour earlier; wraps at midnight. */
export function quarterBefore(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const minutes = (hour * 60 + minute + 1425) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function nextWords({ next, zone }: SetupFacts, firstOfAll: boolean): string {
  if (!next) return 'No posting day is in sight.';
  return `${firstOfAll ? 'First' : 'Next'} question: ${moment(next.at, `${dayWords(next.on)} ${localTime(next.at, zone)}`)}.`;
}

function timeOf(at: number, zone: string): string {
  return moment(at, localTime(at, zone));
}

function rightsWords({ canPost, canThread, missing }: Rights): string {
  if (missing.length === 0) return 'Checked here: I can post and open threads ✅';
  const [invitation] = missing.filter((right) => right.startsWith('/invite '));
  if (invitation !== undefined) {
    return `Nothing will be posted until then: I am not in this channel yet. Type \`${invitation}\` here, then press **Check again**.`;
  }
  const lacking = `I lack ${list(missing.map((right) => `**${right}**`))} here.`;
  if (!canPost) return `Nothing will be posted until then: ${lacking}`;
  return canThread ? lacking : `${lacking} Reveals will come as normal messages until then.`;
}

export function rightsMessage(rights: Rights): Message {
  const controls: Control[] =
    rights.missing.length === 0
      ? [{ kind: 'button', id: adminAction('post'), label: 'Post one now', tone: 'primary' }]
      : [{ kind: 'button', id: adminAction('check'), label: 'Check again', tone: 'primary' }];
  return privately({ type: 'text', text: rightsWords(rights) }, { type: 'controls', controls });
}

/** The form's texts, as they stand or as they were typed. */
export type SetupValues = { time: string; zone: string; days: string; reveal: string; topics: string };

export function setupForm(values: SetupValues): Form {
  const text = (id: string, label: string, value: string, hint: string) =>
    ({ id, label, kind: 'text', multiline: false, required: true, maxLength: 100, value, hint }) as const;
  return {
    id: adminAction('setup'),
    title: 'Daily question here',
    // A modal on Discord holds five things, and all five are inputs.
    intro: [],
    inputs: [
      text('time', 'Posted at', values.time, 'For example 09:00 or 9am; saving posts nothing'),
      text('zone', 'Time zone', values.zone, 'For example Europe/Berlin'),
      text('days', 'Days', values.days, 'For example mon-fri, tue,thu or every day'),
      text(
        'reveal',
        'Revealed at',
        values.reveal,
        'A time, or instant; at or before the posting time means the next day',
      ),
      {
        id: 'topics',
        label: 'Topics',
        kind: 'text',
        multiline: false,
        required: false,
        maxLength: 300,
        value: values.topics,
        hint: 'all, or words joined by commas, for example drift,monitoring',
      },
    ],
    submit: 'Save',
  };
}

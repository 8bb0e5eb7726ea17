/** What admins read: the schedule of a channel, what was changed, and who may change it. */

import { adminAction } from '../chat/action.ts';
import { type Block, type Control, type Form, type Message, privately } from '../chat/message.ts';
import { moment, quoted } from '../chat/text.ts';
import { localTime, type Schedule } from '../quiz/calendar.ts';
import { type Difficulty, difficulties, type Topic, topics } from '../quiz/question.ts';
import { writeDays } from '../quiz/reading.ts';
import type { PlatformName } from '../store/schema.ts';
import { channelName, count, dayWords, list, slash, when } from './common.ts';

const whoCan: Record<PlatformName, string> = {
  discord: 'anybody with Manage Server',
  slack: "workspace admins and owners, whoever installed me, and this channel's creator",
  playground: 'alice',
};

export function adminsOnly(platform: PlatformName): Message {
  return privately({
    type: 'text',
    text: `That is for admins: ${whoCan[platform]}, and whoever they name with ${slash('admin allow')}. Nothing was changed.`,
  });
}

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

export function setupSaved(facts: SetupFacts, rights: Rights, firstOfAll: boolean): Message {
  const topicWords = facts.topics.length === 0 ? 'All topics' : facts.topics.map((slug) => topics[slug]).join(', ');
  const level = facts.difficulty
    ? `always ${difficulties[facts.difficulty]}`
    : 'easy on Monday to hard on Thursday, open on Friday';
  const pings = facts.ping ? `Pings ${quoted(facts.ping)}.` : 'No pings.';
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

export function rightsWords({ canPost, canThread, missing }: Rights): string {
  if (missing.length === 0) return 'Checked here: I can post and open threads ✅';
  const lacking = `I lack ${list(missing.map((right) => `**${right}**`))} here.`;
  if (!canPost) return `Nothing will be posted until then: ${lacking}`;
  return canThread ? lacking : `${lacking} Reveals will come as normal messages until then.`;
}

export type SetupValues = { time: string; zone: string; days: string; reveal: string; topics: readonly Topic[] };

export function setupForm(values: SetupValues): Form {
  const text = (id: string, label: string, value: string, hint: string) =>
    ({ id, label, kind: 'text', multiline: false, required: true, maxLength: 100, value, hint }) as const;
  return {
    id: adminAction('setup'),
    title: 'Daily question here',
    intro: [{ type: 'text', text: 'One question a day in this channel. Nothing is posted by saving this.' }],
    inputs: [
      text('time', 'Posted at', values.time, 'For example 09:00 or 9am'),
      text('zone', 'Time zone', values.zone, 'For example Europe/Berlin'),
      text('days', 'Days', values.days, 'For example mon-fri, tue,thu or all'),
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
        value: values.topics.length === 0 ? 'all' : values.topics.join(','),
        hint: 'all, or slugs joined by commas',
      },
    ],
    submit: 'Save',
  };
}

export type StatusRow = {
  channel: string;
  schedule: Schedule & { thread: boolean };
  status: 'active' | 'paused';
  next: { on: string; at: number } | undefined;
  open: { number: number; closesAt: number; answers: number } | undefined;
  questionsLeft: number;
  troubles: readonly string[];
};

export function statusMessage(
  rows: readonly StatusRow[],
  reports: readonly { number: number; channel: string; reason: string }[],
  now: number,
): Message {
  if (rows.length === 0) return nothingScheduled();
  const blocks = rows.map((row): Block => ({ type: 'text', text: statusWords(row, now) }));
  if (reports.length > 0) {
    const lines = reports.map(
      ({ number, channel, reason }) => `- #${number} in ${channelName(channel)}: ${quoted(reason)}`,
    );
    blocks.push({ type: 'text', text: `**Reports**\n\n${lines.join('\n')}` });
  }
  return privately(...blocks);
}

const fewQuestions = 20;

function statusWords(row: StatusRow, now: number): string {
  const { channel, schedule, status, next, open, questionsLeft, troubles } = row;
  const lines = [`**${channelName(channel)}** · ${scheduleWords(schedule)}`];
  if (status === 'paused')
    lines.push(`Paused${next ? ` until ${dayWords(next.on)}` : `; ${slash('admin resume')} goes on`}.`);
  else if (next)
    lines.push(`Next question: ${moment(next.at, `${dayWords(next.on)} ${localTime(next.at, schedule.zone)}`)}.`);
  if (open)
    lines.push(
      `#${open.number} is open until ${when(open.closesAt, schedule.zone, now)}; answers so far: ${open.answers}.`,
    );
  lines.push(
    `${count(questionsLeft, 'question')} not asked yet.${questionsLeft < fewQuestions ? ' ⚠️ Few: the least-solved will come back after them.' : ''}`,
  );
  for (const trouble of troubles) lines.push(`⚠️ ${quoted(trouble)}`);
  return lines.join('\n');
}

export function nothingScheduled(): Message {
  return privately({
    type: 'text',
    text: `No schedule here yet. ${slash('admin setup')} starts the daily question of this channel.`,
  });
}

export function paused(until: string | undefined): Message {
  const end =
    until === undefined ? `${slash('admin resume')} goes on` : `the next question comes on or after ${dayWords(until)}`;
  return privately({ type: 'text', text: `Paused; ${end}. An open question still closes as announced. Streaks wait.` });
}

export function resumed(next: { on: string; at: number } | undefined, zone: string): Message {
  const first = next ? ` Next question: ${moment(next.at, `${dayWords(next.on)} ${localTime(next.at, zone)}`)}.` : '';
  return privately({ type: 'text', text: `Going on.${first}` });
}

export function awake(): Message {
  return privately({ type: 'text', text: `This channel is not paused for silence (any more). ${slash('today')} shows how it stands.` });
}

export function skipped(days: readonly string[]): Message {
  if (days.length === 0)
    return privately({ type: 'text', text: 'No posting day is among those; nothing was changed.' });
  const names =
    days.length <= 5 ? list(days.map(dayWords)) : `${dayWords(days[0] ?? '')} to ${dayWords(days.at(-1) ?? '')}`;
  return privately({ type: 'text', text: `Left out: ${names}. That breaks nobody's streak.` });
}

export function removed(channel: string): Message {
  return privately({
    type: 'text',
    text: `The schedule of ${channelName(channel)} has ended. Rounds and boards stay; ${slash('admin setup')} starts a new one.`,
  });
}

export type QueueRow = { on: string; questionId: string; topic: Topic; kind: string; title: string; queued: boolean };

export function queueMessage(rows: readonly QueueRow[]): Message {
  const [first] = rows;
  if (!first) return privately({ type: 'text', text: 'No posting day is in sight.' });
  return privately(
    { type: 'text', text: '**The next posting days**' },
    ...rows.flatMap(queueRow),
    { type: 'quiet', text: `Days without a question put on them may still change. ${slash(`admin queue ${first.questionId} tomorrow`)} puts one on a day.` },
  );
}

function queueRow({ on, questionId, topic, kind, title, queued }: QueueRow): Block[] {
  const put = queued ? ' · put here' : '';
  const controls: Control[] = [
    { kind: 'button', id: adminAction('preview', on), label: 'Preview' },
    { kind: 'button', id: adminAction('swap', on), label: 'Swap' },
    { kind: 'button', id: adminAction('skip', on), label: 'Skip' },
  ];
  return [
    { type: 'text', text: `**${dayWords(on)}** · ${topics[topic]} · ${kind} · ${quoted(title)} (${questionId})${put}` },
    { type: 'controls', controls },
  ];
}

export function noOther(on: string): Message {
  return privately({ type: 'text', text: `I have no other question for ${dayWords(on)}; nothing was changed.` });
}

export function queued(title: string, on: string): Message {
  return privately({ type: 'text', text: `"${quoted(title)}" is put on ${dayWords(on)}.` });
}

export function noSuchQuestion(id: string): Message {
  return privately({ type: 'text', text: `I have no question "${quoted(id)}". Ids look like drift-basics-03.` });
}

export function dayIsOver(on: string): Message {
  return privately({ type: 'text', text: `${dayWords(on)} is over; nothing was changed.` });
}

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
      const effect = done.gained === undefined ? 'It counts at the close; nobody is told before.' : `${count(done.gained, 'member')} gained points, nobody lost any. The channel is told.`;
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

export function rightsMessage(rights: Rights): Message {
  const controls: Control[] =
    rights.missing.length === 0
      ? [{ kind: 'button', id: adminAction('post'), label: 'Post one now', tone: 'primary' }]
      : [{ kind: 'button', id: adminAction('check'), label: 'Check again', tone: 'primary' }];
  return privately({ type: 'text', text: rightsWords(rights) }, { type: 'controls', controls });
}

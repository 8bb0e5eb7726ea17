/** How schedules stand, and what an admin changed about them. */

import { type Block, type Message, privately } from '../chat/message.ts';
import { cut, moment, quoted } from '../chat/text.ts';
import { localTime, type Schedule } from '../quiz/calendar.ts';
import { channelName, count, dayWords, list, slash, when } from './common.ts';
import { scheduleWords } from './setup.ts';

export type StatusRow = {
  channel: string;
  schedule: Schedule & { thread: boolean };
  status: 'active' | 'paused';
  next: { on: string; at: number } | undefined;
  open: { number: number; closesAt: number; answers: number } | undefined;
  questionsLeft: number;
  troubles: readonly string[];
};

const reportsShown = 10;

export function statusMessage(
  rows: readonly StatusRow[],
  reports: readonly { number: number; channel: string; reason: string }[],
  now: number,
): Message {
  if (rows.length === 0) return nothingScheduled();
  const blocks = rows.map((row): Block => ({ type: 'text', text: statusWords(row, now) }));
  if (reports.length > 0) {
    const lines = reports
      .slice(0, reportsShown)
      .map(({ number, channel, reason }) => `- #${number} in ${channelName(channel)}: ${quoted(cut(reason, 120))}`);
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
  return privately({
    type: 'text',
    text: `This channel is not paused for silence (any more). ${slash('today')} shows how it stands.`,
  });
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

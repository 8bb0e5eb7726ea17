import { z } from 'zod';
import { adminAction } from '../../chat/action.ts';
import { readOptions, UsageError } from '../../chat/command.ts';
import { faultAt } from '../../chat/fault.ts';
import { type Message, type Reply, reply, type Used } from '../../chat/message.ts';
import { days, difficultyOrMixed, onOff, reveal, text, time, topicList, zone } from '../../chat/option.ts';
import { PlatformError } from '../../chat/platform.ts';
import { oneLine } from '../../chat/text.ts';
import type { Weekday } from '../../quiz/calendar.ts';
import type { Difficulty, Topic } from '../../quiz/question.ts';
import { writeDays } from '../../quiz/reading.ts';
import { defaultSchedule, setSchedule } from '../../rounds/set-schedule.ts';
import type { Channel } from '../../store/channels.ts';
import { draftOf, keepDraft } from '../../store/drafts.ts';
import { liveRound } from '../../store/rounds.ts';
import { type ChannelSchedule, scheduleOf } from '../../store/schedules.ts';
import { quarterBefore, type Rights, rightsMessage, setupForm, setupSaved } from '../../words/setup.ts';
import { formSlip } from '../../words/usage.ts';
import { type Context, channelHere } from '../context.ts';
import { defineCommand } from '../define.ts';

export const setupCommand = defineCommand({
  name: 'admin setup',
  access: 'admin',
  options: {
    time,
    zone,
    days,
    reveal,
    topics: topicList,
    difficulty: difficultyOrMixed,
    thread: onOff,
    recap: onOff,
    ping: text,
  },
  examples: [
    'admin setup',
    'admin setup 9am Europe/Berlin mon-fri 16:00',
    'admin setup reveal:instant',
    'admin setup topics:drift,monitoring difficulty:hard',
  ],
  async run(context, wish) {
    if (Object.keys(wish).length === 0) return setupByForm(context);
    return saveSetup(context, wish);
  },
});

type SetupWish = {
  time?: string | undefined;
  zone?: string | undefined;
  days?: Weekday[] | undefined;
  reveal?: string | undefined;
  topics?: Topic[] | undefined;
  difficulty?: Difficulty | 'mixed' | undefined;
  thread?: boolean | undefined;
  recap?: boolean | undefined;
  ping?: string | undefined;
};

/** Opens the form with what stands, or with good defaults. */
export async function setupByForm(context: Context): Promise<Reply> {
  const standing = await standingOr(context, context.call.zone);
  const { time, days, reveal, topics, zone } = standing ?? defaultSchedule('', '');
  const values = { time, zone, days: writeDays(days), reveal, topics: topics.join(',') || 'all' };
  return { messages: [], form: setupForm(values) };
}

const form = 'setup';
const typedSetup = z.object({
  time: z.string(),
  zone: z.string(),
  days: z.string(),
  reveal: z.string(),
  topics: z.string(),
});

/** The form with what was typed and refused. */
export async function setupByDraft(context: Context): Promise<Reply> {
  const draft = await draftOf(context.app.db, context.member.id, form);
  if (draft === undefined) return setupByForm(context);
  return { messages: [], form: setupForm(typedSetup.parse(JSON.parse(draft))) };
}

/** Saves what the form sent: its texts go through the same readers as the typed command's. */
export async function setupFromForm(context: Context, used: Used): Promise<Reply> {
  const { app, at, member } = context;
  const text = (name: string) => (used.values.get(name) ?? []).join(',').slice(0, 300);
  const typed = {
    time: text('time'),
    zone: text('zone'),
    days: text('days'),
    reveal: text('reveal'),
    topics: text('topics'),
  };
  try {
    return await saveSetup(context, readOptions(setupCommand, new Map(Object.entries(typed)), { today: '' }));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await keepDraft(app.db, { id: app.newId(), memberId: member.id, form, content: JSON.stringify(typed), at });
    const message = formSlip(error.reason, error.command, adminAction('setup-form', 'again'));
    const input = 'option' in error.reason ? error.reason.option : undefined;
    return { ...reply(message), ...(input !== undefined && { faults: [faultAt(input, message)] }) };
  }
}

/** What stands here, or the defaults; undefined when nobody knows the zone. */
async function standingOr(context: Context, zone: string | undefined) {
  const channel = await channelHere(context);
  const standing = await scheduleOf(context.app.db, channel.id);
  if (standing && standing.status !== 'removed') return standing;
  return zone === undefined
    ? undefined
    : { ...defaultSchedule(channel.id, zone), configuredBy: undefined, next: undefined };
}

/** Saves what is named and keeps the rest; posts nothing. Where the zone is unknown, the form asks for it. */
async function saveSetup(context: Context, wish: SetupWish): Promise<Reply> {
  const { app, at, member } = context;
  const channel = await channelHere(context);
  const before = await standingOr(context, wish.zone ?? context.call.zone);
  if (!before) return setupByForm(context);
  const first = (await scheduleOf(app.db, channel.id)) === undefined;
  const { difficulty, ping, ...named } = wish;
  const saved = await setSchedule(
    app,
    {
      ...before,
      ...definedOnly(named),
      status: 'active',
      difficulty: difficulty === undefined ? before.difficulty : difficulty === 'mixed' ? undefined : difficulty,
      ping: ping === undefined ? before.ping : pingOf(ping),
      configuredBy: member.id,
    },
    at,
  );
  return reply(await savedMessage(context, channel, saved, first));
}

function definedOnly(wish: Omit<SetupWish, 'difficulty' | 'ping'>): Partial<ChannelSchedule> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

function pingOf(typed: string): string | undefined {
  const line = oneLine(typed, 60);
  return /^(off|none)$/i.test(line) || line === '' ? undefined : line;
}

async function savedMessage(
  context: Context,
  channel: Channel,
  saved: ChannelSchedule,
  first: boolean,
): Promise<Message> {
  const live = await liveRound(context.app.db, channel.id);
  const facts = { ...saved, channel: channel.name, openUntil: live?.closesAt };
  return setupSaved(facts, await rightsIn(context, channel), first);
}

const lookTimeoutMs = 2000;

/** What the program may do in a channel, by the platform's word. */
async function rightsIn({ app, call }: Context, channel: Channel): Promise<Rights> {
  const platform = app.platforms.get(channel.platform);
  const place = { workspace: channel.workspace, channel: channel.externalId };
  try {
    if (platform) return await platform.look(place, call.user.id, AbortSignal.timeout(lookTimeoutMs));
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    app.log.warn({ err: error, channel: channel.id }, 'could not look at a channel');
  }
  return { canPost: true, canThread: true, missing: [] };
}

/** `Check again`. */
export async function checkRights(context: Context): Promise<Reply> {
  const channel = await channelHere(context);
  return { ...reply(rightsMessage(await rightsIn(context, channel))), replaces: true };
}

/** Moves the reveal to a quarter of an hour before the next day's post, for members in other time zones. */
export async function keepOpenLonger(context: Context): Promise<Reply> {
  const channel = await channelHere(context);
  const schedule = await scheduleOf(context.app.db, channel.id);
  if (!schedule) return setupByForm(context);
  return { ...(await saveSetup(context, { reveal: quarterBefore(schedule.time) })), replaces: true };
}

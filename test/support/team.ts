/** A team on a real store, with no chat around it: what the laws of the rounds are tested on. */

import type { App } from '../../src/app.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { createLog } from '../../src/log.ts';
import { deliver } from '../../src/posting/deliver.ts';
import type { Answer } from '../../src/quiz/answer.ts';
import type { Schedule } from '../../src/quiz/calendar.ts';
import type { Question } from '../../src/quiz/question.ts';
import { closeDue } from '../../src/rounds/close.ts';
import { type Planned, planDue } from '../../src/rounds/plan.ts';
import { defaultSchedule, setSchedule } from '../../src/rounds/set-schedule.ts';
import { type Submitted, submit } from '../../src/rounds/submit.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { addChannel } from '../../src/store/channels.ts';
import { addMember, addWorkspace } from '../../src/store/people.ts';
import { questionOf } from '../../src/store/questions.ts';
import { liveRound, type Round } from '../../src/store/rounds.ts';
import { type ChannelSchedule, scheduleOf } from '../../src/store/schedules.ts';
import type { TestEngine } from './store.ts';

const metrics = createMetrics(async () => 0);
const log = createLog({ level: 'fatal', secrets: [], output: { write() {} } });

export type Team = {
  app: App;
  teamId: string;
  workspaceId: string;
  channelIds: string[];
  memberIds: string[];
  /** Keys of what the platform was sent, in order. */
  sent: string[];
  /** Epoch milliseconds; only `tick` and the test move it. */
  clock: { at: number };
  /** Adds a member; the name is also how the platform knows them. */
  join(name: string): Promise<string>;
  /** What the program does at an instant: close, plan, deliver. Nothing that fails is swallowed. */
  tick(at: number): Promise<Planned[]>;
  live(channelId: string): Promise<Round | undefined>;
  schedule(channelId: string): Promise<ChannelSchedule>;
  /** Answers the channel's live round at the present. */
  answer(channelId: string, memberId: string, answer: Answer): Promise<Submitted>;
  close(): Promise<void>;
};

export type TeamOptions = {
  startsAt: string;
  questions: readonly Question[];
  channels?: number;
  members?: readonly string[];
  zone?: string;
  /** What differs from weekdays 09:00, revealed 16:00. */
  schedule?: Partial<Schedule>;
  newId?: () => string;
};

/** Sets the team up at `startsAt` (ISO 8601), every channel with the same schedule. Close it at the end of the test. */
export async function openTeam(engine: TestEngine, options: TeamOptions): Promise<Team> {
  const { questions, channels = 1, members = ['Ada', 'Ben', 'Cleo'], zone = 'Europe/Berlin' } = options;
  const store = await engine.open();
  const clock = { at: Date.parse(options.startsAt) };
  const sent: string[] = [];
  const newId = options.newId ?? counted('id');
  const app: App = {
    store,
    db: store.db,
    bank: { questions: [...questions], tips: [], byId: new Map(questions.map((question) => [question.id, question])) },
    platforms: new Map([['playground', recordingPlatform(sent)]]),
    log,
    metrics,
    now: () => clock.at,
    newId,
    admins: new Set(),
  };
  const [teamId, workspaceId] = [newId(), newId()];
  const workspace = {
    id: workspaceId,
    platform: 'playground',
    externalId: 'W',
    name: 'Team',
    createdAt: clock.at,
  } as const;
  await store.transaction((tx) => addWorkspace(tx, workspace, teamId));
  const team: Team = {
    app,
    teamId,
    workspaceId,
    channelIds: [],
    memberIds: [],
    sent,
    clock,
    async join(name) {
      const member = { id: newId(), teamId, name, joinedAt: clock.at };
      await store.transaction((tx) => addMember(tx, member, { workspaceId, externalId: member.id }));
      return member.id;
    },
    async tick(at) {
      clock.at = at;
      await closeDue(app, at);
      const planned = await planDue(app, at);
      await deliver(app);
      return planned;
    },
    live: (channelId) => liveRound(store.db, channelId),
    schedule: async (channelId) => present(await scheduleOf(store.db, channelId)),
    async answer(channelId, memberId, answer) {
      const round = present(await liveRound(store.db, channelId));
      const question = await questionOf(store.db, round);
      return submit(app, { round, question, memberId, answer, at: clock.at });
    },
    close: () => store.close(),
  };
  for (let index = 1; index <= channels; index += 1) {
    const channel = { id: newId(), teamId, workspaceId, externalId: `C${index}`, name: `channel-${index}` };
    await addChannel(store.db, { ...channel, createdAt: clock.at });
    const schedule = { ...defaultSchedule(channel.id, zone), ...options.schedule, configuredBy: undefined };
    await setSchedule(app, schedule, clock.at);
    team.channelIds.push(channel.id);
  }
  for (const name of members) team.memberIds.push(await team.join(name));
  return team;
}

/** Ids in the order they were asked for: `id0001`, `id0002`, … */
export function counted(prefix: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}${String(count).padStart(4, '0')}`;
  };
}

/** Takes everything, forgets everything but the keys. */
function recordingPlatform(sent: string[]): Platform {
  return {
    name: 'playground',
    async send(_place, _message, key) {
      sent.push(key);
      return `ref-${key}`;
    },
    async edit() {},
    find: async () => 'absent',
    look: async () => ({ canPost: true, canThread: true, missing: [], seen: true }),
  };
}

/** The value, which a test knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The test expected something that is not there.');
  return value;
}

/** The item at a place that the test knows to be filled. */
export function itemAt<T>(items: readonly T[], place: number): T {
  return present(items[place]);
}

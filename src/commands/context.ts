/** Who asks, where, and what they may do: looked up once for every request. */

import type { App } from '../app.ts';
import type { Call } from '../chat/call.ts';
import { oneLine } from '../chat/text.ts';
import { localDay } from '../quiz/calendar.ts';
import { allowedRoleId, isAllowed } from '../store/allowances.ts';
import { addChannel, type Channel, channelById, findChannel, scheduledChannels } from '../store/channels.ts';
import {
  addMember,
  addWorkspace,
  changeMember,
  findCaller,
  findMember,
  findWorkspace,
  type Member,
  type Workspace,
} from '../store/people.ts';
import { welcomeBack } from '../store/removals.ts';
import { type ChannelSchedule, scheduleOf } from '../store/schedules.ts';

export type Context = { app: App; call: Call; at: number; workspace: Workspace; member: Member };

/** Finds the workspace and the member behind a call; a first contact makes them. */
export async function enter(app: App, call: Call): Promise<Context> {
  const { platform } = call;
  const known = await findCaller(app.db, { platform, workspace: call.workspace.id, person: call.user.id });
  const workspace = known?.workspace ?? (await joinWorkspace(app, call));
  if (workspace.removedAt !== null) await welcomeBack(app.db, platform, call.workspace.id);
  const member = known?.member ?? (await joinMember(app, call, workspace));
  const name = nameOf(call);
  if (member.name !== name) await changeMember(app.db, member.id, { name });
  return { app, call, at: call.at, workspace, member: { ...member, name } };
}

const nameLimit = 60;

function nameOf(call: Call): string {
  return oneLine(call.user.name, nameLimit) || 'Somebody';
}

async function joinWorkspace(app: App, call: Call): Promise<Workspace> {
  await app.store.transaction((tx) =>
    addWorkspace(
      tx,
      {
        id: app.newId(),
        platform: call.platform,
        externalId: call.workspace.id,
        name: oneLine(call.workspace.name, nameLimit) || call.workspace.id,
        createdAt: call.at,
      },
      app.newId(),
    ),
  );
  return found(await findWorkspace(app.db, call.platform, call.workspace.id));
}

async function joinMember(app: App, call: Call, workspace: Workspace): Promise<Member> {
  await app.store.transaction((tx) =>
    addMember(
      tx,
      { id: app.newId(), teamId: workspace.teamId, name: nameOf(call), joinedAt: call.at },
      { workspaceId: workspace.id, externalId: call.user.id },
    ),
  );
  return found(await findMember(app.db, workspace.id, call.user.id));
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('A row that was just written is gone.');
  return row;
}

/** Whether this person may use `admin` here. */
export async function isAdmin({ app, call, workspace }: Context): Promise<boolean> {
  if (call.admin || app.admins.has(`${call.platform}:${call.user.id}`)) return true;
  return isAllowed(app.db, workspace.id, [call.user.id, ...(call.roles ?? []).map(allowedRoleId)]);
}

/** A channel with its schedule, and whether it is another one than the command was typed in. */
export type Spot = { channel: Channel; schedule: ChannelSchedule; elsewhere: boolean };

/**
 * The channel a member's command means: this one when it is scheduled, else where the member last answered, else the
 * team's only scheduled one; never one that this member does not see.
 */
export async function spotOf(context: Context): Promise<Spot | undefined> {
  const { app, call, workspace, member } = context;
  const here = await findChannel(app.db, workspace.id, call.channel.id);
  const hereSchedule = here && (await scheduleOf(app.db, here.id));
  if (here && hereSchedule && hereSchedule.status !== 'removed')
    return { channel: here, schedule: hereSchedule, elsewhere: false };
  const last = member.lastChannelId === null ? undefined : await channelById(app.db, member.lastChannelId);
  const all = await scheduledChannels(app.db, workspace.teamId);
  const only = all.length === 1 ? all[0] : undefined;
  for (const channel of [last, only]) {
    if (!channel || !(await sees(context, channel))) continue;
    const schedule = await scheduleOf(app.db, channel.id);
    if (schedule && schedule.status !== 'removed') return { channel, schedule, elsewhere: true };
  }
  return undefined;
}

const lookTimeoutMs = 1500;

async function sees({ app, call }: Context, channel: Channel): Promise<boolean> {
  if (channel.platform !== call.platform || channel.workspace !== call.workspace.id) return false;
  const platform = app.platforms.get(channel.platform);
  if (!platform) return false;
  const place = { workspace: channel.workspace, channel: channel.externalId };
  try {
    return (await platform.look(place, call.user.id, AbortSignal.timeout(lookTimeoutMs))).seen;
  } catch (err) {
    app.log.warn({ err, channel: channel.id }, 'could not look at a channel');
    return false;
  }
}

/** The channel an admin's command was typed in; a first contact makes it. */
export async function channelHere({ app, call, at, workspace }: Context): Promise<Channel> {
  const known = await findChannel(app.db, workspace.id, call.channel.id);
  const name = oneLine(call.channel.name, nameLimit) || known?.name || call.channel.id;
  if (known?.name === name) return known;
  const { teamId, id: workspaceId } = workspace;
  await addChannel(app.db, { id: app.newId(), teamId, workspaceId, externalId: call.channel.id, name, createdAt: at });
  return found(await findChannel(app.db, workspace.id, call.channel.id));
}

/** The local day here: the channel's where it has a schedule, else the person's. */
export async function todayHere(context: Context): Promise<string> {
  const { app, call, at, workspace } = context;
  const here = await findChannel(app.db, workspace.id, call.channel.id);
  const schedule = here && (await scheduleOf(app.db, here.id));
  return localDay(at, schedule?.zone ?? call.zone ?? 'UTC');
}

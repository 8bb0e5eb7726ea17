import type { Handle } from './open.ts';
import type { PlatformName } from './schema.ts';

/** A channel with what it takes to reach it on its platform. */
export type Channel = {
  id: string;
  teamId: string;
  name: string;
  externalId: string;
  platform: PlatformName;
  /** The workspace's external id. */
  workspace: string;
};

const channelColumns = [
  'channels.id',
  'channels.team_id as teamId',
  'channels.name',
  'channels.external_id as externalId',
  'workspaces.platform',
  'workspaces.external_id as workspace',
] as const;

function channels(db: Handle) {
  return db
    .selectFrom('channels')
    .innerJoin('workspaces', 'workspaces.id', 'channels.workspace_id')
    .select(channelColumns);
}

export function channelById(db: Handle, id: string): Promise<Channel | undefined> {
  return channels(db).where('channels.id', '=', id).executeTakeFirst();
}

export function findChannel(db: Handle, workspaceId: string, externalId: string): Promise<Channel | undefined> {
  return channels(db)
    .where('channels.workspace_id', '=', workspaceId)
    .where('channels.external_id', '=', externalId)
    .executeTakeFirst();
}

/** A channel of a workspace by the platform's id or by name; an id goes first. */
export function channelByName(db: Handle, workspaceId: string, idOrName: string): Promise<Channel | undefined> {
  return channels(db)
    .where('channels.workspace_id', '=', workspaceId)
    .where((where) => where.or([where('channels.external_id', '=', idOrName), where('channels.name', '=', idOrName)]))
    .orderBy((order) => order.case().when('channels.external_id', '=', idOrName).then(0).else(1).end())
    .limit(1)
    .executeTakeFirst();
}

export async function addChannel(
  db: Handle,
  channel: { id: string; teamId: string; workspaceId: string; externalId: string; name: string; createdAt: number },
): Promise<void> {
  await db
    .insertInto('channels')
    .values({
      id: channel.id,
      team_id: channel.teamId,
      workspace_id: channel.workspaceId,
      external_id: channel.externalId,
      name: channel.name,
      created_at: channel.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'external_id']).doUpdateSet({ name: channel.name }))
    .execute();
}

/** The team's channels that have a schedule, by name. */
export function scheduledChannels(db: Handle, teamId: string): Promise<Channel[]> {
  return channels(db)
    .innerJoin('schedules', 'schedules.channel_id', 'channels.id')
    .where('channels.team_id', '=', teamId)
    .where('schedules.status', '<>', 'removed')
    .orderBy('channels.name')
    .execute();
}

/** Teams, workspaces, members and their identities. */
import type { Handle } from './open.ts';
import { prepared } from './prepared.ts';
import type { Flag, PlatformName } from './schema.ts';

const workspaceColumns = [
  'id',
  'team_id as teamId',
  'platform',
  'external_id as externalId',
  'name',
  'created_at as createdAt',
  'removed_at as removedAt',
] as const;

export type Workspace = {
  id: string;
  teamId: string;
  platform: PlatformName;
  externalId: string;
  name: string;
  createdAt: number;
  /** When the program was thrown out of it; its data waits a month for its return. */
  removedAt: number | null;
};

const memberColumns = [
  'members.id',
  'members.team_id as teamId',
  'members.name',
  'members.alias',
  'members.board',
  'members.tell',
  'members.reminders',
  'members.last_channel_id as lastChannelId',
  'members.joined_at as joinedAt',
] as const;

export type Member = {
  id: string;
  teamId: string;
  name: string;
  alias: string | null;
  /** Whether the leaderboard shows this member. */
  board: Flag;
  /** Whether a private message tells the result of every round. */
  tell: Flag;
  reminders: Flag;
  lastChannelId: string | null;
  joinedAt: number;
};

export function findWorkspace(db: Handle, platform: PlatformName, externalId: string): Promise<Workspace | undefined> {
  return db
    .selectFrom('workspaces')
    .select(workspaceColumns)
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
}

export function workspaceById(db: Handle, id: string): Promise<Workspace | undefined> {
  return db.selectFrom('workspaces').select(workspaceColumns).where('id', '=', id).executeTakeFirst();
}

/** Adds a workspace with a team of its own; somebody else may have done so at the same moment. */
export async function addWorkspace(
  tx: Handle,
  workspace: { id: string; platform: PlatformName; externalId: string; name: string; createdAt: number },
  teamId: string,
): Promise<void> {
  const { id, platform, externalId, name, createdAt } = workspace;
  await tx.insertInto('teams').values({ id: teamId, name, created_at: createdAt }).execute();
  const added = await tx
    .insertInto('workspaces')
    .values({ id, team_id: teamId, platform, external_id: externalId, name, created_at: createdAt })
    .onConflict((conflict) => conflict.columns(['platform', 'external_id']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) await tx.deleteFrom('teams').where('id', '=', teamId).execute();
}

export function findMember(db: Handle, workspaceId: string, externalId: string): Promise<Member | undefined> {
  return db
    .selectFrom('identities')
    .innerJoin('members', 'members.id', 'identities.member_id')
    .select(memberColumns)
    .where('identities.workspace_id', '=', workspaceId)
    .where('identities.external_id', '=', externalId)
    .executeTakeFirst();
}

const callerRows = prepared((db, call: { platform: PlatformName; workspace: string; person: string }) =>
  db
    .selectFrom('workspaces')
    .leftJoin('identities', (join) =>
      join.onRef('identities.workspace_id', '=', 'workspaces.id').on('identities.external_id', '=', call.person),
    )
    .leftJoin('members', 'members.id', 'identities.member_id')
    .select(memberColumns)
    .select([
      'workspaces.id as workspaceId',
      'workspaces.team_id as workspaceTeamId',
      'workspaces.platform',
      'workspaces.external_id as externalId',
      'workspaces.name as workspaceName',
      'workspaces.created_at as createdAt',
      'workspaces.removed_at as removedAt',
    ])
    .where('workspaces.platform', '=', call.platform)
    .where('workspaces.external_id', '=', call.workspace),
);

/**
 * A workspace, and the member who acts in it, by the platform's ids: what every request begins with.
 * @returns undefined where the workspace is not known; without a member where that person is not
 */
export async function findCaller(
  db: Handle,
  call: { platform: PlatformName; workspace: string; person: string },
): Promise<{ workspace: Workspace; member: Member | undefined } | undefined> {
  const [row] = await callerRows(db, call);
  if (!row) return undefined;
  const { workspaceId, workspaceTeamId, workspaceName, platform, externalId, createdAt, removedAt, ...member } = row;
  return {
    workspace: {
      id: workspaceId,
      teamId: workspaceTeamId,
      platform,
      externalId,
      name: workspaceName,
      createdAt,
      removedAt,
    },
    member: isMember(member) ? member : undefined,
  };
}

/** The other columns that may not be null are so only where the join found nobody. */
function isMember(found: { [K in keyof Member]: Member[K] | null }): found is Member {
  return found.id !== null;
}

/** A person by the platform's id or by name; an id goes first. */
export function personByName(db: Handle, workspaceId: string, idOrName: string) {
  return db
    .selectFrom('identities')
    .innerJoin('members', 'members.id', 'identities.member_id')
    .select(['identities.external_id as externalId', 'members.name'])
    .where('identities.workspace_id', '=', workspaceId)
    .where((where) => where.or([where('identities.external_id', '=', idOrName), where('members.name', '=', idOrName)]))
    .orderBy((order) => order.case().when('identities.external_id', '=', idOrName).then(0).else(1).end())
    .limit(1)
    .executeTakeFirst();
}

export function memberById(db: Handle, id: string): Promise<Member | undefined> {
  return db.selectFrom('members').select(memberColumns).where('id', '=', id).executeTakeFirst();
}

/** Adds a member with one identity; somebody else may have done so at the same moment. */
export async function addMember(
  tx: Handle,
  member: { id: string; teamId: string; name: string; joinedAt: number },
  identity: { workspaceId: string; externalId: string },
): Promise<void> {
  await tx
    .insertInto('members')
    .values({ id: member.id, team_id: member.teamId, name: member.name, joined_at: member.joinedAt })
    .execute();
  const added = await tx
    .insertInto('identities')
    .values({ workspace_id: identity.workspaceId, external_id: identity.externalId, member_id: member.id })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'external_id']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) await tx.deleteFrom('members').where('id', '=', member.id).execute();
}

export async function changeMember(
  db: Handle,
  id: string,
  change: { name?: string; alias?: string | null; board?: Flag; tell?: Flag; reminders?: Flag; lastChannelId?: string },
): Promise<void> {
  const { lastChannelId, ...columns } = change;
  await db
    .updateTable('members')
    .set({ ...columns, ...(lastChannelId !== undefined && { last_channel_id: lastChannelId }) })
    .where('id', '=', id)
    .execute();
}

/**
 * Deletes a member and, by the schema's cascades, all that is theirs. What they decided as an admin stays, and no longer
 * says who did.
 */
export async function deleteMember(tx: Handle, id: string): Promise<void> {
  await tx.updateTable('flags').set({ decided_by: null }).where('decided_by', '=', id).execute();
  await tx.updateTable('suggestions').set({ decided_by: null }).where('decided_by', '=', id).execute();
  await tx.updateTable('claims').set({ decided_by: null }).where('decided_by', '=', id).execute();
  await tx.updateTable('allowances').set({ allowed_by: null }).where('allowed_by', '=', id).execute();
  await tx
    .deleteFrom('allowances')
    .where((where) =>
      where.exists(
        where
          .selectFrom('identities')
          .select('identities.member_id')
          .where('identities.member_id', '=', id)
          .whereRef('identities.workspace_id', '=', 'allowances.workspace_id')
          .whereRef('identities.external_id', '=', 'allowances.who'),
      ),
    )
    .execute();
  await tx.deleteFrom('members').where('id', '=', id).execute();
}

/** The workspaces of a platform that a person has been met in, the oldest first. */
export function workspacesOfPerson(db: Handle, platform: PlatformName, personId: string): Promise<Workspace[]> {
  return db
    .selectFrom('workspaces')
    .select(workspaceColumns)
    .where('platform', '=', platform)
    .where('id', 'in', (inner) =>
      inner.selectFrom('identities').select('workspace_id').where('external_id', '=', personId),
    )
    .orderBy('created_at')
    .execute();
}

/** How members of a workspace are reached: the workspace's and the member's external ids. */
export function identityOf(db: Handle, memberId: string, platform?: PlatformName) {
  return db
    .selectFrom('identities')
    .innerJoin('workspaces', 'workspaces.id', 'identities.workspace_id')
    .select(['workspaces.platform', 'workspaces.external_id as workspace', 'identities.external_id as person'])
    .where('identities.member_id', '=', memberId)
    .$if(platform !== undefined, (query) => query.where('workspaces.platform', '=', platform ?? 'playground'))
    .orderBy('workspaces.created_at')
    .executeTakeFirst();
}

export function isNameTaken(db: Handle, teamId: string, name: string, exceptMemberId: string) {
  return db
    .selectFrom('members')
    .select('id')
    .where('team_id', '=', teamId)
    .where('id', '<>', exceptMemberId)
    .where((where) => where.or([where('name', '=', name), where('alias', '=', name)]))
    .executeTakeFirst()
    .then((found) => found !== undefined);
}

export function allTeams(db: Handle) {
  return db
    .selectFrom('workspaces')
    .innerJoin('teams', 'teams.id', 'workspaces.team_id')
    .select((select) => [
      'teams.id as teamId',
      'teams.name as team',
      'workspaces.platform',
      'workspaces.external_id as externalId',
      select
        .selectFrom('members')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('members.team_id', '=', 'teams.id')
        .as('members'),
      select
        .selectFrom('rounds')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('rounds.team_id', '=', 'teams.id')
        .as('rounds'),
    ])
    .orderBy('teams.created_at')
    .execute();
}

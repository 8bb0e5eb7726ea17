import { defineCommand } from 'citty';
import type { Handle } from '../store/open.ts';
import { allTeams } from '../store/people.ts';
import { withTables } from './database.ts';
import { table } from './table.ts';
import type { World } from './world.ts';

export const teamsCommand = (world: World) =>
  defineCommand({
    meta: { name: 'teams', description: 'List the teams by workspace, with what they do here' },
    async run() {
      const rows = await withTables(world, (store) => teamRows(store.db));
      world.out(rows.length === 0 ? 'No team is here yet.\n' : table(heads, rows));
      return 0;
    },
  });

const heads = ['handle', 'name', 'members', 'channels', 'rounds', 'last activity'];

async function teamRows(db: Handle) {
  const scheduled = await scheduledChannelCounts(db);
  const active = await lastActivity(db);
  return (await allTeams(db)).map(({ teamId, team, platform, externalId, members, rounds }) => {
    const at = active.get(teamId);
    const lastOn = at === undefined ? 'never' : new Date(at).toISOString().slice(0, 10);
    const counts = [members, scheduled.get(teamId) ?? 0, rounds].map(Number);
    return [`${platform}:${externalId}`, team, ...counts, lastOn];
  });
}

/** How many channels of each team have a schedule that is not removed. */
async function scheduledChannelCounts(db: Handle): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('schedules')
    .innerJoin('channels', 'channels.id', 'schedules.channel_id')
    .select((select) => ['channels.team_id as teamId', select.fn.countAll<number>().as('count')])
    .where('schedules.status', '<>', 'removed')
    .groupBy('channels.team_id')
    .execute();
  return new Map(rows.map(({ teamId, count }) => [teamId, Number(count)]));
}

/** When a member of each team last answered a round or asked for a practice question. */
async function lastActivity(db: Handle): Promise<Map<string, number>> {
  const answered = await db
    .selectFrom('submissions')
    .innerJoin('members', 'members.id', 'submissions.member_id')
    .select((select) => ['members.team_id as teamId', select.fn.max('submissions.changed_at').as('at')])
    .groupBy('members.team_id')
    .execute();
  const practised = await db
    .selectFrom('practices')
    .innerJoin('members', 'members.id', 'practices.member_id')
    .select((select) => ['members.team_id as teamId', select.fn.max('practices.asked_at').as('at')])
    .groupBy('members.team_id')
    .execute();
  const latest = new Map<string, number>();
  for (const { teamId, at } of [...answered, ...practised]) {
    latest.set(teamId, Math.max(Number(at), latest.get(teamId) ?? 0));
  }
  return latest;
}

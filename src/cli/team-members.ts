import type { Handle } from '../store/open.ts';
import { readingsOfMembers } from '../store/readings.ts';
import { groupsOf, pageSize } from './team-pages.ts';

/** Pages of members, each with what is theirs beyond the rounds. */
export async function* teamMembers(db: Handle, teamId: string) {
  for (let after = ''; ; ) {
    const members = await db
      .selectFrom('members')
      .select(['id', 'name', 'alias', 'board', 'tell', 'reminders', 'last_channel_id as lastChannelId'])
      .select('joined_at as joinedAt')
      .where('team_id', '=', teamId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const last = members.at(-1);
    if (!last) return;
    after = last.id;
    const ids = members.map(({ id }) => id);
    const possessions = await possessionsOf(db, ids);
    yield members.map((member) => ({ ...member, ...possessions(member.id) }));
  }
}

async function possessionsOf(db: Handle, memberIds: readonly string[]) {
  const identities = await db
    .selectFrom('identities')
    .innerJoin('workspaces', 'workspaces.id', 'identities.workspace_id')
    .select([
      'member_id as owner',
      'workspaces.platform',
      'workspaces.external_id as workspace',
      'identities.external_id as person',
    ])
    .where('member_id', 'in', memberIds)
    .execute();
  const aways = await db
    .selectFrom('aways')
    .select(['member_id as owner', 'from_on as fromOn', 'until_on as untilOn'])
    .where('member_id', 'in', memberIds)
    .execute();
  const scores = await db
    .selectFrom('scores')
    .select(['member_id as owner', 'channel_id as channelId', 'period', 'points', 'answers', 'credit'])
    .where('member_id', 'in', memberIds)
    .execute();
  const practices = await db
    .selectFrom('practices')
    .select(['member_id as owner', 'question_id as question', 'question_version as questionVersion', 'hints'])
    .select(['asked_at as askedAt', 'answer', 'credit', 'answered_at as answeredAt'])
    .where('member_id', 'in', memberIds)
    .orderBy('asked_at')
    .execute();
  const reviewCards = await db
    .selectFrom('review_cards')
    .select(['member_id as owner', 'question_id as question', 'due_at as dueAt', 'state'])
    .where('member_id', 'in', memberIds)
    .execute();
  const drafts = await db
    .selectFrom('drafts')
    .select(['member_id as owner', 'form', 'content', 'created_at as createdAt'])
    .where('member_id', 'in', memberIds)
    .execute();
  const readings = await readingsOfMembers(db, memberIds);
  const of = {
    identities: groupsOf(identities),
    aways: groupsOf(aways),
    scores: groupsOf(scores),
    practices: groupsOf(practices),
    reviewCards: groupsOf(reviewCards),
    drafts: groupsOf(drafts),
    readings: groupsOf(readings),
  };
  return (id: string) => ({
    identities: of.identities(id).map(({ platform, workspace, person }) => `${platform}:${workspace}:${person}`),
    aways: of.aways(id),
    scores: of.scores(id),
    practices: of.practices(id),
    reviewCards: of.reviewCards(id),
    drafts: of.drafts(id),
    readings: of.readings(id),
  });
}

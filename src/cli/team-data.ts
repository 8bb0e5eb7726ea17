import type { Handle } from '../store/open.ts';
import { liveQuestionIds } from '../store/questions.ts';
import { groupsOf } from './team-pages.ts';

/** The team and its workspaces with whom they let use `admin`; the tokens of installations stay inside. */
export async function teamHead(db: Handle, teamId: string) {
  const team = await db
    .selectFrom('teams')
    .select(['id', 'name', 'notify_channel_id as notifyChannelId', 'created_at as createdAt'])
    .where('id', '=', teamId)
    .executeTakeFirstOrThrow();
  const workspaces = await db
    .selectFrom('workspaces')
    .select([
      'id',
      'platform',
      'external_id as externalId',
      'name',
      'created_at as createdAt',
      'removed_at as removedAt',
    ])
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .execute();
  const allowances = await db
    .selectFrom('allowances')
    .innerJoin('workspaces', 'workspaces.id', 'allowances.workspace_id')
    .select(['workspace_id as owner', 'who', 'allowed_by as allowedBy', 'allowances.created_at as createdAt'])
    .where('workspaces.team_id', '=', teamId)
    .execute();
  const allowed = groupsOf(allowances);
  return { team, workspaces: workspaces.map((workspace) => ({ ...workspace, allowances: allowed(workspace.id) })) };
}

/** The team's channels with their schedules, skipped days and questions put on a day. */
export async function teamChannels(db: Handle, teamId: string) {
  const channels = await db
    .selectFrom('channels')
    .select(['id', 'workspace_id as workspaceId', 'external_id as externalId', 'name', 'created_at as createdAt'])
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .execute();
  const ofTeam = db.selectFrom('channels').select('id').where('team_id', '=', teamId);
  const schedules = await db
    .selectFrom('schedules')
    .select([
      'channel_id as owner',
      'status',
      'time',
      'zone',
      'days',
      'reveal',
      'topics',
      'difficulty',
      'thread',
      'recap',
      'ping',
    ])
    .select(['next_on as nextOn', 'next_at as nextAt', 'pause_reason as pausedBy', 'configured_by as configuredBy'])
    .select(['created_at as createdAt', 'changed_at as changedAt'])
    .where('channel_id', 'in', ofTeam)
    .execute();
  const skips = await db
    .selectFrom('skips')
    .select(['channel_id as owner', 'skipped_on as on'])
    .where('channel_id', 'in', ofTeam)
    .execute();
  const queued = await db
    .selectFrom('queued_questions')
    .select(['channel_id as owner', 'queued_on as on', 'question_id as question'])
    .where('channel_id', 'in', ofTeam)
    .execute();
  const [scheduleOf, skipsOf, queuedOf] = [groupsOf(schedules), groupsOf(skips), groupsOf(queued)];
  return channels.map((channel) => {
    const [schedule] = scheduleOf(channel.id);
    const topics: unknown = typeof schedule?.topics === 'string' ? JSON.parse(schedule.topics) : null;
    return {
      ...channel,
      schedule: schedule ? { ...schedule, topics } : null,
      skippedOn: skipsOf(channel.id).map(({ on }) => on),
      queued: queuedOf(channel.id),
    };
  });
}

/** What members of the team proposed, also those who are gone. */
export function teamSuggestions(db: Handle, teamId: string) {
  return db
    .selectFrom('suggestions')
    .select(['id', 'member_id as memberId', 'content', 'created_at as createdAt'])
    .select(['decision', 'reason', 'decided_by as decidedBy', 'decided_at as decidedAt'])
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .execute();
}

/**
 * What members claim to have said, and the phrasings the team takes because of it. Of a question that is open now they
 * would tell what is looked for: there both point and phrasing are null.
 */
export async function teamClaims(db: Handle, teamId: string) {
  const live = await liveQuestionIds(db, teamId);
  const sealed = <Row extends { question: string }>(row: Row) =>
    live.has(row.question) ? { ...row, point: null, phrasing: null } : row;
  const claims = await db
    .selectFrom('claims')
    .select(['id', 'member_id as memberId', 'round_id as round', 'practice_id as practice'])
    .select(['question_id as question', 'question_version as questionVersion', 'point_id as point', 'phrasing'])
    .select(['created_at as createdAt', 'decision', 'decided_by as decidedBy', 'decided_at as decidedAt'])
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const phrasings = await db
    .selectFrom('team_phrasings')
    .select(['question_id as question', 'question_version as questionVersion', 'point_id as point', 'phrasing'])
    .select('added_at as addedAt')
    .where('team_id', '=', teamId)
    .orderBy('question_id')
    .orderBy('question_version')
    .orderBy('position')
    .execute();
  return { claims: claims.map(sealed), phrasings: phrasings.map(sealed) };
}

/** The team's own questions, keys included, but for those that are open now: their content is null. */
export async function teamQuestions(db: Handle, teamId: string) {
  const live = await liveQuestionIds(db, teamId);
  const questions = await db
    .selectFrom('team_questions')
    .select(['id', 'version', 'content', 'added_at as addedAt'])
    .where('team_id', '=', teamId)
    .orderBy('id')
    .execute();
  return questions.map((question) => {
    const content: unknown = live.has(question.id) ? null : JSON.parse(question.content);
    return { ...question, content };
  });
}

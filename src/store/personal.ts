/** Everything the database holds about one member, for a data request. */
import type { Handle } from './open.ts';
import { readingsOfMembers } from './readings.ts';

export async function exportMember(db: Handle, memberId: string) {
  return {
    member: await db
      .selectFrom('members')
      .select(['name', 'alias', 'board', 'tell', 'reminders', 'joined_at as joinedAt'])
      .where('id', '=', memberId)
      .executeTakeFirst(),
    identities: await db
      .selectFrom('identities')
      .innerJoin('workspaces', 'workspaces.id', 'identities.workspace_id')
      .select(['workspaces.platform', 'workspaces.external_id as workspace', 'identities.external_id as person'])
      .where('member_id', '=', memberId)
      .execute(),
    // No credit or points of a round that is still open: an export must not tell what holds.
    submissions: await db
      .selectFrom('submissions')
      .innerJoin('rounds', 'rounds.id', 'submissions.round_id')
      .select([
        'rounds.played_on as playedOn',
        'rounds.number',
        'rounds.question_id as question',
        'rounds.status',
        'submissions.answer',
        'submissions.answered_at as answeredAt',
        'submissions.changed_at as changedAt',
        'submissions.credit',
        'submissions.points',
      ])
      .where('member_id', '=', memberId)
      .orderBy('rounds.opens_at')
      .execute(),
    tells: await db.selectFrom('tells').select('round_id as round').where('member_id', '=', memberId).execute(),
    hints: await db
      .selectFrom('hints')
      .select(['round_id as round', 'taken'])
      .where('member_id', '=', memberId)
      .execute(),
    practices: await db
      .selectFrom('practices')
      .select(['question_id as question', 'asked_at as askedAt', 'answer', 'credit', 'answered_at as answeredAt'])
      .where('member_id', '=', memberId)
      .orderBy('asked_at')
      .execute(),
    readings: (await readingsOfMembers(db, [memberId])).map(({ owner: _, ...reading }) => reading),
    aways: await db
      .selectFrom('aways')
      .select(['from_on as fromOn', 'until_on as untilOn'])
      .where('member_id', '=', memberId)
      .execute(),
    flags: await db
      .selectFrom('flags')
      .select(['round_id as round', 'reason', 'created_at as createdAt', 'decision'])
      .where('member_id', '=', memberId)
      .execute(),
    claims: await db
      .selectFrom('claims')
      .select(['round_id as round', 'practice_id as practice', 'question_id as question', 'point_id as point'])
      .select(['phrasing', 'created_at as createdAt', 'decision'])
      .where('member_id', '=', memberId)
      .orderBy('created_at')
      .execute(),
    shares: await db
      .selectFrom('shares')
      .select(['round_id as round', 'shared_at as sharedAt', 'confirmed_at as confirmedAt'])
      .select('withdrawn_at as withdrawnAt')
      .where('member_id', '=', memberId)
      .orderBy('shared_at')
      .execute(),
    thanks: await db
      .selectFrom('thanks')
      .innerJoin('shares', 'shares.id', 'thanks.share_id')
      .select(['shares.round_id as round', 'thanks.thanked_at as thankedAt'])
      .where('thanks.member_id', '=', memberId)
      .orderBy('thanks.thanked_at')
      .execute(),
    suggestions: await db
      .selectFrom('suggestions')
      .select(['content', 'created_at as createdAt', 'decision', 'reason'])
      .where('member_id', '=', memberId)
      .execute(),
    drafts: await db
      .selectFrom('drafts')
      .select(['form', 'content', 'created_at as createdAt'])
      .where('member_id', '=', memberId)
      .execute(),
    reviewCards: await db
      .selectFrom('review_cards')
      .select(['question_id as question', 'due_at as dueAt'])
      .where('member_id', '=', memberId)
      .execute(),
  };
}

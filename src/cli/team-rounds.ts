import type { Handle } from '../store/open.ts';
import { groupsOf, pageSize } from './team-pages.ts';

/**
 * Pages of rounds, each with its answers, hints, reports and shared answers. Of a round that is still open nothing tells
 * what holds: neither credits nor points, which an instant round has already, nor what an admin accepts besides the key.
 */
export async function* teamRounds(db: Handle, channels: readonly { id: string }[]) {
  for (const { id: channelId } of channels) {
    for (let after = 0; ; ) {
      const rounds = await roundsAfter(db, channelId, after);
      const last = rounds.at(-1);
      if (!last) break;
      after = last.number;
      const ids = rounds.map(({ id }) => id);
      const happenings = await happeningsIn(db, ids);
      yield rounds.map((round) => {
        const live = round.status === 'planned' || round.status === 'open';
        const accepted: unknown = live ? [] : JSON.parse(round.accepted);
        return { ...round, accepted, ...happenings(round.id, live) };
      });
    }
  }
}

function roundsAfter(db: Handle, channelId: string, number: number) {
  return db
    .selectFrom('rounds')
    .select(['id', 'channel_id as channelId', 'number', 'played_on as playedOn', 'week', 'zone', 'status'])
    .select(['question_id as question', 'question_version as questionVersion', 'instant', 'comeback'])
    .select(['opens_at as opensAt', 'closes_at as closesAt', 'closed_at as closedAt', 'void_reason as voidReason'])
    .select(['accepted', 'answers', 'solved', 'credit'])
    .where('channel_id', '=', channelId)
    .where('number', '>', number)
    .orderBy('number')
    .limit(pageSize)
    .execute();
}

async function happeningsIn(db: Handle, roundIds: readonly string[]) {
  const submissions = await db
    .selectFrom('submissions')
    .select([
      'round_id as owner',
      'member_id as memberId',
      'answer',
      'answered_at as answeredAt',
      'changed_at as changedAt',
    ])
    .select(['credit', 'points', 'verdict'])
    .where('round_id', 'in', roundIds)
    .execute();
  const hints = await db
    .selectFrom('hints')
    .select(['round_id as owner', 'member_id as memberId', 'taken'])
    .where('round_id', 'in', roundIds)
    .execute();
  const flags = await db
    .selectFrom('flags')
    .select(['round_id as owner', 'member_id as memberId', 'reason', 'created_at as createdAt'])
    .select(['decision', 'decided_by as decidedBy', 'decided_at as decidedAt'])
    .where('round_id', 'in', roundIds)
    .execute();
  const shares = await db
    .selectFrom('shares')
    .select(['round_id as owner', 'id', 'member_id as memberId', 'shared_at as sharedAt'])
    .select(['confirmed_at as confirmedAt', 'withdrawn_at as withdrawnAt'])
    .where('round_id', 'in', roundIds)
    .execute();
  const thanks = await db
    .selectFrom('thanks')
    .innerJoin('shares', 'shares.id', 'thanks.share_id')
    .select(['share_id as owner', 'thanks.member_id as memberId', 'thanks.thanked_at as thankedAt'])
    .where('shares.round_id', 'in', roundIds)
    .execute();
  const thanksOf = groupsOf(thanks);
  const of = {
    shares: groupsOf(shares),
    submissions: groupsOf(submissions),
    hints: groupsOf(hints),
    flags: groupsOf(flags),
  };
  return (id: string, sealed: boolean) => ({
    submissions: of.submissions(id).map((submission) => {
      const answer: unknown = JSON.parse(submission.answer);
      const verdict: unknown = sealed || submission.verdict === null ? null : JSON.parse(submission.verdict);
      const { credit, points } = sealed ? { credit: null, points: null } : submission;
      return { ...submission, answer, credit, points, verdict };
    }),
    hints: of.hints(id),
    flags: of.flags(id),
    shares: of.shares(id).map((share) => ({ ...share, thanks: thanksOf(share.id) })),
  });
}

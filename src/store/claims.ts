/** What members say they did say, and what admins made of it. */
import type { Handle } from './open.ts';
import { isLive, type Round } from './rounds.ts';

/** What became of a claim: what admins said, or a second reader found the point after all. */
export const claimEnds = ['accepted', 'declined', 'found'] as const;
export type ClaimEnd = (typeof claimEnds)[number];

/** The answer a claim is about. */
export type ClaimedIn = { roundId: string } | { practiceId: string };

export type NewClaim = {
  id: string;
  teamId: string;
  memberId: string;
  in: ClaimedIn;
  question: Pick<Round, 'questionId' | 'questionVersion'>;
  pointId: string;
  /** The answer's own words. */
  phrasing: string;
  at: number;
};

/** Files a claim; false when the point of this answer was claimed before. */
export async function fileClaim(tx: Handle, claim: NewClaim): Promise<boolean> {
  const filed = await tx
    .insertInto('claims')
    .values({
      id: claim.id,
      team_id: claim.teamId,
      member_id: claim.memberId,
      round_id: 'roundId' in claim.in ? claim.in.roundId : null,
      practice_id: 'practiceId' in claim.in ? claim.in.practiceId : null,
      question_id: claim.question.questionId,
      question_version: claim.question.questionVersion,
      point_id: claim.pointId,
      phrasing: claim.phrasing,
      created_at: claim.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return filed.numInsertedOrUpdatedRows === 1n;
}

/** The points of one answer that its author has claimed, whatever became of it. */
export async function claimedPoints(db: Handle, memberId: string, of: ClaimedIn): Promise<Set<string>> {
  const rows = await db
    .selectFrom('claims')
    .select('point_id')
    .where('member_id', '=', memberId)
    .$if('roundId' in of, (query) => query.where('round_id', '=', 'roundId' in of ? of.roundId : ''))
    .$if('practiceId' in of, (query) => query.where('practice_id', '=', 'practiceId' in of ? of.practiceId : ''))
    .execute();
  return new Set(rows.map((row) => row.point_id));
}

const columns = [
  'claims.id',
  'claims.team_id as teamId',
  'claims.member_id as memberId',
  'claims.round_id as roundId',
  'claims.practice_id as practiceId',
  'claims.question_id as questionId',
  'claims.question_version as questionVersion',
  'claims.point_id as pointId',
  'claims.phrasing',
  'claims.decision',
  'rounds.number',
] as const;

export type Claim = NonNullable<Awaited<ReturnType<typeof claimById>>>;

/** Claims that no admin has decided, oldest first; none on a question that is open in the team, for it tells what is looked for. */
export function openClaims(db: Handle, teamId: string, limit: number) {
  return db
    .selectFrom('claims')
    .innerJoin('members', 'members.id', 'claims.member_id')
    .leftJoin('rounds', 'rounds.id', 'claims.round_id')
    .select(columns)
    .select(['members.name', 'members.alias'])
    .where('claims.team_id', '=', teamId)
    .where('claims.decision', 'is', null)
    .where('claims.question_id', 'not in', (inner) =>
      inner.selectFrom('rounds').select('question_id').where('team_id', '=', teamId).where(isLive),
    )
    .orderBy('claims.created_at')
    .orderBy('claims.id')
    .limit(limit)
    .execute();
}

/**
 * Claims on one answer that nobody has decided.
 * @param of of `roundId` and `practiceId` one is null
 * @param lock whether whoever decides them meanwhile has to wait
 */
export function openClaimsOn(
  tx: Handle,
  of: { memberId: string; roundId: string | null; practiceId: string | null },
  lock: boolean,
) {
  return tx
    .selectFrom('claims')
    .leftJoin('rounds', 'rounds.id', 'claims.round_id')
    .select(columns)
    .where('claims.member_id', '=', of.memberId)
    .where((where) => where.or([where('round_id', '=', of.roundId), where('practice_id', '=', of.practiceId)]))
    .where('claims.decision', 'is', null)
    .orderBy('claims.id')
    .$if(lock, (query) => query.forUpdate('claims'))
    .execute();
}

export function claimById(db: Handle, id: string) {
  return db
    .selectFrom('claims')
    .leftJoin('rounds', 'rounds.id', 'claims.round_id')
    .select(columns)
    .where('claims.id', '=', id)
    .executeTakeFirst();
}

/**
 * Decides a claim once; false when it was decided before.
 * @param end `decidedBy` is the admin, null where it was nobody
 */
export async function decideClaim(
  tx: Handle,
  id: string,
  end: { decision: ClaimEnd; decidedBy: string | null; at: number },
): Promise<boolean> {
  const decided = await tx
    .updateTable('claims')
    .set({ decision: end.decision, decided_by: end.decidedBy, decided_at: end.at })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .executeTakeFirst();
  return decided.numUpdatedRows > 0n;
}

/** Reads from the database what the drill holds against its own memory and against the channel. */

import { type Question, toPublic } from '../../src/quiz/question.ts';
import { gradeAnswer } from '../../src/rounds/submit.ts';
import { readStoredAnswer } from '../../src/store/json.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { questionOf } from '../../src/store/questions.ts';
import { acceptedAnswers, type Round, roundById } from '../../src/store/rounds.ts';
import type { BoardRow, Played } from './boards.ts';

/** Opens the database for one look. Nothing stays open: after a kill, the next server has to recover the file alone. */
export async function look<T>(database: string, see: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(`file:${database}`);
  try {
    return await see(store);
  } finally {
    await store.close();
  }
}

export async function publicQuestionOf({ db }: Store, roundId: string) {
  const round = await roundById(db, roundId);
  if (!round) throw new Error(`The channel shows round ${roundId}, which the store does not know.`);
  return toPublic(await questionOf(db, round));
}

export async function allRounds({ db }: Store): Promise<Round[]> {
  const ids = await db.selectFrom('rounds').select('id').orderBy('opens_at').execute();
  const rounds = await Promise.all(ids.map(({ id }) => roundById(db, id)));
  return rounds.filter((round) => round !== undefined);
}

export function allErrands({ db }: Store) {
  return db
    .selectFrom('outbox')
    .select(['once_key as key', 'kind', 'round_id as roundId', 'state', 'attempts', 'ready_at as readyAt', 'trouble'])
    .execute();
}

export function channelMessages({ db }: Store) {
  return db
    .selectFrom('playground_messages')
    .select(['id', 'once_key as key', 'content'])
    .where('once_key', 'is not', null)
    .execute();
}

/** How much went through the drill's channels. */
export async function counts(store: Store): Promise<{ rounds: number; messages: number }> {
  return { rounds: (await allRounds(store)).length, messages: (await channelMessages(store)).length };
}

/** Stored answers by round and by the member's name on the platform. */
export async function storedAnswers({ db }: Store): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('submissions')
    .innerJoin('identities', 'identities.member_id', 'submissions.member_id')
    .select(['submissions.round_id as roundId', 'identities.external_id as person', 'submissions.answer'])
    .execute();
  return new Map(rows.map(({ roundId, person, answer }) => [`${roundId} ${person}`, answer]));
}

export function keptBoards({ db }: Store): Promise<BoardRow[]> {
  return db
    .selectFrom('scores')
    .select(['channel_id as channelId', 'period', 'member_id as memberId', 'points', 'answers', 'credit'])
    .execute();
}

const graded = new Map<string, { points: number; credit: number }>();

/** Every answer of the closed rounds, graded again; each answer only once in a drill, since grading is pure. */
export async function gradedAgain({ db }: Store, rounds: readonly Round[]): Promise<Played[]> {
  const rows = await db
    .selectFrom('submissions')
    .leftJoin('hints', (join) =>
      join.onRef('hints.round_id', '=', 'submissions.round_id').onRef('hints.member_id', '=', 'submissions.member_id'),
    )
    .select(['submissions.round_id as roundId', 'submissions.member_id as memberId', 'answer', 'taken'])
    .execute();
  const byRound = Map.groupBy(rows, ({ roundId }) => roundId);
  const played: Played[] = [];
  for (const round of rounds) {
    if (round.status !== 'closed') continue;
    const question = await questionOf(db, round);
    for (const { memberId, answer, taken } of byRound.get(round.id) ?? []) {
      const key = [round.id, memberId, answer, taken, round.accepted].join(' ');
      const result = graded.get(key) ?? gradeAgain(round, question, answer, taken ?? 0);
      graded.set(key, result);
      played.push({ channelId: round.channelId, week: round.week, on: round.playedOn, memberId, ...result });
    }
  }
  return played;
}

function gradeAgain(round: Round, question: Question, answer: string, hints: number) {
  const { points, verdict } = gradeAnswer(question, readStoredAnswer(answer), hints, {
    accepted: acceptedAnswers(round),
  });
  return { points, credit: verdict.credit };
}

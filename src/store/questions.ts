/** Questions as they were asked, and what a team has been asked already. */
import { isDeepStrictEqual } from 'node:util';
import { type Question, questionSchema } from '../quiz/question.ts';
import type { Handle } from './open.ts';
import { prepared } from './prepared.ts';
import { isLive, neverPosted, type Round, rounds } from './rounds.ts';

/** Keeps a question's text as it is now: whoever was asked it is shown that text, whatever the bank says later. */
export async function keepQuestion(tx: Handle, question: Question): Promise<void> {
  await tx
    .insertInto('questions')
    .values({ id: question.id, version: question.version, content: JSON.stringify(question) })
    .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
    .execute();
}

const questionRows = prepared((db, round: Pick<Round, 'questionId' | 'questionVersion'>) =>
  db
    .selectFrom('questions')
    .select('content')
    .where('id', '=', round.questionId)
    .where('version', '=', round.questionVersion),
);

/** The question as the round asked it, whatever the bank says now. */
export async function questionOf(db: Handle, round: Pick<Round, 'questionId' | 'questionVersion'>): Promise<Question> {
  const [row] = await questionRows(db, round);
  if (!row) throw new Error(`The question ${round.questionId} of a round is gone.`);
  return readQuestion(row.content);
}

const roundRows = prepared((db, { id }: { id: string }) =>
  rounds(db)
    .select((select) =>
      select
        .selectFrom('questions')
        .select('content')
        .whereRef('questions.id', '=', 'rounds.question_id')
        .whereRef('questions.version', '=', 'rounds.question_version')
        .as('content'),
    )
    .where('rounds.id', '=', id),
);

/** A round with its question as it asked it, in one look: what every button under a post begins with. */
export async function roundAndQuestion(
  db: Handle,
  id: string,
): Promise<{ round: Round; question: Question } | undefined> {
  const [row] = await roundRows(db, { id });
  if (!row || row.content === null) return undefined;
  const { content, ...round } = row;
  return { round, question: readQuestion(content) };
}

/** Texts of questions as they are stored, and what was read from them; it is the text that is looked up, so it cannot be stale. */
const questionsRead = new Map<string, Question>();
const questionsReadAtMost = 500;

function readQuestion(content: string): Question {
  const known = questionsRead.get(content);
  if (known) return known;
  const question = questionSchema.parse(JSON.parse(content));
  if (questionsRead.size >= questionsReadAtMost) questionsRead.clear();
  questionsRead.set(content, question);
  return question;
}

/** What a team has been asked: per question how often, when last, and how well it went. Rounds that nobody answered do not count. */
export async function askedQuestions(db: Handle, teamId: string) {
  const rows = await db
    .selectFrom('rounds')
    .select((select) => [
      'question_id as questionId',
      select.fn.max('played_on').as('lastOn'),
      select.fn.countAll<number>().as('times'),
      select.fn.sum<number>('credit').as('credit'),
      select.fn.sum<number>('answers').as('answers'),
    ])
    .where('team_id', '=', teamId)
    .where((where) =>
      where.or([
        where('status', 'in', ['planned', 'open']),
        where.and([where('status', '=', 'closed'), where('answers', '>', 0)]),
        // Withdrawn for a reason: seen by the team, and not to be drawn again the same day.
        where.and([where('status', '=', 'void'), where('void_reason', '<>', neverPosted)]),
      ]),
    )
    .groupBy('question_id')
    .execute();
  return new Map(
    rows.map(({ questionId, lastOn, times, credit, answers }) => [
      questionId,
      { lastOn, times: Number(times), credit: Number(answers) > 0 ? Number(credit) / Number(answers) : 0 },
    ]),
  );
}

/** Ids of the questions that are open in a team now: what nobody may be told the answer of. */
export async function liveQuestionIds(db: Handle, teamId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('rounds')
    .select('question_id')
    .where('team_id', '=', teamId)
    .where(isLive)
    .execute();
  return new Set(rows.map((row) => row.question_id));
}

/** Ids of the questions a channel was asked last, newest first. */
export async function recentQuestions(db: Handle, channelId: string, count: number): Promise<string[]> {
  const rows = await db
    .selectFrom('rounds')
    .select('question_id')
    .where('channel_id', '=', channelId)
    .where('status', '<>', 'void')
    .orderBy('number', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => row.question_id);
}

/**
 * Those of the questions that were asked with another text under the same version. What was asked first is what counts,
 * so whoever changes a text has to raise its version.
 */
export async function changedUnderVersion(db: Handle, questions: readonly Question[]): Promise<Question[]> {
  const ids = questions.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('questions').select(['id', 'version', 'content']).where('id', 'in', ids).execute();
  const kept = new Map(rows.map(({ id, version, content }) => [`${id} ${version}`, content]));
  return questions.filter((question) => {
    const content = kept.get(`${question.id} ${question.version}`);
    return content !== undefined && !saysTheSame(content, question);
  });
}

/** Whether stored text is that of a question. Fields may stand in another order there, or lack what has a default now. */
function saysTheSame(content: string, question: Question): boolean {
  if (content === JSON.stringify(question)) return true;
  return isDeepStrictEqual(questionSchema.safeParse(JSON.parse(content)).data, question);
}

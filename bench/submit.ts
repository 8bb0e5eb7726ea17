/** Saving an answer through `submit`, beside the same statements prepared by hand on an equal database. */

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { App } from '../src/app.ts';
import type { Answer } from '../src/quiz/answer.ts';
import type { Question } from '../src/quiz/question.ts';
import { planDue } from '../src/rounds/plan.ts';
import { submit } from '../src/rounds/submit.ts';
import { questionOf } from '../src/store/questions.ts';
import { liveRound, type Round } from '../src/store/rounds.ts';
import { openFilled, present } from './app.ts';
import { type Bench, type Figure, ratioAtLeast } from './figure.ts';
import { ids, nextPostAt, type Size } from './fill.ts';
import { inTurns, median, type Pair } from './pairs.ts';

const turns = 20;
/** Half of them a member's first answer, half its change. */
const submissionsPerTurn = 100;
const size = { teams: 1, members: ((turns + 1) * submissionsPerTurn) / 2, rounds: 0, days: [2] } satisfies Size;
const answers: readonly Answer[] = [
  { kind: 'choice', letters: ['a'] },
  { kind: 'choice', letters: ['b'] },
];
const at = nextPostAt + 60_000;

export const submitBench: Bench = {
  name: 'submit',
  async run(folder) {
    const onDisk = await compare((name) => join(folder, name));
    return [ratioAtLeast(perSecond('submit, on disk', onDisk), 0.65), addedEach(onDisk)];
  },
};

type Opened = { app: App; round: Round; question: Question };

async function openRound(file: string): Promise<Opened> {
  const app = await openFilled(file, size);
  await planDue(app, nextPostAt);
  const round = present(await liveRound(app.db, ids.channel(0)));
  return { app, round, question: await questionOf(app.db, round) };
}

async function compare(path: (name: string) => string): Promise<Pair[]> {
  const { app, round, question } = await openRound(path('ours.db'));
  const { app: bare, round: bareRound } = await openRound(path('bare.db'));
  await bare.store.close();
  const db = new Sqlite(path('bare.db'));
  try {
    const bareSubmit = prepareSubmit(db);
    return await inTurns(
      turns,
      (turn) => {
        for (const { memberId, answer } of submissionsOf(turn)) bareSubmit(bareRound.id, memberId, answer);
      },
      async (turn) => {
        for (const { memberId, answer } of submissionsOf(turn)) {
          const { outcome } = await submit(app, { round, question, memberId, answer, at });
          if (outcome !== 'saved') throw new Error(`An answer was ${outcome}.`);
        }
      },
    );
  } finally {
    db.close();
    await app.store.close();
  }
}

function submissionsOf(turn: number): { memberId: string; answer: Answer }[] {
  const members = submissionsPerTurn / answers.length;
  return answers.flatMap((answer) =>
    Array.from({ length: members }, (_, index) => ({ memberId: ids.member(0, turn * members + index), answer })),
  );
}

/** What `submit` reads and writes, with nothing around it. */
function prepareSubmit(db: Sqlite.Database): (roundId: string, memberId: string, answer: Answer) => void {
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) db.pragma(setting);
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const readRound = db.prepare<[string], { status: string; closesAt: number }>(
    'select status, closes_at as closesAt, instant from rounds where id = ?',
  );
  const readPrevious = db.prepare<[string, string], { answer: string }>(
    `select round_id, member_id, answer, answered_at, changed_at, credit, points
     from submissions where round_id = ? and member_id = ?`,
  );
  const save = db.prepare<[string, string, string, number, number]>(
    `insert into submissions (round_id, member_id, answer, answered_at, changed_at) values (?, ?, ?, ?, ?)
     on conflict (round_id, member_id) do update set answer = excluded.answer, changed_at = excluded.changed_at`,
  );
  return (roundId, memberId, answer) => {
    begin.run();
    const round = readRound.get(roundId);
    if (!round || round.status === 'closed' || at >= round.closesAt) throw new Error('The round is not open.');
    const previous = readPrevious.get(roundId, memberId);
    if (previous) JSON.parse(previous.answer);
    save.run(roundId, memberId, JSON.stringify(answer), at, at);
    commit.run();
  };
}

function perSecond(name: string, pairs: readonly Pair[]): Figure & { ratio: number } {
  return {
    name,
    value: median(pairs.map(({ ours }) => (submissionsPerTurn / ours) * 1000)),
    unit: 'answers/s',
    ratio: median(pairs.map(({ ours, baseline }) => baseline / ours)),
  };
}

function addedEach(pairs: readonly Pair[]): Figure {
  const added = median(pairs.map(({ ours, baseline }) => (ours - baseline) / submissionsPerTurn));
  return { name: 'submit, added to the bare statements', value: added * 1000, unit: 'µs/answer' };
}

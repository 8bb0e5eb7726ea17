/** How a channel's week went, as the recap tells it. */

import { rank } from '../quiz/leaderboard.ts';
import { weeksBack } from '../quiz/season.ts';
import type { Channel } from '../store/channels.ts';
import type { Handle } from '../store/open.ts';
import { closedRoundsOfWeek } from '../store/past-rounds.ts';
import { questionOf } from '../store/questions.ts';
import { boardRows } from '../store/scores.ts';
import { shownName } from '../words/common.ts';
import type { RecapFacts } from '../words/notices.ts';

const weeksCompared = 6;
const fewestToCall = 3;

export async function recapOf(db: Handle, channel: Channel, week: string): Promise<RecapFacts> {
  const rounds = await closedRoundsOfWeek(db, channel.id, week);
  const rows = await shownRows(db, channel, week);
  return {
    week,
    answers: rounds.reduce((sum, round) => sum + round.answers, 0),
    rounds: rounds.length,
    usual: await usualAnswers(db, channel, week),
    best: bestOf(rows),
    improved: mostImproved(rows, await shownRows(db, channel, weeksBack(week, 1))),
    trickiest: await trickiestOf(db, rounds),
    putRight: rounds.filter(({ accepted }) => accepted !== '[]').map(({ number }) => number),
  };
}

type Row = { memberId: string; name: string; value: number };

async function shownRows(db: Handle, channel: Channel, week: string): Promise<Row[]> {
  const all = await boardRows(db, { teamId: channel.teamId, channelId: channel.id, period: week });
  return all
    .filter(({ board }) => board === 1)
    .map((row) => ({ memberId: row.memberId, name: shownName(row), value: row.points }));
}

/** The mean of the weeks before that had any answer. */
async function usualAnswers(db: Handle, channel: Channel, week: string): Promise<number | undefined> {
  const earlier: number[] = [];
  for (let back = 1; back <= weeksCompared; back += 1) {
    const rounds = await closedRoundsOfWeek(db, channel.id, weeksBack(week, back));
    const answers = rounds.reduce((sum, round) => sum + round.answers, 0);
    if (answers > 0) earlier.push(answers);
  }
  return earlier.length === 0 ? undefined : Math.round(earlier.reduce((sum, n) => sum + n, 0) / earlier.length);
}

function bestOf(rows: readonly Row[]): RecapFacts['best'] {
  const top = rank(rows).filter((row) => row.rank <= 3);
  return [...Map.groupBy(top, (row) => row.rank)].map(([place, equals]) => ({
    rank: place,
    names: equals.map(({ name }) => name),
    points: equals[0]?.value ?? 0,
  }));
}

function mostImproved(rows: readonly Row[], before: readonly Row[]): RecapFacts['improved'] {
  const earlier = new Map(before.map(({ memberId, value }) => [memberId, value]));
  const gains = rows.flatMap(({ memberId, name, value }) => {
    const last = earlier.get(memberId);
    return last === undefined || value <= last ? [] : [{ name, value: value - last }];
  });
  const [best] = rank(gains);
  return best && { name: best.name, by: best.value };
}

async function trickiestOf(
  db: Handle,
  rounds: Awaited<ReturnType<typeof closedRoundsOfWeek>>,
): Promise<RecapFacts['trickiest']> {
  const told = rounds.filter(({ answers, solved }) => answers >= fewestToCall && solved < answers);
  const [hardest] = told.toSorted((a, b) => a.solved / a.answers - b.solved / b.answers);
  if (!hardest) return undefined;
  const { title } = await questionOf(db, hardest);
  return { number: hardest.number, title, solved: hardest.solved, answers: hardest.answers };
}

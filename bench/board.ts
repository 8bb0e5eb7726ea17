/** Reading a leaderboard with the reader's own rank, beside the bare SELECTs, in databases of very different size. */

import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Sqlite from 'better-sqlite3';
import type { App } from '../src/app.ts';
import { boardOf } from '../src/boards/board.ts';
import { localDay } from '../src/quiz/calendar.ts';
import { weekOf } from '../src/quiz/season.ts';
import { recompute } from '../src/rounds/recompute.ts';
import { findChannel } from '../src/store/channels.ts';
import { findMember, findWorkspace } from '../src/store/people.ts';
import { scheduleOf } from '../src/store/schedules.ts';
import { openFilled, present } from './app.ts';
import { prepareBoard } from './bare-command.ts';
import { type Bench, type Figure, valueAtMost } from './figure.ts';
import { ids, nextPostAt, type Size } from './fill.ts';
import { inTurns, oursOf, slowdown } from './pairs.ts';

const turns = 20;
const readingsPerTurn = 100;
const week = weekOf(localDay(nextPostAt, 'UTC'));

const team = { members: 25, rounds: 200, days: [1, 2, 3, 4, 5], answered: true } as const;
const small: Size = { ...team, teams: 2 };
const large: Size = { ...team, teams: 200 };
const crowd: Size = { ...team, teams: 1, members: 5000, rounds: 6 };

export const boardBench: Bench = {
  name: 'board',
  async run(folder) {
    const few = await openBoards(join(folder, 'few.db'), small);
    const many = await openBoards(join(folder, 'many.db'), large);
    const crowded = await openBoards(join(folder, 'crowd.db'), crowd);
    try {
      const sizes = await inTurns(turns, few.ours, many.ours);
      return [
        await comparedWithBare('board, 10 thousand submissions', few),
        await comparedWithBare('board, 1 million submissions', many),
        valueAtMost({ name: 'board, 1 million against 10 thousand', value: slowdown(sizes), unit: 'times' }, 1.5),
        await comparedWithBare('board, team of 5,000', crowded),
      ];
    } finally {
      for (const boards of [few, many, crowded]) await boards.close();
    }
  },
};

type Boards = {
  readings: number;
  ours(turn: number): Promise<void>;
  bare(turn: number): void;
  close(): Promise<void>;
};

async function openBoards(file: string, size: Size): Promise<Boards> {
  const app = await openFilled(file, size);
  await checkBoards(app);
  const readings = Math.max(1, Math.floor((readingsPerTurn * team.members) / size.members));
  const readers: Reader[] = [];
  for (let n = 0; n < readings; n += 1) readers.push(await readerOf(app, n % size.teams, n % size.members));
  const db = new Sqlite(file);
  const bareBoard = prepareBoard(db, week);
  return {
    readings,
    async ours() {
      for (const { reader, spot } of readers) {
        const { absent } = await boardOf(app.db, reader, spot, { period: 'week', scope: 'channel' });
        if (absent !== undefined) throw new Error('The reader is not on the board.');
      }
    },
    bare() {
      for (const { spot } of readers) bareBoard(spot.channel.teamId, spot.channel.id);
    },
    async close() {
      db.close();
      await app.store.close();
    },
  };
}

type Reader = Awaited<ReturnType<typeof readerOf>>;

async function readerOf({ db }: App, teamNumber: number, memberNumber: number) {
  const workspace = present(await findWorkspace(db, 'slack', `W${teamNumber}`));
  const member = present(await findMember(db, workspace.id, `U${memberNumber}`));
  const channel = present(await findChannel(db, workspace.id, `C${teamNumber}`));
  const schedule = present(await scheduleOf(db, channel.id));
  return { reader: { member, workspace, at: nextPostAt }, spot: { channel, schedule } };
}

/** @throws when the boards that were filled in are not what the program itself would write. */
async function checkBoards({ store }: App): Promise<void> {
  await store.transaction(async (tx) => {
    const rows = () =>
      tx
        .selectFrom('scores')
        .selectAll()
        .where('team_id', '=', ids.team(0))
        .orderBy('channel_id')
        .orderBy('period')
        .orderBy('member_id')
        .execute();
    const filled = await rows();
    await recompute(tx, { teamId: ids.team(0), channelId: ids.channel(0), week });
    if (!isDeepStrictEqual(await rows(), filled)) throw new Error('The filled boards are not what recompute writes.');
  });
}

async function comparedWithBare(name: string, boards: Boards): Promise<Figure> {
  const pairs = await inTurns(turns, boards.bare, boards.ours);
  return { name, value: oursOf(pairs) / boards.readings, unit: 'ms', ratio: slowdown(pairs) };
}

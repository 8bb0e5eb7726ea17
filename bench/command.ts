/** One typed command from its text to the finished message, beside bare look-ups of the rows it needs. */

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { App } from '../src/app.ts';
import type { Call } from '../src/chat/call.ts';
import { createDoor } from '../src/door.ts';
import { localDay } from '../src/quiz/calendar.ts';
import { toPublic } from '../src/quiz/question.ts';
import { planDue } from '../src/rounds/plan.ts';
import { liveRound, openRound } from '../src/store/rounds.ts';
import { queueQuestion } from '../src/store/schedules.ts';
import { openApp, openFilled, present } from './app.ts';
import { type Asker, prepareLookups } from './bare-command.ts';
import type { Bench, Figure } from './figure.ts';
import { ids, nextPostAt, type Size } from './fill.ts';
import { inTurns, oursOf, slowdown } from './pairs.ts';

const turns = 20;
const commandsPerTurn = 50;
const size: Size = { teams: 10, members: 25, rounds: 200, days: [1, 2, 3, 4, 5], answered: true };
const at = nextPostAt + 60_000;

/** What is typed, and a word that the message holds only when the command did its work. */
const commands = [
  { text: 'today', shows: 'Open until' },
  { text: 'answer B', shows: 'Saved: ' },
  { text: 'leaderboard', shows: 'This week' },
] as const;

export const commandBench: Bench = {
  name: 'command',
  async run(folder) {
    const [oursFile, bareFile] = [join(folder, 'ours.db'), join(folder, 'bare.db')];
    const planned = await openFilled(oursFile, size);
    await openRounds(planned);
    await planned.store.close();
    copyFileSync(oursFile, bareFile);
    const app = await openApp(oursFile);
    const db = new Sqlite(bareFile);
    try {
      const figures: Figure[] = [];
      for (const command of commands) figures.push(await measure(app, db, command));
      return figures;
    } finally {
      db.close();
      await app.store.close();
    }
  },
};

/** Opens a round with one right letter in every channel. */
async function openRounds(app: App): Promise<void> {
  const letters = present(app.bank.questions.find(({ kind }) => kind === 'choice'));
  if (toPublic(letters).several) throw new Error('The question takes more than one letter.');
  for (let n = 0; n < size.teams; n += 1)
    await queueQuestion(app.db, ids.channel(n), localDay(nextPostAt, 'UTC'), letters.id);
  await planDue(app, nextPostAt);
  for (let n = 0; n < size.teams; n += 1) {
    await openRound(app.db, present(await liveRound(app.db, ids.channel(n))).id, 'message');
  }
}

async function measure(app: App, db: Sqlite.Database, { text, shows }: (typeof commands)[number]): Promise<Figure> {
  const door = createDoor(app, () => 'incident');
  const lookup = prepareLookups(db, at)[text];
  const pairs = await inTurns(
    turns,
    () => {
      for (const asker of askers) lookup(asker);
    },
    async (turn) => {
      for (const asker of askers) {
        const { messages } = await door.command(callOf(asker), text);
        if (turn === 0 && !JSON.stringify(messages).includes(shows))
          throw new Error(`"${text}" was answered with ${JSON.stringify(messages)}`);
      }
    },
  );
  const value = (oursOf(pairs) / commandsPerTurn) * 1000;
  return { name: `command, ${text}`, value, unit: 'µs', ratio: slowdown(pairs) };
}

const askers: readonly Asker[] = Array.from({ length: commandsPerTurn }, (_, n) => ({
  workspace: `W${n % size.teams}`,
  channel: `C${n % size.teams}`,
  user: `U${Math.floor(n / size.teams)}`,
}));

function callOf({ workspace, channel, user }: Asker): Call {
  return {
    platform: 'slack',
    workspace: { id: workspace, name: 'Team' },
    channel: { id: channel, name: 'interviews' },
    user: { id: user, name: `Member ${user.slice(1)}` },
    admin: false,
    at,
  };
}

/** The drill's cycles: work goes on, the server is struck down or frozen in the middle of it, and goes on. */

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstChannel } from '../../src/platforms/playground/members.ts';
import type { PublicQuestion } from '../../src/quiz/question.ts';
import { pick, seeded } from '../../src/quiz/random.ts';
import { createLedger } from './answers.ts';
import { checkAlways, checkLog, checkSettled } from './check.ts';
import { createClockFile } from './clock-file.ts';
import { doorsAt } from './doors.ts';
import { counts, look, publicQuestionOf } from './look.ts';
import { type ServerProcess, secondIsRefused, startServer } from './server-process.ts';
import { createTally, type Tally } from './tally.ts';
import { begin, type Dice, moments, prepare, setUp, untilTheBlow, type Work } from './work.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** A call that hangs is over when the clock has moved this far. */
const hangMs = 11 * second;
/** Longer than any lease, and than the longest wait after a failure. */
const settlingMs = 11 * minute;
/** A server is back at once, within a lease, past it, past a window, past days. */
const downtimesMs = [0, 5 * second, 35 * second, 35 * second, 5 * minute, 3 * hour, 9 * hour, 50 * hour];
const startsAt = Date.parse('2026-01-05T06:00:00Z');

export type DrillOptions = { folder: string; cycles: number; seed: string; onCycle(done: number): void };

/**
 * Runs the cycles in `folder`, where the database and the servers' log are afterwards.
 * @throws when a server does not come up again, or a door hangs.
 */
export async function drill({ folder, cycles, seed, onCycle }: DrillOptions): Promise<Tally> {
  const clock = createClockFile(join(folder, 'clock'), startsAt);
  const database = join(folder, 'quiz.db');
  const tally = createTally();
  const ledger = createLedger();
  const answerRandom = seeded(`${seed} answers`);
  const questions = new Map<string, PublicQuestion>();
  let random = seeded(`${seed} 0`);
  const dice: Dice = {
    chance: (share) => random() < share,
    between: (from, to) => from + random() * (to - from),
  };
  let server = await start(undefined);

  async function start(weatherSeed: string | undefined): Promise<ServerProcess> {
    const started = await startServer({
      folder,
      order: dice.chance(0.7) ? 'together' : 'in-turn',
      weatherSeed,
      onMoment: ({ trouble }) => trouble === 'hang' && setTimeout(() => clock.jump(hangMs), 60),
      onDeath: () => tally.wrong('a server ended by itself'),
    });
    tally.ready(started.readyMs);
    return started;
  }

  async function questionOf(roundId: string): Promise<PublicQuestion> {
    const known = questions.get(roundId) ?? (await look(database, (store) => publicQuestionOf(store, roundId)));
    questions.set(roundId, known);
    return known;
  }

  function atWork(): Work {
    const doors = doorsAt(server.url);
    return { server, doors, dice, answering: { doors, ledger, random: answerRandom, questionOf } };
  }

  async function kill(begun: Promise<unknown>, nextWeather: string | undefined): Promise<void> {
    const downMs = pick(downtimesMs, random) ?? 0;
    await server.kill();
    await begun;
    clock.jump(downMs);
    server = await start(nextWeather);
  }

  async function freeze(begun: Promise<unknown>): Promise<void> {
    const [frozenMs, pauseMs, trySecond] = [dice.between(20, 90) * second, dice.between(5, 60), dice.chance(0.2)];
    server.freeze();
    clock.jump(frozenMs);
    if (!trySecond) await pause(pauseMs);
    else if (!(await secondIsRefused(folder))) tally.wrong('a second server started beside a frozen one');
    server.thaw();
    await begun;
  }

  /** Clear weather, and time for all that waits; what hung when the weather cleared ends by the clock's first move. */
  async function settle(): Promise<void> {
    server.weather(undefined);
    const doors = doorsAt(server.url);
    for (const _ of ['what hung', 'what waited']) {
      const state = await doors.state(firstChannel);
      if (state) await doors.clockTo(state.now + settlingMs);
    }
    const now = (await doors.state(firstChannel))?.now;
    if (now === undefined) throw new Error('The server does not tell its time.');
    tally.settled(await look(database, (store) => checkSettled(store, now)));
  }

  await setUp(doorsAt(server.url));
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    random = seeded(`${seed} ${cycle}`);
    const moment = pick(moments, random) ?? 'send';
    const [frozen, again, settles] = [dice.chance(0.25), dice.chance(0.3), dice.chance(0.7)];
    server.weather(`${seed} ${cycle}`);
    const work = atWork();
    await prepare(work, moment);
    const begun = begin(work, moment);
    await untilTheBlow(work, moment);
    await (frozen ? freeze(begun) : kill(begun, again ? `${seed} ${cycle} again` : undefined));
    tally.blow(moment, frozen ? 'freeze' : 'kill');
    tally.found(await look(database, (store) => checkAlways(store, ledger)));
    if (settles || cycle === cycles) await settle();
    onCycle(cycle);
  }
  await server.kill();
  clock.close();
  tally.found(checkLog(folder));
  tally.counted({ answers: ledger.count(), ...(await look(database, counts)) });
  return tally;
}

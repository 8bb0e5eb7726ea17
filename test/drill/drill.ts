/** The drill's cycles: work goes on, the server is struck down or frozen in the middle of it, and goes on. */

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstChannel } from '../../src/platforms/playground/members.ts';
import type { PublicQuestion } from '../../src/quiz/question.ts';
import { pick, seeded } from '../../src/quiz/random.ts';
import { createLedger } from './answers.ts';
import { checkAlways, checkSettled } from './check.ts';
import { createClockFile } from './clock-file.ts';
import { doorsAt } from './doors.ts';
import { look, publicQuestionOf } from './look.ts';
import { type Answering, everybodyAnswers, openPost } from './members.ts';
import type { PlatformMoment } from './rough-platform.ts';
import { type ServerProcess, secondIsRefused, startServer } from './server-process.ts';
import { createTally, type Tally } from './tally.ts';

const moments = ['plan', 'send', 'submit', 'close', 'void'] as const;
type Moment = (typeof moments)[number];

/** The second one reveals beside its post instead of in its thread, and an hour later. */
const channels = [firstChannel, 'platform-team'] as const;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Long enough for every lease to run out and every wait after a failure to be over. */
const settlingMs = 11 * minute;
/** Times a server stays down: at once back, within a lease, past it, past a window, past days. */
const downtimesMs = [0, 5 * second, 35 * second, 35 * second, 5 * minute, 3 * hour, 9 * hour, 50 * hour];
const monday = Date.parse('2026-01-05T06:00:00Z');

export type DrillOptions = { folder: string; cycles: number; seed: string; onCycle(done: number): void };

export async function drill({ folder, cycles, seed, onCycle }: DrillOptions): Promise<Tally> {
  const random = seeded(seed);
  const clock = createClockFile(join(folder, 'clock'), monday);
  const database = join(folder, 'quiz.db');
  const tally = createTally();
  const ledger = createLedger();
  const questions = new Map<string, PublicQuestion>();
  const between = (from: number, to: number) => from + random() * (to - from);
  const chance = (share: number) => random() < share;
  let server = await restart(0, undefined);
  let doors = doorsAt(server.url);

  /** A call that hangs ends when ten seconds of the drill's clock are over. */
  function onMoment({ trouble }: PlatformMoment): void {
    if (trouble === 'hang') setTimeout(() => clock.jump(11 * second), 60);
  }

  async function restart(downMs: number, weatherSeed: string | undefined): Promise<ServerProcess> {
    clock.jump(downMs);
    const order = chance(0.7) ? 'together' : 'in-turn';
    const started = await startServer({ folder, order, weatherSeed, onMoment });
    tally.ready(started.readyMs);
    return started;
  }

  async function questionOf(roundId: string): Promise<PublicQuestion> {
    const known = questions.get(roundId) ?? (await look(database, (store) => publicQuestionOf(store, roundId)));
    questions.set(roundId, known);
    return known;
  }
  const answering = (): Answering => ({ doors, ledger, random, questionOf });

  async function answerEverywhere(): Promise<void> {
    await Promise.all(
      channels.map(async (channel) => {
        const post = await openPost(doors, channel);
        if (post) await everybodyAnswers(answering(), post);
      }),
    );
  }

  async function travelTo(next: 'post' | 'reveal'): Promise<void> {
    const state = await doors.state(firstChannel);
    const at = state?.next[next];
    if (at !== undefined) await doors.clockTo(at);
  }

  /** Brings a round into being, or to its end, so that `moment` can come. */
  async function prepare(moment: Moment): Promise<void> {
    for (const channel of channels) {
      const state = await doors.state(channel);
      if (state && state.next.post === undefined) await doors.command('alice', channel, 'admin resume');
    }
    const live = (await doors.state(firstChannel))?.next.reveal !== undefined;
    const needsLive = moment === 'submit' || moment === 'close' || moment === 'void';
    if (needsLive && !live) await travelTo('post');
    if (!needsLive && live) await travelTo('reveal');
    if (needsLive) await answerEverywhere();
  }

  /** Starts what is to be interrupted; what it gives settles when the server answered, or is gone. */
  function begin(moment: Moment): Promise<unknown> {
    switch (moment) {
      case 'plan':
      case 'send':
        return Promise.all([travelTo('post'), chance(0.2) && doors.command('alice', firstChannel, 'admin post')]);
      case 'submit':
        return answerEverywhere();
      case 'close':
        return Promise.all([
          chance(0.3) ? doors.command('alice', firstChannel, 'admin close') : travelTo('reveal'),
          chance(0.5) && answerEverywhere(),
        ]);
      case 'void':
        return Promise.all([
          doors.command('alice', firstChannel, 'admin void today drilled'),
          chance(0.3) && travelTo('reveal'),
          chance(0.3) && answerEverywhere(),
        ]);
    }
  }

  async function untilTheBlow(moment: Moment): Promise<void> {
    const side = chance(0.5) ? 'before' : 'after';
    const call = moment === 'close' && chance(0.5) ? 'edit' : 'send';
    if (moment === 'send' || (moment !== 'submit' && chance(0.3))) {
      await server.moment((told) => told.call === call && told.side === side, 1000);
      return pause(between(0, 15));
    }
    return pause(between(0, moment === 'submit' ? 40 : 80));
  }

  async function kill(begun: Promise<unknown>, nextWeather: string | undefined): Promise<void> {
    await server.kill();
    await begun;
    server = await restart(pick(downtimesMs, random) ?? 0, nextWeather);
    doors = doorsAt(server.url);
  }

  async function freeze(begun: Promise<unknown>): Promise<void> {
    server.freeze();
    clock.jump(between(20 * second, 90 * second));
    if (chance(0.2) && !(await secondIsRefused(folder))) tally.wrong('a second server started beside a frozen one');
    else await pause(between(5, 60));
    server.thaw();
    await begun;
  }

  async function settle(): Promise<void> {
    server.weather(undefined);
    const state = await doors.state(firstChannel);
    if (state) await doors.clockTo(state.now + settlingMs);
    // Sends that were under way when the weather cleared end by their own patience, on the clock that has just moved on.
    await doors.clockTo(((await doors.state(firstChannel))?.now ?? 0) + settlingMs);
    const now = (await doors.state(firstChannel))?.now ?? 0;
    tally.settled(await look(database, (store) => checkSettled(store, now)));
  }

  await doors.command('alice', channels[1], 'admin setup 09:00 UTC daily reveal:17:00 thread:off');
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const moment = pick(moments, random) ?? 'send';
    server.weather(`${seed} ${cycle}`);
    await prepare(moment);
    const begun = begin(moment);
    await untilTheBlow(moment);
    const frozen = chance(0.25);
    await (frozen ? freeze(begun) : kill(begun, chance(0.3) ? `${seed} ${cycle} again` : undefined));
    tally.blow(moment, frozen ? 'freeze' : 'kill');
    tally.found(await look(database, (store) => checkAlways(store, ledger)));
    if (chance(0.7) || cycle === cycles) await settle();
    onCycle(cycle);
  }
  await server.kill();
  clock.close();
  return tally;
}

/** The work that a blow interrupts: rounds being planned, sent, answered, closed and withdrawn. */

import { setTimeout as pause } from 'node:timers/promises';
import { firstChannel } from '../../src/platforms/playground/members.ts';
import type { Doors } from './doors.ts';
import { type Answering, everybodyAnswers, openPost } from './members.ts';
import type { ServerProcess } from './server-process.ts';

export const moments = ['plan', 'send', 'submit', 'close', 'void'] as const;
export type Moment = (typeof moments)[number];

/** The second one reveals beside its post instead of in its thread, and an hour later. */
const secondChannel = 'platform-team';
const channels = [firstChannel, secondChannel];

export function setUp(doors: Doors) {
  return doors.command('alice', secondChannel, 'admin setup 09:00 UTC daily reveal:17:00 thread:off');
}

/** Decides by the drill's seed: `chance(0.3)` is true three times in ten. */
export type Dice = { chance(share: number): boolean; between(from: number, to: number): number };

export type Work = { server: ServerProcess; doors: Doors; dice: Dice; answering: Answering };

async function answerEverywhere({ doors, answering }: Work): Promise<void> {
  await Promise.all(
    channels.map(async (channel) => {
      const post = await openPost(doors, channel);
      if (post) await everybodyAnswers(answering, post);
    }),
  );
}

async function travelTo(doors: Doors, next: 'post' | 'reveal'): Promise<void> {
  const at = (await doors.state(firstChannel))?.next[next];
  if (at !== undefined) await doors.clockTo(at);
}

/** Brings a round into being, or to its end, so that `moment` can come; resumes what a refusal of the platform paused. */
export async function prepare(work: Work, moment: Moment): Promise<void> {
  const { doors } = work;
  for (const channel of channels) {
    const state = await doors.state(channel);
    if (state && state.next.post === undefined) await doors.command('alice', channel, 'admin resume');
  }
  const live = (await doors.state(firstChannel))?.next.reveal !== undefined;
  const needsLive = moment === 'submit' || moment === 'close' || moment === 'void';
  if (needsLive && !live) await travelTo(doors, 'post');
  if (!needsLive && live) await travelTo(doors, 'reveal');
  if (needsLive) await answerEverywhere(work);
  // A round may be withdrawn while it is open, and after it has scored.
  if (moment === 'void' && work.dice.chance(0.5)) await travelTo(doors, 'reveal');
}

/** Starts what is to be interrupted. What it gives settles when the server has answered, or is gone. */
export function begin(work: Work, moment: Moment): Promise<unknown> {
  const { doors, dice } = work;
  const [byHand, answers, close] = [dice.chance(0.3), dice.chance(0.5), dice.chance(0.3)];
  const command = (text: string) => doors.command('alice', firstChannel, text);
  switch (moment) {
    case 'plan':
    case 'send':
      return Promise.all([travelTo(doors, 'post'), byHand && command('admin post')]);
    case 'submit':
      return answerEverywhere(work);
    case 'close':
      return Promise.all([
        byHand ? command('admin close') : travelTo(doors, 'reveal'),
        answers && answerEverywhere(work),
      ]);
    case 'void':
      return Promise.all([
        command('admin void today drilled'),
        close && travelTo(doors, 'reveal'),
        answers && answerEverywhere(work),
      ]);
  }
}

/** Waits for the instant of the blow: some milliseconds into the work, or just before or after a call had its effect. */
export async function untilTheBlow({ server, dice }: Work, moment: Moment): Promise<void> {
  const side = dice.chance(0.5) ? 'before' : 'after';
  const call = moment === 'close' && dice.chance(0.5) ? 'edit' : 'send';
  const atCall = moment === 'send' || (moment !== 'submit' && dice.chance(0.3));
  const delayMs = dice.between(0, atCall ? 15 : 60);
  if (atCall) await server.moment((told) => told.call === call && told.side === side, 1000);
  await pause(delayMs);
}

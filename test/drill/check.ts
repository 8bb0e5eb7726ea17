/** The promises, held against the store and the channel. Every finding is one sentence. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '../../src/store/open.ts';
import { neverPosted, type Round } from '../../src/store/rounds.ts';
import type { Ledger } from './answers.ts';
import { boardFaults, boardsOf } from './boards.ts';
import { allErrands, allRounds, channelMessages, gradedAgain, keptBoards, storedAnswers } from './look.ts';
import { sendMark } from './rough-platform.ts';
import { logName } from './server-process.ts';

export type Findings = { lost: string[]; twice: string[]; never: string[]; wrong: string[] };

const errorLevel = 50;
const logRecord = z.object({ level: z.number(), msg: z.string(), err: z.object({ message: z.string() }).optional() });

/** Nothing that befalls the drill's servers is a bug of the program, so none may have been logged as one. */
export function checkLog(folder: string): Findings {
  const lines = readFileSync(join(folder, logName), 'utf8').split('\n');
  const wrong = lines.flatMap((line) => {
    // A line that a kill cut short is none, and a refused second server says so in plain words.
    const record = /^\{.*\}$/.test(line) ? logRecord.parse(JSON.parse(line)) : undefined;
    return record && record.level >= errorLevel ? [`logged: ${record.msg}: ${record.err?.message ?? 'no error'}`] : [];
  });
  return { lost: [], twice: [], never: [], wrong };
}

/** What holds at every moment, whatever was interrupted: acknowledged answers are there, and boards are what answers make. */
export async function checkAlways(store: Store, ledger: Ledger): Promise<Findings> {
  const stored = await storedAnswers(store);
  const closed = (await allRounds(store)).filter(({ status }) => status === 'closed');
  const days = closed.map(({ channelId, week, playedOn: on }) => ({ channelId, week, on }));
  const worked = boardsOf(days, await gradedAgain(store, closed));
  return {
    lost: ledger.lost((roundId, person) => stored.get(`${roundId} ${person}`)),
    twice: await sentTwice(store),
    never: [],
    wrong: boardFaults(await keptBoards(store), worked),
  };
}

async function sentTwice(store: Store): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { key } of await channelMessages(store)) {
    const errand = key?.split(sendMark)[0] ?? '';
    counts.set(errand, (counts.get(errand) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([errand, count]) => `${errand} was sent ${count} times`);
}

type Sight = {
  round: Round;
  /** What the post shows now; undefined when the channel has no post of this round. */
  post: 'open' | 'closed' | 'withdrawn' | undefined;
  errand(kind: string): { state: string; attempts: number; trouble: string | null } | undefined;
  wasSent(kind: string): boolean;
};

/**
 * What holds once the platform is well and everything that waited has had its time: each round is in the channel as it
 * is in the store, nothing waits, and no round is open past its close.
 * @param now the server's time, in epoch milliseconds
 */
export async function checkSettled(store: Store, now: number): Promise<Findings & { maybe: string[] }> {
  const errands = await allErrands(store);
  const messages = new Map((await channelMessages(store)).map((message) => [message.key?.split(sendMark)[0], message]));
  const found: Findings & { maybe: string[] } = { lost: [], twice: [], never: [], wrong: [], maybe: [] };
  for (const { key, state, readyAt } of errands) {
    if (state === 'ready' && readyAt <= now) found.wrong.push(`${key} is stuck in the outbox`);
  }
  for (const round of await allRounds(store)) {
    const post = messages.get(`${round.id}:post`);
    const sight: Sight = {
      round,
      post: post && shows(post.content),
      errand: (name) => errands.find(({ key }) => key === `${round.id}:${name}`),
      wasSent: (name) => messages.has(`${round.id}:${name}`),
    };
    if ((round.status === 'planned' || round.status === 'open') && round.closesAt <= now) {
      found.wrong.push(`${nameOf(round)} is ${round.status} past its close`);
    }
    if (mayStandUnseen(sight)) found.maybe.push(nameOf(round));
    else {
      found.never.push(...missing(sight));
      found.wrong.push(...contradictions(sight));
    }
  }
  return found;
}

function shows(content: string): Sight['post'] {
  if (/"round:[a-z0-9]+:(answer|form)/.test(content)) return 'open';
  return /"round:[a-z0-9]+:result/.test(content) ? 'closed' : 'withdrawn';
}

function nameOf(round: Round): string {
  return `#${round.number} in ${round.channelId} (${round.status}, ${round.id})`;
}

/** The platform could not tell whether the post stands: then the program must not send again, and plays on without it. */
function mayStandUnseen({ errand }: Sight): boolean {
  return errand('post')?.state === 'unknown';
}

function missing({ round, post, errand, wasSent }: Sight): string[] {
  if (round.status === 'void') return [];
  const name = nameOf(round);
  const never = post === undefined ? [`${name} has no post`] : [];
  if (round.status === 'closed' && !wasSent('reveal') && !refused(errand('reveal')))
    never.push(`${name} has no reveal`);
  return never;
}

/** A platform that forbids a message, or has lost the place for it, ends the errand. */
function refused(errand: { state: string; trouble: string | null } | undefined): boolean {
  return errand?.state === 'unknown' || (errand?.state === 'dropped' && errand.trouble !== null);
}

function contradictions({ round, post, errand }: Sight): string[] {
  if (post === undefined) return [];
  const name = nameOf(round);
  if (round.status === 'void' && round.voidReason === neverPosted)
    return [`${name} counts as never posted, and its post stands`];
  if (round.postRef === null) return [`${name} does not know its post`];
  const [edit, wanted] = {
    planned: ['post', 'open'],
    open: ['post', 'open'],
    closed: ['closing-edit', 'closed'],
    void: ['void-edit', 'withdrawn'],
  }[round.status];
  if (post === wanted || refused(errand(edit ?? ''))) return [];
  return [`${name} shows itself as ${post}`];
}

/** The playground's platform as the worst of platforms would be: slow, failing, and blind to keys. */

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Platform, PlatformError } from '../../src/chat/platform.ts';
import type { Db } from '../../src/store/open.ts';
import { drawTrouble, type Side, type Trouble } from './weather.ts';

/** Stands between an errand's key and what makes each send of it a message of its own. */
export const sendMark = '~';

export type PlatformMoment = { call: 'send' | 'edit' | 'find'; key: string; side: Side; trouble: Trouble['kind'] };

export type Roughness = {
  db: Db;
  /** The program's time; the platform's patience is measured in it. */
  now(): number;
  /** Undefined while the weather is calm. */
  random(): (() => number) | undefined;
  tell(moment: PlatformMoment): void;
};

/** As long as the program's own patience with a call, see the signal it passes. */
const patienceMs = 10_000;
/** Time enough for the driver to strike at a moment it was told of. */
const momentMs = 12;
const lookMs = 20;

/**
 * Two sends under one key are two messages here, as on a platform without idempotency keys, so that nothing but the
 * program's own care keeps a post single.
 */
export function roughen(platform: Platform, { db, now, random, tell }: Roughness): Platform {
  /** Runs a call with its weather. The signal counts real seconds; here a call also ends by the drill's clock. */
  async function rough<T>(
    call: PlatformMoment['call'],
    key: string,
    signal: AbortSignal,
    effect: () => Promise<T>,
  ): Promise<T> {
    const startedAt = now();
    const draw = random();
    const trouble: Trouble = draw ? drawTrouble(call, draw) : { kind: 'none' };
    const isOver = () => signal.aborted || now() - startedAt >= patienceMs;

    async function weather(side: Side): Promise<void> {
      if (!draw) return;
      tell({ call, key, side, trouble: trouble.kind });
      await pause(momentMs);
      if ('side' in trouble && trouble.side === side) await endure(trouble, isOver);
    }

    await weather('before');
    if (isOver()) throw timedOut();
    const result = await effect();
    await weather('after');
    return trouble.kind === 'unknown' && call === 'find' ? ('unknown' as T) : result;
  }

  return {
    name: platform.name,
    send: (place, message, key, signal) =>
      rough('send', key, signal, () => platform.send(place, message, `${key}${sendMark}${randomUUID()}`, signal)),
    edit: (place, ref, message, signal) => rough('edit', ref, signal, () => platform.edit(place, ref, message, signal)),
    find: (_place, key, signal) =>
      rough('find', key, signal, async () => {
        const sent = await db
          .selectFrom('playground_messages')
          .select('id as ref')
          .where('once_key', 'like', `${key}${sendMark}%`)
          .executeTakeFirst();
        return sent ?? 'absent';
      }),
    look: (place, person, signal) => platform.look(place, person, signal),
  };
}

async function endure(trouble: Extract<Trouble, { side: Side }>, isOver: () => boolean): Promise<void> {
  switch (trouble.kind) {
    case 'slow':
      await pause(trouble.ms);
      return;
    case 'hang':
      while (!isOver()) await pause(lookMs);
      throw timedOut();
    case 'error':
      throw trouble.error;
  }
}

function timedOut(): PlatformError {
  return new PlatformError('unavailable', "The drill's platform did not answer in time.", { certain: false });
}

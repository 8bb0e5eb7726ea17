/**
 * Sends what the outbox holds: at most once each, as far as the platform can be asked. An errand is claimed just in
 * time under a lease, sent outside any transaction, and recorded only while the lease is still ours.
 */

import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app.ts';
import { type Found, type Platform, PlatformError } from '../chat/platform.ts';
import { localDay } from '../quiz/calendar.ts';
import { tellAdmins } from '../rounds/notice.ts';
import { recompute } from '../rounds/recompute.ts';
import { notePosted } from '../rounds/share.ts';
import { channelById } from '../store/channels.ts';
import type { Handle } from '../store/open.ts';
import {
  claimErrand,
  type Errand,
  enqueue,
  mustWait,
  type NewErrand,
  postponeErrand,
  settleErrand,
} from '../store/outbox.ts';
import { lockRound, neverPosted, openRound, voidRound } from '../store/rounds.ts';
import { pauseSchedule, scheduleOf } from '../store/schedules.ts';
import { type Written, writeErrand } from './write.ts';

const leaseMs = 30_000;
const timeoutMs = 10_000;
/** A send starts only if it would end this long before its lease, so that no second one can overlap it. */
const marginMs = 2_000;
const parallel = 8;
/** Real milliseconds until a look for what came in meanwhile. */
const lookAgainMs = 25;
/** Waits after a failure, then the last one again and again until the errand has lost its point. */
const backoffMs = [5_000, 30_000, 120_000, 600_000];
const switchedOffMs = 60_000;
/** Until an errand looks again whether the one it waits for is done. */
const waitMs = 5_000;
/** An errand that fails for a reason of our own is given up after this many tries. */
const triesAtMost = 20;

/**
 * Sends everything that is ready now. Returns once nothing is left that could be claimed.
 * @param filling what may still put errands in; while it runs, more is waited for
 */
export async function deliver(app: App, filling: Promise<unknown> = Promise.resolve()): Promise<void> {
  let isFilling = true;
  const filled = filling
    .catch(() => undefined)
    .finally(() => {
      isFilling = false;
    });
  const work = async () => {
    for (;;) {
      // Asked before the look, so that what came in last is not missed.
      const mayCome = isFilling;
      const errand = await claim(app);
      if (errand) await run(app, errand);
      else if (mayCome) await Promise.race([filled, sleep(lookAgainMs)]);
      else return;
      // SQLite answers at once; without this, others would have their turn only when all is done.
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

async function claim(app: App): Promise<Held | undefined> {
  const at = app.now();
  const mine = { lease: app.newId(), leaseUntil: at + leaseMs };
  const skipLocked = app.store.dialect === 'postgres';
  const errand = await app.store.transaction((tx) => claimErrand(tx, { at, ...mine, skipLocked }));
  return errand && { ...errand, ...mine };
}

type Held = Errand & { lease: string; leaseUntil: number };

async function run(app: App, errand: Held): Promise<void> {
  try {
    if (await mustWait(app.db, errand, app.now())) {
      return await postponeErrand(app.db, errand, { readyAt: app.now() + waitMs, trouble: null, undone: true });
    }
    const written = await writeErrand(app, errand);
    if (!written) return await settle(app, errand, 'dropped');
    const platform = app.platforms.get(written.platform);
    if (!platform) {
      const readyAt = app.now() + switchedOffMs;
      return await postponeErrand(app.db, errand, {
        readyAt,
        trouble: `${written.platform} is switched off`,
        undone: true,
      });
    }
    await send(app, errand, written, platform);
  } catch (error) {
    await failed(app, errand, error);
  }
}

async function send(app: App, errand: Held, written: Written, platform: Platform): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  if (written.edits !== undefined) {
    await platform.edit(written.place, written.edits, written.message, signal);
    app.metrics.postSent(platform.name, 'sent');
    return settle(app, errand, 'sent');
  }
  if (written.stands !== undefined) return settle(app, errand, 'sent', written.stands, written.next);
  // A second try follows one that may have got through: look before sending again.
  if (errand.attempts > 1) {
    const found = await find(platform, written, errand, signal);
    if (found === 'unknown') return settle(app, errand, 'unknown');
    if (found !== 'absent') return settle(app, errand, 'sent', found.ref, written.next);
  }
  if (written.late) return dropLate(app, errand);
  if (app.now() + timeoutMs + marginMs >= errand.leaseUntil) return;
  const ref = await platform.send(written.place, written.message, errand.key, signal);
  app.metrics.postSent(platform.name, 'sent');
  await settle(app, errand, 'sent', ref, written.next);
}

/** A platform that does not let us look cannot tell either. */
async function find(platform: Platform, { place }: Written, { key }: Held, signal: AbortSignal): Promise<Found> {
  try {
    return await platform.find(place, key, signal);
  } catch (error) {
    if (error instanceof PlatformError && isFinal(error)) return 'unknown';
    throw error;
  }
}

function isFinal({ code }: PlatformError): boolean {
  return code === 'forbidden' || code === 'gone';
}

/** Ends an errand; the round of a post that went out, or may have, is open from then on. */
async function settle(
  app: App,
  errand: Held,
  state: 'sent' | 'unknown' | 'dropped',
  ref: string | null = null,
  next?: NewErrand,
): Promise<void> {
  await app.store.transaction(async (tx) => {
    const ours = await settleErrand(tx, errand, { state, at: app.now() });
    if (ours && state !== 'dropped' && errand.kind === 'post' && errand.roundId !== null) {
      await openRound(tx, errand.roundId, ref);
    }
    if (ours && errand.kind === 'share' && errand.payload !== null && ref !== null) {
      await notePosted(tx, errand.payload, ref, app.now());
    }
    if (ours && next) await enqueue(tx, next, app.now());
  });
}

async function failed(app: App, errand: Held, error: unknown): Promise<void> {
  const about = { errand: errand.kind, round: errand.roundId, channel: errand.channelId, attempts: errand.attempts };
  if (!(error instanceof PlatformError)) {
    app.log.error({ err: error, ...about }, 'could not deliver');
    return errand.attempts >= triesAtMost
      ? settle(app, errand, 'dropped')
      : later(app, errand, 'internal error', undefined, false);
  }
  app.log.warn({ code: error.code, reason: error.message, ...about }, 'the platform refused a message');
  if (isFinal(error)) return error.certain ? giveUp(app, errand, error) : settle(app, errand, 'unknown');
  return later(app, errand, error.message, error.retryAfterMs, error.certain);
}

function later(app: App, errand: Held, trouble: string, waitMs: number | undefined, undone: boolean): Promise<void> {
  const backoff = backoffMs[Math.min(errand.attempts, backoffMs.length) - 1] ?? 0;
  return postponeErrand(app.db, errand, { readyAt: app.now() + (waitMs ?? backoff), trouble, undone });
}

/** The channel is gone or closed to us: a post that cannot be is no round, and its schedule pauses until an admin looks. */
async function giveUp(app: App, errand: Held, error: PlatformError): Promise<void> {
  await app.store.transaction(async (tx) => {
    const at = app.now();
    const ours = await settleErrand(tx, errand, { state: 'dropped', at, trouble: error.message });
    if (!ours || errand.kind !== 'post' || errand.channelId === null) return;
    await voidUnposted(app, tx, errand, at);
    const channel = await channelById(tx, errand.channelId);
    const schedule = await scheduleOf(tx, errand.channelId);
    if (!channel || !schedule) return;
    await pauseSchedule(tx, channel.id, 'trouble', at);
    const about = { teamId: channel.teamId, on: localDay(at, schedule.zone) };
    await tellAdmins(app, tx, about, { notice: 'trouble', channel: channel.name, trouble: error.message }, at);
  });
}

/** The time for a message is over, and it certainly does not stand: a round without its post does not count. */
async function dropLate(app: App, errand: Held): Promise<void> {
  await app.store.transaction(async (tx) => {
    const at = app.now();
    const ours = await settleErrand(tx, errand, { state: 'dropped', at });
    if (ours && errand.kind === 'post') await voidUnposted(app, tx, errand, at);
  });
}

/** A round that no channel ever saw does not count, even where its close came before that was known. */
async function voidUnposted(app: App, tx: Handle, errand: Held, at: number): Promise<void> {
  const round =
    errand.roundId === null ? undefined : await lockRound(tx, errand.roundId, app.store.dialect === 'postgres');
  if (!round || round.status === 'void') return;
  await voidRound(tx, round.id, neverPosted, at);
  if (round.status === 'closed') await recompute(tx, round);
}

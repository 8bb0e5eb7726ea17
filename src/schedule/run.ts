import cron from 'node-cron';
import type { App } from '../app.ts';
import { readWaiting } from '../reader/readings.ts';
import { noteAlive } from '../rounds/outage.ts';
import { nextErrandAt } from '../store/outbox.ts';
import { tick } from './jobs.ts';

export type Schedule = {
  /** No ring after this one; waits for a running tick. */
  stop(): Promise<void>;
};

/** An errand that was put off (a rate limit of 5 s, say) is tried at its time, but not more often than this. */
const shortestWaitMs = 1000;
const minuteMs = 60_000;

/**
 * Rings at once and then once a minute, in UTC: local times would be skipped in a daylight-saving gap. What is due, and
 * in whose zone, is the store's to say.
 * @param inTurn keeps ticks apart from whatever else moves time
 */
export function startSchedule(app: App, inTurn: (work: () => Promise<void>) => Promise<void>): Schedule {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  let waker: NodeJS.Timeout | undefined;
  let reading: Promise<void> | undefined;

  const ring = () => {
    // A tick that takes longer than a minute is not joined by a second one; the next ring finds what it left.
    if (stopped || busy) return running;
    busy = true;
    clearTimeout(waker);
    running = inTurn(async () => {
      await tick(app, app.now());
      await noteAlive(app);
    })
      .then(startReading)
      .then(wakeForErrands)
      .catch((err) => app.log.error({ err }, 'the schedule stumbled'))
      .finally(() => {
        busy = false;
      });
    return running;
  };

  /** Beside the ticks: a second reader that takes its time must hold up no post. */
  function startReading(): void {
    if (stopped) return;
    reading ??= readWaiting(app)
      .catch((err) => app.log.error({ err }, 'the second reading stumbled'))
      .finally(() => {
        reading = undefined;
      });
  }

  async function wakeForErrands(): Promise<void> {
    const readyAt = stopped ? undefined : await nextErrandAt(app.db);
    const wait = (readyAt ?? Number.POSITIVE_INFINITY) - app.now();
    if (wait < minuteMs) waker = setTimeout(ring, Math.max(wait, shortestWaitMs));
  }

  void ring();
  const task = cron.schedule('* * * * *', ring, { timezone: 'UTC', noOverlap: true });
  return {
    async stop() {
      stopped = true;
      clearTimeout(waker);
      await task.destroy();
      await running;
      await reading;
    },
  };
}

/** What the program does by the clock: a table of jobs. The store decides what is due; a job gets its instant, not "now". */

import type { App } from '../app.ts';
import { deliver } from '../posting/deliver.ts';
import { closeDue } from '../rounds/close.ts';
import { planDue } from '../rounds/plan.ts';
import { nextErrandAt } from '../store/outbox.ts';
import { eraseRemoved } from '../store/removals.ts';
import { nextCloseAt } from '../store/rounds.ts';
import { nextScheduleAt } from '../store/schedules.ts';
import { forgetRequests, requestsKeptMs } from '../store/seen-requests.ts';

const removedKeptMs = 30 * 24 * 3600_000;

type Job = { name: string; run(app: App, at: number): Promise<void> };

/**
 * In this order: a channel's open round is closed before its next one is planned. Sending begins while others are still
 * planned, or the first post of a wave would wait for the last plan.
 */
const jobs: readonly Job[] = [
  {
    name: 'close',
    async run(app, at) {
      for (const { round, outcome } of await closeDue(app, at)) {
        if (outcome === 'never-posted')
          app.log.warn({ round: round.id, channel: round.channelId }, 'round was never posted');
      }
    },
  },
  {
    name: 'plan and deliver',
    async run(app, at) {
      const planning = plan(app, at);
      try {
        await deliver(app, planning);
      } finally {
        await planning;
      }
    },
  },
  {
    name: 'forget',
    async run(app, at) {
      await forgetRequests(app.db, at - requestsKeptMs);
      const erased = await app.store.transaction((tx) => eraseRemoved(tx, at - removedKeptMs));
      if (erased.length > 0) app.log.info({ workspaces: erased }, 'erased what was removed a month ago');
    },
  },
];

async function plan(app: App, at: number): Promise<void> {
  for (const { channelId: channel, on, outcome } of await planDue(app, at)) {
    if (outcome === 'missed' || outcome === 'no-question') app.log.warn({ channel, on }, `posting ${outcome}`);
  }
}

/** Runs every job once. One that fails is logged and does not keep the next from running. */
export async function tick(app: App, at: number): Promise<void> {
  const started = performance.now();
  for (const job of jobs) {
    try {
      await job.run(app, at);
    } catch (err) {
      app.log.error({ err, job: job.name }, 'a job failed');
    }
  }
  app.metrics.tickDone((performance.now() - started) / 1000);
}

/** The earliest instant at which something is due; undefined when nothing is planned. */
export async function nextDueAt(app: App): Promise<number | undefined> {
  const instants = [await nextCloseAt(app.db), await nextScheduleAt(app.db), await nextErrandAt(app.db)];
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

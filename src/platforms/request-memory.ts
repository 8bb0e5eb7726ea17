/** Tells a request from its replay, at a price that nobody waiting for an answer feels. */

import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { noteSeen, wasSeen } from '../store/seen-requests.ts';

export type RequestMemory = {
  /**
   * Whether this is the first time the request comes; it is remembered from then on.
   * @param sentAt epoch milliseconds by the platform's clock, where it tells that
   */
  isFirst(request: string, sentAt?: number): Promise<boolean>;
  /** Writes down what is not written yet. */
  close(): Promise<void>;
};

/** How many requests are written at once. */
const batchSize = 500;
/** What was sent within this, before or after our own clock's now, is fresh. */
const freshMs = 20_000;
/** Requests stay in memory at least so long: as long as they are fresh, and be the platform's clock as much wrong. */
const keptMs = 60_000;

/**
 * On PostgreSQL, which replicas share, a request is written before it is handled. On SQLite, which one process has for
 * itself, each write would stop that process until the disk has it; there requests are written together a moment
 * later, and a crash forgets those of that moment. Nor is the store asked there for what is fresh and was sent since this
 * process began, for then nobody else can have handled it.
 */
export function createRequestMemory(
  { store, log, now }: { store: Store; log: Log; now(): number },
  writeAfterMs = 1000,
): RequestMemory {
  const unwritten = new Set<string>();
  const began = now();
  let [recent, older, recentFrom] = [new Set<string>(), new Set<string>(), began];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = undefined;
    const all = [...unwritten];
    for (let start = 0; start < all.length; start += batchSize) {
      const batch = all.slice(start, start + batchSize);
      await noteSeen(store.db, batch, now());
      for (const request of batch) unwritten.delete(request);
    }
  }

  function keep(request: string): void {
    if (now() - recentFrom > keptMs) [recent, older, recentFrom] = [new Set(), recent, now()];
    recent.add(request);
  }

  /** Whether all that was sent at this time and handled is still in memory; the clocks may differ by as much. */
  function isKnownHere(sentAt: number): boolean {
    return sentAt > began + freshMs && Math.abs(now() - sentAt) < freshMs;
  }

  function writeSoon(): void {
    timer ??= setTimeout(() => {
      writing = writing.then(write).catch((err) => log.error({ err }, 'could not remember requests'));
    }, writeAfterMs);
  }

  return {
    async isFirst(request, sentAt) {
      if (store.dialect === 'postgres') return (await noteSeen(store.db, [request], now())) === 1;
      if (unwritten.has(request) || recent.has(request) || older.has(request)) return false;
      keep(request);
      // Before the look into the store, so that a replay at the same moment finds it here.
      unwritten.add(request);
      if (!(sentAt !== undefined && isKnownHere(sentAt)) && (await wasSeen(store.db, request))) {
        unwritten.delete(request);
        return false;
      }
      writeSoon();
      return true;
    },

    async close() {
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}

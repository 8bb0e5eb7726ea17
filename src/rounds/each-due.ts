import { setImmediate } from 'node:timers/promises';
import type { App } from '../app.ts';

const batch = 200;
/** Few enough that who is at the door meanwhile waits for milliseconds. */
const sharingFlush = 8;

/**
 * Works off everything that is due, a batch at a time. One that fails is logged and passed over until the next run, so
 * that it holds up nobody behind it. On SQLite a few are handed in together, because transactions that meet share a flush
 * of the disk; they still run one after the other. On PostgreSQL they would run beside each other and meet at their team's
 * boards. Then whatever else waits gets its turn: SQLite answers at once, so a wave of thousands would otherwise keep
 * everybody who is at the door waiting to its end.
 * @param due fetches the first `limit` that are due now; what `work` did must no longer be among them
 * @param work one transaction
 */
export async function eachDue<T, R>(
  app: Pick<App, 'log' | 'store'>,
  { due, idOf, work }: { due(limit: number): Promise<T[]>; idOf(item: T): string; work(item: T): Promise<R> },
): Promise<R[]> {
  const together = app.store.dialect === 'sqlite' ? sharingFlush : 1;
  const done: R[] = [];
  const failed = new Set<string>();

  async function workOff(item: T): Promise<void> {
    try {
      done.push(await work(item));
    } catch (err) {
      failed.add(idOf(item));
      app.log.error({ err, item: idOf(item) }, 'could not do what was due');
    }
  }

  for (;;) {
    const items = (await due(batch + failed.size)).filter((item) => !failed.has(idOf(item)));
    if (items.length === 0) return done;
    for (let from = 0; from < items.length; from += together) {
      await Promise.all(items.slice(from, from + together).map(workOff));
      await setImmediate();
    }
  }
}

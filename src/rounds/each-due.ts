import { setImmediate } from 'node:timers/promises';
import type { App } from '../app.ts';

const batch = 200;

/**
 * Works off everything that is due, a batch at a time. One that fails is logged and passed over until the next run, so
 * that it holds up nobody behind it. After each, whatever else waits gets its turn: SQLite answers at once, so a wave of
 * thousands would otherwise keep everybody who is at the door waiting to its end.
 * @param due fetches the first `limit` that are due now; what `work` did must no longer be among them
 */
export async function eachDue<T, R>(
  app: Pick<App, 'log'>,
  { due, idOf, work }: { due(limit: number): Promise<T[]>; idOf(item: T): string; work(item: T): Promise<R> },
): Promise<R[]> {
  const done: R[] = [];
  const failed = new Set<string>();
  for (;;) {
    const items = (await due(batch + failed.size)).filter((item) => !failed.has(idOf(item)));
    if (items.length === 0) return done;
    for (const item of items) {
      try {
        done.push(await work(item));
      } catch (err) {
        failed.add(idOf(item));
        app.log.error({ err, item: idOf(item) }, 'could not do what was due');
      }
      await setImmediate();
    }
  }
}

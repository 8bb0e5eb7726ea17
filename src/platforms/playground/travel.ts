import { setImmediate } from 'node:timers/promises';
import type { App } from '../../app.ts';
import { nextDueAt, tick } from '../../schedule/jobs.ts';
import type { Clock } from './clock.ts';

/** An instant that is still due after so many ticks is not waited for any longer. */
const ticksAtMost = 3;

/** Moves time to `target` and handles every instant that is due on the way, in order, as if the server had been up. */
export async function travel(app: App, clock: Clock, target: number): Promise<void> {
  let lastDue = Number.NaN;
  let ticks = 0;
  for (;;) {
    const due = await nextDueAt(app);
    if (due === undefined || due > target) break;
    ticks = due === lastDue ? ticks + 1 : 1;
    lastDue = due;
    if (ticks > ticksAtMost) {
      app.log.warn({ due: new Date(due).toISOString() }, 'time travel leaves behind something that stays due');
      break;
    }
    const at = Math.max(clock.now(), due);
    await clock.forwardTo(due);
    await tick(app, at);
    // SQLite answers without ever letting other requests in between.
    await setImmediate();
  }
  await clock.forwardTo(target);
  await tick(app, clock.now());
}

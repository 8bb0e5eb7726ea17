/** Planning the rounds of 10,000 channels whose posts are due in the same minute, beside bare inserts of such rows. */

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { planDue } from '../src/rounds/plan.ts';
import { openFilled } from './app.ts';
import { preparePlan } from './bare-wave.ts';
import type { Bench } from './figure.ts';
import { ids, nextPostAt } from './fill.ts';
import { channels, figures, inSlices, size } from './wave.ts';

export const planBench: Bench = {
  name: 'plan',
  async run(folder) {
    const file = join(folder, 'plan.db');
    const app = await openFilled(file, size);
    const db = new Sqlite(file);
    try {
      for (const setting of ['synchronous = FULL', 'foreign_keys = ON']) db.pragma(setting);
      db.prepare('update schedules set next_on = null, next_at = null where channel_id >= ?').run(
        ids.channel(channels),
      );
      const pairs = await inSlices(app, preparePlan(db), async (sliced) => {
        const done = await planDue(sliced, nextPostAt);
        return done.filter(({ outcome }) => outcome === 'planned').length;
      });
      return figures('plan', pairs);
    } finally {
      db.close();
      await app.store.close();
    }
  },
};

/** Closing the rounds of 10,000 channels that are due in the same minute, beside bare writes of such rows. */

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { closeDue } from '../src/rounds/close.ts';
import { openFilled } from './app.ts';
import { prepareClose } from './bare-wave.ts';
import type { Bench } from './figure.ts';
import { liveCloseAt, openRounds } from './live-rounds.ts';
import { channels, figures, inSlices, size } from './wave.ts';

export const closeBench: Bench = {
  name: 'close',
  async run(folder) {
    const file = join(folder, 'close.db');
    const app = await openFilled(file, size);
    const db = new Sqlite(file);
    try {
      openRounds(db, app.bank.questions, channels);
      for (const setting of ['synchronous = FULL', 'foreign_keys = ON']) db.pragma(setting);
      const pairs = await inSlices(app, prepareClose(db, size.members), async (sliced) => {
        const done = await closeDue(sliced, liveCloseAt);
        return done.filter(({ outcome }) => outcome === 'closed').length;
      });
      return figures('close', pairs);
    } finally {
      db.close();
      await app.store.close();
    }
  },
};

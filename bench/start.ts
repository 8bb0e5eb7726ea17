/** From the start of the server's process to its first "ready", and its memory then: with a year behind it, and empty. */

import { join } from 'node:path';
import { openFilled } from './app.ts';
import type { Bench } from './figure.ts';
import type { Size } from './fill.ts';
import { median } from './pairs.ts';
import { type Started, startServer } from './server.ts';

const turns = 5;
const empty: Size = { teams: 0, members: 0, rounds: 0, days: [2] };
/** A year of three posts a week. */
const year: Size = { teams: 10_000, members: 1, rounds: 156, days: [2, 4, 6] };

export const startBench: Bench = {
  name: 'start',
  async run(folder) {
    const files = { empty: join(folder, 'empty.db'), full: join(folder, 'full.db') };
    for (const [file, size] of [
      [files.empty, empty],
      [files.full, year],
    ] as const)
      await (await openFilled(file, size)).store.close();
    // The first start of all sets the playground up, which the later ones find done.
    for (const file of Object.values(files)) await startServer(file);
    const pairs: { empty: Started; full: Started }[] = [];
    for (let turn = 0; turn < turns; turn += 1)
      pairs.push({ empty: await startServer(files.empty), full: await startServer(files.full) });
    const middle = (of: 'empty' | 'full', what: keyof Started) => median(pairs.map((pair) => pair[of][what]));
    const ratio = (what: keyof Started) => median(pairs.map(({ full, empty }) => full[what] / empty[what]));
    return [
      { name: 'start, empty database', value: middle('empty', 'readyMs'), unit: 'ms to ready' },
      {
        name: 'start, 10,000 channels and a year',
        value: middle('full', 'readyMs'),
        unit: 'ms to ready',
        ratio: ratio('readyMs'),
      },
      { name: 'start, memory when empty', value: middle('empty', 'megabytes'), unit: 'MB' },
      {
        name: 'start, memory with 10,000 channels',
        value: middle('full', 'megabytes'),
        unit: 'MB',
        ratio: ratio('megabytes'),
      },
    ];
  },
};

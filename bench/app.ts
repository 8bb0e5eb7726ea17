/** The program around a database file, with no chat around it: what the benches measure. */

import { fileURLToPath } from 'node:url';
import type { App } from '../src/app.ts';
import { loadBank } from '../src/bank/load.ts';
import { createLog } from '../src/log.ts';
import { createMetrics } from '../src/server/metrics.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { nextPostAt } from './fill.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const bank = await loadBank(fileURLToPath(new URL('../data', import.meta.url)));

/** @param file a path, made when it is not there, or `:memory:` */
export async function openApp(file: string): Promise<App> {
  const store = await openStore(file);
  await migrate(store, { folder: migrations, now: nextPostAt });
  let ids = 0;
  return {
    store,
    db: store.db,
    bank,
    platforms: new Map(),
    log: createLog({ level: 'silent', secrets: [], output: { write() {} } }),
    metrics: createMetrics(async () => 0),
    now: () => nextPostAt,
    newId: () => `made${String(ids++).padStart(16, '0')}`,
    admins: new Set(),
  };
}

/** The value, which a bench knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The bench expected something that is not there.');
  return value;
}

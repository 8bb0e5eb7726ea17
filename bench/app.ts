/** The program around a database file, with no chat around it: what the benches measure. */

import { fileURLToPath } from 'node:url';
import type { App } from '../src/app.ts';
import { loadBank } from '../src/bank/load.ts';
import { createLog } from '../src/log.ts';
import { type Question, toPublic } from '../src/quiz/question.ts';
import { createMetrics } from '../src/server/metrics.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { fill, nextPostAt, type Size } from './fill.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const bank = await loadBank(fileURLToPath(new URL('../data', import.meta.url)));

/** A question whose answer is one letter. */
export function letterQuestion(): Question {
  return present(bank.questions.find((question) => question.kind === 'choice' && !toPublic(question).several));
}

/** @param file made when it is not there */
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

/** The program around a database that is made anew and holds so much. */
export async function openFilled(file: string, size: Size): Promise<App> {
  const { store } = await openApp(file);
  await store.close();
  fill(file, size, bank.questions);
  return openApp(file);
}

/** The value, which a bench knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The bench expected something that is not there.');
  return value;
}

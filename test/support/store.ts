import type { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../src/store/migrate.ts';
import { type EngineName, openStore, type Store } from '../../src/store/open.ts';
import { migrationsFolder } from './paths.ts';
import { dropTables, emptyTables, startMigratedPglite, storeOver } from './pglite.ts';

export interface TestEngine {
  readonly name: EngineName;
  /**
   * A store with the tables of the real migrations and not a row in them. Close it at the end of the test: a store
   * left open fails the test file.
   */
  open(): Promise<Store>;
  /** A store without a single table; to be closed likewise. */
  openBare(): Promise<Store>;
}

const openStores = new Set<Store>();
const idleServers: PGlite[] = [];
const idleBareServers: PGlite[] = [];

export const sqlite: TestEngine = {
  name: 'sqlite',
  open: async () => watched(await openMigratedSqlite()),
  openBare: async () => watched(await openStore('file::memory:')),
};

export const postgres: TestEngine = {
  name: 'postgres',
  open: () => openPostgres(idleServers, emptyTables),
  openBare: () => openPostgres(idleBareServers, dropTables),
};

/**
 * The engines of the running vitest project, for `describe.each(engines)('… on $name', (engine) => …)`: SQLite with
 * `npm test`, PostgreSQL with `npm run test:postgres`, which runs the files that hold these words.
 */
export const engines: readonly TestEngine[] = [sqlite, postgres].filter(
  ({ name }) => name === (process.env.TEST_ENGINE ?? name),
);

async function openMigratedSqlite(): Promise<Store> {
  const store = await openStore('file::memory:');
  await migrate(store, { folder: migrationsFolder, now: 0 });
  return store;
}

/** One server serves the tests of a worker one after the other; a second one starts only for two stores at once. */
async function openPostgres(idle: PGlite[], clean: (server: PGlite) => Promise<void>): Promise<Store> {
  const server = idle.pop() ?? (await startMigratedPglite());
  await clean(server);
  return watched(await storeOver(server), () => idle.push(server));
}

/** Remembers a store until it is closed. For stores that a test opens by itself too. */
export function watched(store: Store, whenClosed?: () => void): Store {
  const seen: Store = {
    ...store,
    async close() {
      await store.close();
      if (openStores.delete(seen)) whenClosed?.();
    },
  };
  openStores.add(seen);
  return seen;
}

/** Closes what a test file left open, and fails it for that. Runs after every file (leaks.ts). */
export async function closeLeaks(): Promise<void> {
  const leaked = [...openStores];
  await Promise.all(leaked.map((store) => store.close()));
  if (leaked.length > 0) throw new Error(`${leaked.length} of the stores this file opened were never closed.`);
}

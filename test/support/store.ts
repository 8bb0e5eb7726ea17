import type { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { migrationsFolder } from './paths.ts';
import { emptyTables, startMigratedPglite, storeOver } from './pglite.ts';

/** For `describe.each(engines)('… on $name', (engine) => …)`. */
export interface TestEngine {
  readonly name: 'sqlite' | 'postgres';
  /**
   * A store with the tables of the real migrations and not a row in them. Close it at the end of the test: a store
   * left open fails the test file.
   */
  open(): Promise<Store>;
}

const openStores = new Set<Store>();
const idleServers: PGlite[] = [];
const servers: PGlite[] = [];

export const engines: readonly TestEngine[] = [
  { name: 'sqlite', open: async () => watched(await openMigratedSqlite()) },
  { name: 'postgres', open: openMigratedPostgres },
];

async function openMigratedSqlite(): Promise<Store> {
  const store = await openStore('file::memory:');
  await migrate(store, { folder: migrationsFolder, now: 0 });
  return store;
}

/** One server serves a file's tests one after the other; a second one starts only for two stores at once. */
async function openMigratedPostgres(): Promise<Store> {
  const idle = idleServers.pop();
  const server = idle ?? (await startMigratedPglite());
  if (idle === undefined) servers.push(server);
  else await emptyTables(server);
  return watched(await storeOver(server), () => idleServers.push(server));
}

function watched(store: Store, whenClosed?: () => void): Store {
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

afterAll(async () => {
  const leaked = [...openStores];
  await Promise.all(leaked.map((store) => store.close()));
  await Promise.all(servers.map((server) => server.close()));
  if (leaked.length > 0) throw new Error(`${leaked.length} of the stores this file opened were never closed.`);
});

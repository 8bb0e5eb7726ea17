import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { migrationState } from '../store/migrate.ts';
import { type DatabaseAddress, openStore, readDatabaseUrl, type Store } from '../store/open.ts';
import { CommandError } from './failure.ts';
import type { World } from './world.ts';

/** Where the database is, the path of a file made absolute. */
export function databaseAddress({ databaseUrl }: Pick<Config, 'databaseUrl'>, cwd: string): DatabaseAddress {
  const address = readDatabaseUrl(databaseUrl.reveal());
  if (address.dialect === 'postgres') return address;
  if (address.file === ':memory:') {
    throw new CommandError(
      'DATABASE_URL names a database in memory, which ends with its process; name a file instead.',
    );
  }
  return { dialect: 'sqlite', file: resolve(cwd, address.file) };
}

/** Opens a database, and makes the file of one that is not there. */
export function openAt(address: DatabaseAddress): Promise<Store> {
  return openStore(address.dialect === 'postgres' ? address.url : `file:${address.file}`);
}

/**
 * Runs `work` on the configured database, beside a server that may be using it, and closes it again.
 * @throws CommandError if there is none; StoreError if it cannot be opened
 */
export async function withDatabase<T>({ env, cwd }: World, work: (store: Store) => Promise<T>): Promise<T> {
  const address = databaseAddress(readConfig(env), cwd);
  if (address.dialect === 'sqlite' && !existsSync(address.file)) {
    throw new CommandError(
      `There is no database at ${address.file}; DATABASE_URL names it, and start or migrate makes it.`,
    );
  }
  const store = await openAt(address);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * As `withDatabase`, for work that relies on the present tables.
 * @throws CommandError also if the database is not up to date; StoreError `newer` if it is from a later version
 */
export function withTables<T>(world: World, work: (store: Store) => Promise<T>): Promise<T> {
  return withDatabase(world, async (store) => {
    const { pending } = await migrationState(store, world.migrations);
    if (pending.length > 0) {
      throw new CommandError(`The database lacks ${pending.join(', ')}; run migrate first.`);
    }
    return work(store);
  });
}

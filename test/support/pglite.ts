import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Dialect, PGliteAdapter, PGliteDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { migrate } from '../../src/store/migrate.ts';
import { assembleStore, type Store } from '../../src/store/open.ts';
import { exactNumber, explainPostgres, int8, numeric } from '../../src/store/postgres.ts';
import { cacheFolder, migrationsFolder, pgliteManifest } from './paths.ts';

/** The parsers are those of the real driver, so that a number read here is a number read in production. */
const parsers = { [int8]: exactNumber, [numeric]: exactNumber };

/** Starts an empty PostgreSQL inside this process. Takes some seconds. */
function startPglite(): Promise<PGlite> {
  return PGlite.create({ parsers });
}

/** Starts a PostgreSQL that holds the tables of the real migrations, from the copy made by the global set-up. */
export async function startMigratedPglite(): Promise<PGlite> {
  return PGlite.create({ parsers, loadDataDir: new Blob([await readFile(copyOfMigrated())]) });
}

/** A store over a running PostgreSQL; closing the store leaves the server running. */
export async function storeOver(server: PGlite): Promise<Store> {
  const shared = {
    get closed() {
      return server.closed;
    },
    get ready() {
      return server.ready;
    },
    waitReady: server.waitReady,
    query: server.query.bind(server),
    transaction: server.transaction.bind(server),
    close: async () => {},
  };
  const driver = new PGliteDriver({ pglite: shared });
  await driver.init();
  const dialect: Dialect = {
    createAdapter: () => new PGliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return assembleStore({
    name: 'postgres',
    file: undefined,
    dialect,
    driver,
    oneAtATime: true,
    explain: (error) => explainPostgres(error, 'The test server'),
  });
}

/** Empties every table but the list of migrations. Deleting from small tables is many times faster than `truncate`. */
export async function emptyTables(server: PGlite): Promise<void> {
  const names = await tableNames(server);
  const deletes = names.filter((name) => name !== 'migrations').map((name) => `delete from ${name};`);
  await server.exec(`set session_replication_role = replica; ${deletes.join(' ')} reset session_replication_role;`);
}

/** Leaves a server with no tables at all. */
export async function dropTables(server: PGlite): Promise<void> {
  await server.exec('drop schema public cascade; create schema public;');
}

async function tableNames(server: PGlite): Promise<string[]> {
  const { rows } = await server.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  return rows.map(({ name }) => name);
}

/** Makes the copy that `startMigratedPglite` loads, unless these very migrations were copied before. */
export async function copyMigrated(): Promise<void> {
  const copy = copyOfMigrated();
  if (existsSync(copy)) return;
  mkdirSync(cacheFolder, { recursive: true });
  const server = await startPglite();
  const store = await storeOver(server);
  await migrate(store, { folder: migrationsFolder, now: 0 });
  await store.close();
  const data = await server.dumpDataDir('none');
  await server.close();
  // Two runs at the same time must not read each other's half.
  const unfinished = `${copy}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await data.arrayBuffer()));
  renameSync(unfinished, copy);
  for (const old of readdirSync(cacheFolder).filter((file) => file.endsWith('.tar'))) {
    if (join(cacheFolder, old) !== copy) rmSync(join(cacheFolder, old), { force: true });
  }
}

function copyOfMigrated(): string {
  const hash = createHash('sha256').update(readFileSync(pgliteManifest));
  for (const file of readdirSync(migrationsFolder).sort()) {
    hash.update(file).update(readFileSync(join(migrationsFolder, file)));
  }
  return join(cacheFolder, `migrated-${hash.digest('hex').slice(0, 16)}.tar`);
}

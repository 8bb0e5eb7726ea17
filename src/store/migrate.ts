import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { StoreError } from './error.ts';
import type { Handle, Store } from './open.ts';
import { splitStatements } from './statements.ts';

/** One file of the migrations folder, `NNNN_name.sql`. */
interface Migration {
  /** The file name without `.sql`. */
  readonly name: string;
  /** SHA-256 of the text with line ends as LF, in hex: a checkout on Windows is no change. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

export interface MigrationState {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

export interface MigrateOptions {
  /** The folder of the numbered `.sql` files. */
  readonly folder: string;
  /** Epoch milliseconds, noted as the time of applying. */
  readonly now: number;
  /** Makes a verified copy of a SQLite file under this path, before it is changed. It may take the place of an older one. */
  readonly backup?: (path: string) => Promise<unknown>;
}

/**
 * Brings a database up to date: runs the files it has not seen, in order, each in a transaction of its own. A SQLite
 * file that holds something is first copied to `<file>.before-<number>.backup`. Several servers may migrate one
 * PostgreSQL database at once: they take turns, and each file runs once.
 *
 * @returns the names of the files that ran.
 * @throws StoreError `newer` if the database knows a migration that the folder lacks; `migration` if the folder has a
 *   gap, a duplicate or a bad name, if an applied file was changed, or if a statement fails, which leaves the database
 *   as it was before that file.
 */
export async function migrate(store: Store, { folder, now, backup }: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(folder);
  const next = remaining(migrations, await readApplied(store.db, store), store)[0];
  if (next === undefined) return [];
  if (backup !== undefined && store.file !== undefined && (await hasTables(store))) {
    await backup(`${store.file}.before-${next.name.slice(0, 4)}.backup`);
  }
  const ran: string[] = [];
  for (;;) {
    const name = await applyNext(store, migrations, now);
    if (name === undefined) return ran;
    ran.push(name);
  }
}

/**
 * Says which migrations a database has and lacks, without changing it.
 *
 * @throws StoreError as `migrate`, except for what only running the files can show.
 */
export async function migrationState(store: Store, folder: string): Promise<MigrationState> {
  const migrations = readMigrations(folder);
  const applied = await readApplied(store.db, store);
  const pending = remaining(migrations, applied, store).map(({ name }) => name);
  return { applied: applied.map(({ name }) => name), pending };
}

/** Reads the list again inside the transaction: another server may have been faster. */
async function applyNext(store: Store, migrations: readonly Migration[], now: number): Promise<string | undefined> {
  let current: { name: string; statement: string } | undefined;
  try {
    return await store.transaction(async (tx) => {
      if (store.dialect === 'postgres') await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
      await sql`create table if not exists migrations (
        name text primary key, checksum text not null, applied_at bigint not null
      )`.execute(tx);
      const next = remaining(migrations, await readApplied(tx, store), store)[0];
      if (next === undefined) return undefined;
      for (const statement of next.statements) {
        current = { name: next.name, statement };
        await sql.raw(statement).execute(tx);
      }
      await sql`insert into migrations (name, checksum, applied_at)
        values (${next.name}, ${next.checksum}, ${now})`.execute(tx);
      return next.name;
    });
  } catch (error) {
    // A full disk or a lost server is no fault of the migration and says so itself.
    if (error instanceof StoreError || current === undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const place = current.statement.replace(/\s+/g, ' ').slice(0, 80);
    throw new StoreError('migration', `Migration ${current.name} failed and was undone: ${reason}, in "${place}".`, {
      cause: error,
    });
  }
}

/** Any number that no other program on the same server uses for its advisory lock. */
const migrationLock = 7_240_113_859;

/** The migrations that are not applied yet, in order, once the applied ones are found to be those of the folder. */
function remaining(migrations: readonly Migration[], applied: readonly AppliedMigration[], store: Store): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new StoreError(
        'newer',
        `${store.file ?? 'The database'} was written by a newer version (it has migration ${name}); install that version, or go back to the backup from before it.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new StoreError(
        'migration',
        `Migration ${name} was changed after it ran on this database; restore the file and put the change into a new one.`,
      );
    }
  }
  const names = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !names.has(name));
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

async function readApplied(handle: Handle, store: Store): Promise<AppliedMigration[]> {
  if (!(await tableNames(handle, store)).includes('migrations')) return [];
  return (await sql<AppliedMigration>`select name, checksum from migrations order by name`.execute(handle)).rows;
}

async function hasTables(store: Store): Promise<boolean> {
  return (await tableNames(store.db, store)).length > 0;
}

async function tableNames(handle: Handle, { dialect }: Store): Promise<string[]> {
  const names =
    dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`
      : sql<{
          name: string;
        }>`select table_name as name from information_schema.tables where table_schema = current_schema()`;
  return (await names.execute(handle)).rows.map(({ name }) => name);
}

function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) throw new StoreError('migration', `There is no migrations folder at ${folder}.`);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file)) {
      throw new StoreError('migration', `${file} in ${folder} must be named like 0001_some_words.sql.`);
    }
    const expected = String(index + 1).padStart(4, '0');
    if (!file.startsWith(expected)) {
      throw new StoreError(
        'migration',
        `${folder} has ${file} where ${expected} is due; number the files without gaps.`,
      );
    }
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      name: file.slice(0, -'.sql'.length),
      checksum: createHash('sha256').update(text).digest('hex'),
      statements: splitStatements(text),
    };
  });
}

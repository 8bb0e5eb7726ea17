import { type DatabaseConnection, DefaultQueryExecutor, type Dialect, type Driver, Kysely, Transaction } from 'kysely';
import { type ConnectionRules, provideConnections } from './connections.ts';
import { StoreError } from './error.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
/** What query functions take: inside a transaction they must get the transaction. */
export type Handle = Kysely<Database> | Transaction<Database>;
export type EngineName = 'sqlite' | 'postgres';

export interface Store {
  readonly db: Db;
  readonly dialect: EngineName;
  /** The path of the SQLite file; undefined in memory and on PostgreSQL. */
  readonly file: string | undefined;
  /**
   * Commits what `run` did, or nothing if it throws. The outer `db` is refused inside; use the handle `run` gets.
   * On SQLite every transaction takes the write lock at its start, so none can fail half-way for want of it; and those
   * that meet share one commit. So `run` must wait for nothing but its own queries, least of all for another transaction.
   */
  transaction<T>(run: (tx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Waits for running queries, then lets go of the database. A second call does nothing. */
  close(): Promise<void>;
}

/** A database engine that is connected and ready, before Kysely is put on top. */
export interface Engine extends ConnectionRules {
  readonly name: EngineName;
  readonly file: string | undefined;
  readonly dialect: Dialect;
  /** Initialised already. */
  readonly driver: Driver;
}

export type DatabaseAddress =
  | { readonly dialect: 'sqlite'; readonly file: string }
  | { readonly dialect: 'postgres'; readonly url: string };

/**
 * Reads a DATABASE_URL: `file:quiz.db`, `file:///var/lib/quiz.db`, a plain path, `:memory:` or `file::memory:`, or
 * `postgres://user:password@host:5432/name`.
 *
 * @throws StoreError `unreadable` for any other scheme, for an empty address and for SQLite's `?` parameters.
 */
export function readDatabaseUrl(url: string): DatabaseAddress {
  const address = url.trim();
  if (/^postgres(ql)?:\/\//i.test(address)) return { dialect: 'postgres', url: address };
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  // A single letter before the colon is a Windows drive.
  if (scheme !== undefined && scheme !== 'file') {
    throw new StoreError('unreadable', `"${scheme}:" is not a database I know; use file:quiz.db or postgres://…`);
  }
  const file = address.replace(/^file:/i, '').replace(/^\/\/(localhost)?(?=\/)/i, '');
  if (file === '') throw new StoreError('unreadable', 'The database address is empty; use file:quiz.db, for example.');
  if (file.includes('?')) {
    throw new StoreError('unreadable', `The database address "${address}" has parameters after "?"; leave them out.`);
  }
  return { dialect: 'sqlite', file };
}

/**
 * Opens a database, without bringing it up to date (see `migrate`).
 *
 * @throws StoreError if it cannot be reached, read, written or is not a database.
 */
export async function openStore(url: string): Promise<Store> {
  const address = readDatabaseUrl(url);
  // Each driver is loaded only when it is used: pg costs a tenth of a second, better-sqlite3 a native library.
  if (address.dialect === 'sqlite') {
    const { connectSqlite } = await import('./sqlite.ts');
    return assembleStore(await connectSqlite(address.file));
  }
  const { connectPostgres } = await import('./postgres.ts');
  return assembleStore(await connectPostgres(address.url));
}

/** Puts Kysely on top of a connected engine. */
export function assembleStore(engine: Engine): Store {
  const { dialect, driver } = engine;
  const connections = provideConnections(driver, engine);
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), connections);
  const db = new Kysely<Database>({ config: { dialect }, dialect, driver, executor });
  const { grouped } = connections;

  function transactionOn(connection: DatabaseConnection): Transaction<Database> {
    const onlyThere = executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) });
    return new Transaction({ config: { dialect }, dialect, driver, executor: onlyThere });
  }

  return {
    db,
    dialect: engine.name,
    file: engine.file,
    transaction: grouped
      ? (run) => grouped((connection) => run(transactionOn(connection)))
      : (run) => db.transaction().execute((tx) => connections.inside(() => run(tx))),
    close: connections.close,
  };
}

import Sqlite from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { driverCode, StoreError, type StoreFault } from './error.ts';
import type { Savepoints } from './group-commit.ts';
import type { Engine } from './open.ts';

/** Milliseconds a statement waits for another process that writes. */
const busyTimeout = 5000;
/** Lists of different length make different texts, so the cache has an end; it then starts afresh. */
const cachedStatements = 500;

const faults: [pattern: RegExp, code: StoreFault, message: (file: string) => string][] = [
  [/^SQLITE_FULL/, 'full', (file) => `There is no room left to write ${file}; free some disk space and try again.`],
  [
    /^SQLITE_(READONLY|PERM)/,
    'read-only',
    (file) => `${file} cannot be written; give this user write access to the file and to its folder.`,
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'busy',
    (file) => `Another program kept ${file} locked for ${busyTimeout / 1000} seconds; stop it, then try again.`,
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    'damaged',
    (file) => `${file} is damaged or is not a database; put a backup in its place or name another file.`,
  ],
  [
    /^SQLITE_(IOERR|CANTOPEN)/,
    'unreadable',
    (file) => `${file} cannot be read or written; check that its folder exists, its permissions and the disk.`,
  ],
];

/** Turns an error of better-sqlite3 about the file into a StoreError that names it; gives back any other unchanged. */
export function explainSqlite(error: unknown, file: string): unknown {
  const reported = driverCode(error);
  if (reported === undefined) return error;
  const fault = faults.find(([pattern]) => pattern.test(reported));
  return fault === undefined ? error : new StoreError(fault[1], fault[2](file), { cause: error });
}

/**
 * Opens a SQLite file for reading and writing, makes it if it is not there, and sets what durability rests on:
 * write-ahead log, a flush at every commit, foreign keys.
 *
 * @throws StoreError if the file cannot be opened or written, or is no database.
 */
export async function connectSqlite(file: string): Promise<Engine> {
  const inMemory = file === ':memory:';
  const connection = openFile(file);
  try {
    prepareFile(connection, file, inMemory);
  } catch (error) {
    connection.close();
    throw explainSqlite(error, file);
  }
  const [only, savepoints] = [sqliteConnection(connection), sqliteSavepoints(connection)];
  const driver = sqliteDriver(connection, only, savepoints);
  return {
    name: 'sqlite',
    file: inMemory ? undefined : file,
    driver,
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new PlanOnceCompiler(),
    },
    oneAtATime: true,
    grouping: { connection: only, savepoints },
    explain: (error) => explainSqlite(error, file),
  };
}

function openFile(file: string): Sqlite.Database {
  try {
    return new Sqlite(file, { timeout: busyTimeout });
  } catch (error) {
    if (error instanceof TypeError) {
      throw new StoreError('unreadable', `The folder of ${file} does not exist; make it first.`, { cause: error });
    }
    throw explainSqlite(error, file);
  }
}

function prepareFile(connection: Sqlite.Database, file: string, inMemory: boolean): void {
  const journal = connection.pragma('journal_mode = WAL', { simple: true });
  if (journal !== (inMemory ? 'memory' : 'wal')) {
    throw new StoreError('unreadable', `${file} cannot keep a write-ahead log there; put it on a local disk.`);
  }
  // NORMAL, the usual companion of WAL, loses commits that were already acknowledged when the power fails.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  const settings = ['synchronous', 'foreign_keys'].map((name) => connection.pragma(name, { simple: true }));
  if (settings[0] !== 2 || settings[1] !== 1) {
    throw new StoreError('unreadable', `${file} did not accept the settings that keep commits safe (${settings}).`);
  }
  // Only an attempt tells whether the file can be written; better now than at the first answer.
  connection.exec('BEGIN IMMEDIATE; ROLLBACK');
}

function sqliteDriver(database: Sqlite.Database, connection: DatabaseConnection, savepoints: Savepoints): Driver {
  return {
    async init() {},
    async acquireConnection() {
      return connection;
    },
    async beginTransaction() {
      savepoints.begin();
    },
    async commitTransaction() {
      savepoints.commit();
    },
    async rollbackTransaction() {
      // A full disk makes SQLite roll back by itself; a second time would fail and hide the reason.
      if (savepoints.isOpen()) savepoints.rollback();
    },
    async releaseConnection() {},
    async destroy() {
      database.close();
    },
  };
}

function sqliteSavepoints(database: Sqlite.Database): Savepoints {
  const prepared = (sql: string) => {
    const statement = database.prepare(sql);
    return () => void statement.run();
  };
  const rollbackPart = prepared('ROLLBACK TO part');
  const release = prepared('RELEASE part');
  return {
    // Kysely's own driver begins deferred: two that read first and write later then fail with "busy" at once,
    // whatever the timeout.
    begin: prepared('BEGIN IMMEDIATE'),
    commit: prepared('COMMIT'),
    rollback: prepared('ROLLBACK'),
    save: prepared('SAVEPOINT part'),
    keep: release,
    undo() {
      rollbackPart();
      release();
    },
    isOpen: () => database.inTransaction,
  };
}

/**
 * A bare `?` may change how SQLite carries out a statement on several tables (its STAT4), so it plans such a statement
 * anew whenever a value is bound: that takes several times as long as to run it. It does not look behind a plus.
 */
class PlanOnceCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

interface CachedStatement {
  readonly statement: Sqlite.Statement;
  readonly reader: boolean;
}

function sqliteConnection(database: Sqlite.Database): DatabaseConnection {
  const statements = new Map<string, CachedStatement>();

  function prepare(sql: string): CachedStatement {
    const statement = database.prepare(sql);
    const prepared = { statement, reader: statement.reader };
    // A change of the schema makes the columns of kept statements stale.
    if (/^\s*(create|alter|drop)\b/i.test(sql)) statements.clear();
    else {
      if (statements.size >= cachedStatements) statements.clear();
      statements.set(sql, prepared);
    }
    return prepared;
  }

  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { statement, reader } = statements.get(sql) ?? prepare(sql);
      try {
        // It would be bound as NULL: an update that forgot its condition's value would quietly match nothing.
        if (parameters.includes(undefined)) throw new TypeError('undefined cannot be bound');
        if (reader) return { rows: statement.all(parameters) as R[] };
        return { numAffectedRows: BigInt(statement.run(parameters).changes), rows: [] };
      } catch (error) {
        throw explainParameters(error, sql, parameters);
      }
    },
    // biome-ignore lint/correctness/useYield: the interface asks for a generator, and this one refuses.
    async *streamQuery() {
      throw new Error('Streaming would hold the only connection; read in pages instead.');
    },
  };
}

/** better-sqlite3 says only that something cannot be bound; this says which parameter of which statement. */
function explainParameters(error: unknown, sql: string, parameters: readonly unknown[]): unknown {
  if (!(error instanceof TypeError)) return error;
  const index = parameters.findIndex((value) => !bindable(value));
  if (index < 0) return error;
  const value = parameters[index];
  const advice = typeof value === 'boolean' ? `store ${value ? 1 : 0}` : 'store text, a number, bytes or null';
  return new TypeError(
    `Parameter ${index + 1} has the type ${typeof value}, which SQLite cannot hold; ${advice}. Statement: ${sql}`,
    { cause: error },
  );
}

function bindable(value: unknown): boolean {
  return value === null || ['string', 'number', 'bigint'].includes(typeof value) || ArrayBuffer.isView(value);
}

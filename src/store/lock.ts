import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { driverCode, StoreError } from './error.ts';
import { explainSqlite } from './sqlite.ts';

/** The right to serve one database file. */
export interface Lock {
  /** Lets the next server in. A second call does nothing. */
  release(): void;
}

/** A connection that nobody refers to is closed by the garbage collector, and its lock would silently end. */
const held = new Set<Sqlite.Database>();

/**
 * Takes the right to serve a SQLite file, so that no two servers post the same question. It rests on a lock of the
 * operating system on `<database>.lock`, which ends with the process, however it ends: nothing has to be cleaned up.
 * Two paths to the same file meet at the same lock. Not for PostgreSQL or a database in memory.
 *
 * @throws StoreError `busy` if another process holds it; otherwise as for opening the database.
 */
export function holdLock(databaseFile: string): Lock {
  // The lock file itself must never be opened with node:fs: closing it there would drop the lock. Hence a second file.
  const lockFile = `${resolvedPath(databaseFile)}.lock`;
  const holderFile = `${lockFile}.pid`;
  const connection = openLockFile(lockFile);
  try {
    connection.exec('BEGIN EXCLUSIVE');
    writeFileSync(holderFile, `${process.pid}\n`);
  } catch (error) {
    connection.close();
    if (driverCode(error)?.startsWith('SQLITE_BUSY') !== true) throw explainSqlite(error, lockFile);
    throw new StoreError(
      'busy',
      `Another server is using ${databaseFile}${readHolder(holderFile)}; stop it first, or name another database.`,
      { cause: error },
    );
  }
  held.add(connection);
  return {
    release() {
      if (!held.delete(connection)) return;
      rmSync(holderFile, { force: true });
      connection.close();
    },
  };
}

function openLockFile(lockFile: string): Sqlite.Database {
  try {
    return new Sqlite(lockFile, { timeout: 0 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw explainSqlite(error, lockFile);
    throw new StoreError('unreadable', `The folder of ${lockFile} does not exist; make it first.`, { cause: error });
  }
}

function readHolder(holderFile: string): string {
  try {
    return ` (process ${readFileSync(holderFile, 'utf8').trim()})`;
  } catch {
    // The holder may be between taking the lock and writing its number.
    return '';
  }
}

function resolvedPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // The first start makes the database only after the lock.
    return inRealFolder(file);
  }
}

function inRealFolder(file: string): string {
  try {
    return join(realpathSync(dirname(file)), basename(file));
  } catch (error) {
    throw new StoreError('unreadable', `The folder of ${file} does not exist; make it first.`, { cause: error });
  }
}

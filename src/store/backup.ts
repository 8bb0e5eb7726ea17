import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { StoreError } from './error.ts';
import type { Store } from './open.ts';
import { explainSqlite } from './sqlite.ts';

export interface BackupOptions {
  /** Put the new copy in the place of an older one; without it an existing file is refused. */
  readonly replace?: boolean;
}

/**
 * Copies a SQLite database while it is in use into one file, as it is at this moment. The copy gets its name only
 * after it was read back and found whole, so a file of that name is always a good backup.
 *
 * @returns the size of the copy in bytes.
 * @throws StoreError `backup` on PostgreSQL, in memory, for an existing file and for a copy that is not whole; `full`,
 *   `read-only` or `unreadable` if the copy cannot be written.
 */
export async function backupTo(store: Store, file: string, { replace = false }: BackupOptions = {}): Promise<number> {
  if (store.dialect === 'postgres') {
    throw new StoreError('backup', 'This backs up SQLite files; for PostgreSQL use pg_dump.');
  }
  if (store.file === undefined) throw new StoreError('backup', 'A database in memory has no file to back up.');
  if (!replace && existsSync(file)) throw new StoreError('backup', `${file} is there already; name a new file.`);
  if (!existsSync(dirname(file))) {
    throw new StoreError('unreadable', `The folder of ${file} does not exist; make it first.`);
  }
  const unfinished = `${file}.unfinished`;
  try {
    discard(unfinished);
    await copy(store.file, unfinished);
    verify(unfinished);
    flush(unfinished);
    renameSync(unfinished, file);
    flush(dirname(file));
  } catch (error) {
    discard(unfinished);
    throw explainSqlite(error, file);
  }
  return statSync(file).size;
}

async function copy(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    // The open reading keeps one moment in view; without it every write to the database would start the copy over.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to);
  } finally {
    source.close();
  }
}

function verify(file: string): void {
  const copied = new Sqlite(file, { fileMustExist: true });
  try {
    // One file, without the companions of a write-ahead log.
    copied.pragma('journal_mode = DELETE');
    const found = copied.pragma('integrity_check', { simple: true });
    if (found !== 'ok') {
      throw new StoreError('backup', `The copy is not whole (${found}), so there is no backup; check the disk.`);
    }
  } finally {
    copied.close();
  }
}

/** Makes a finished file, or the names in a folder, outlast a power failure. */
function flush(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function discard(unfinished: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
}

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { backupTo } from '../../src/store/backup.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { startChild } from '../support/child.ts';
import { temporaryFolder } from '../support/folder.ts';
import { engines, postgres, watched } from '../support/store.ts';

async function openFile(file: string): Promise<Store> {
  return watched(await openStore(file));
}

async function withNumbers(file: string, count: number): Promise<Store> {
  const store = await openFile(file);
  await sql`create table numbers (value bigint primary key, twin bigint)`.execute(store.db);
  await store.transaction(async (tx) => {
    for (let n = 1; n <= count; n += 1) await sql`insert into numbers values (${n}, ${n})`.execute(tx);
  });
  return store;
}

async function readNumbers(file: string): Promise<{ n: number; top: number; torn: number } | undefined> {
  const copy = await openFile(file);
  const { rows } = await sql<{ n: number; top: number; torn: number }>`
    select count(*) as n, max(value) as top, count(*) filter (where twin <> value) as torn from numbers`.execute(
    copy.db,
  );
  await copy.close();
  return rows[0];
}

describe('A backup', () => {
  it('is one file that holds every commit, also those still in the write-ahead log', async () => {
    const folder = temporaryFolder();
    const store = await withNumbers(join(folder, 'quiz.db'), 500);
    const copy = join(folder, 'copy.backup');
    expect(await backupTo(store, copy)).toBe(statSync(copy).size);
    await store.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.backup']);
    expect(await readNumbers(copy)).toEqual({ n: 500, top: 500, torn: 0 });
  });

  it('is one moment of a database that another process keeps writing to', async () => {
    const folder = temporaryFolder();
    const database = join(folder, 'quiz.db');
    const writer = startChild(new URL('./child-write.ts', import.meta.url), [database]);
    for (let n = 0; n < 50; n += 1) await writer.line();
    const store = await openFile(database);
    await backupTo(store, join(folder, 'copy.backup'));
    await store.close();
    await writer.kill();
    const found = await readNumbers(join(folder, 'copy.backup'));
    expect(found?.n).toBeGreaterThanOrEqual(50);
    expect(found).toEqual({ n: found?.top, top: found?.top, torn: 0 });
  });

  it('can be made in the middle of a transaction and leaves out what is not committed', async () => {
    const folder = temporaryFolder();
    const store = await withNumbers(join(folder, 'quiz.db'), 3);
    await store.transaction(async (tx) => {
      await sql`insert into numbers values (4, 4)`.execute(tx);
      await backupTo(store, join(folder, 'copy.backup'));
    });
    await store.close();
    expect((await readNumbers(join(folder, 'copy.backup')))?.n).toBe(3);
  });

  it('does not take the place of an existing file unless told to', async () => {
    const folder = temporaryFolder();
    const store = await withNumbers(join(folder, 'quiz.db'), 1);
    const copy = join(folder, 'copy.backup');
    writeFileSync(copy, 'precious');
    await expect(backupTo(store, copy)).rejects.toThrow(`${copy} is there already; name a new file.`);
    expect(readFileSync(copy, 'utf8')).toBe('precious');
    await backupTo(store, copy, { replace: true });
    await store.close();
    expect((await readNumbers(copy))?.n).toBe(1);
  });

  it('of a damaged database is refused and leaves no file behind', async () => {
    const folder = temporaryFolder();
    const database = join(folder, 'quiz.db');
    await (await withNumbers(database, 2000)).close();
    writeFileSync(database, readFileSync(database).fill(0xff, 8192, 12288));
    const store = await openFile(database);
    const copy = join(folder, 'copy.backup');
    await expect(backupTo(store, copy)).rejects.toMatchObject({ name: 'StoreError' });
    await store.close();
    expect(existsSync(copy)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
  });

  it('says that a folder is missing, and that a database in memory has no file', async () => {
    const folder = temporaryFolder();
    const store = await withNumbers(join(folder, 'quiz.db'), 1);
    await expect(backupTo(store, join(folder, 'no', 'copy.backup'))).rejects.toThrow(/folder of .* does not exist/);
    await store.close();
    const inMemory = await openFile(':memory:');
    await expect(backupTo(inMemory, join(folder, 'copy.backup'))).rejects.toMatchObject({ code: 'backup' });
    await inMemory.close();
  });
});

describe.runIf(engines.includes(postgres))('PostgreSQL', () => {
  it('is left to pg_dump', async () => {
    const store = await postgres.openBare();
    await expect(backupTo(store, 'copy.backup')).rejects.toThrow(/use pg_dump/);
    await store.close();
  });
});

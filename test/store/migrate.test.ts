import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { backupTo } from '../../src/store/backup.ts';
import { migrate, migrationState } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/folder.ts';
import { migrationsFolder } from '../support/paths.ts';
import { engines, watched } from '../support/store.ts';

const now = Date.UTC(2026, 10, 24, 9);
const first = `create table teams (id text primary key); insert into teams values ('a;b');\n`;
const second = 'alter table teams add column name text;\n-- done; truly\n';

function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function teams(store: Store): Promise<unknown[]> {
  return (await sql`select * from teams order by id`.execute(store.db)).rows;
}

describe.each(engines)('Migrating $name', (engine) => {
  it('runs each file once, in order, and notes when', async () => {
    const store = await engine.openBare();
    const folder = folderOf({ '0001_teams.sql': first, '0002_names.sql': second });
    expect(await migrationState(store, folder)).toEqual({ applied: [], pending: ['0001_teams', '0002_names'] });
    expect(await migrate(store, { folder, now })).toEqual(['0001_teams', '0002_names']);
    expect(await migrate(store, { folder, now: now + 1 })).toEqual([]);
    expect(await migrationState(store, folder)).toEqual({ applied: ['0001_teams', '0002_names'], pending: [] });
    expect(await teams(store)).toEqual([{ id: 'a;b', name: null }]);
    const { rows } = await sql`select name, applied_at from migrations order by name`.execute(store.db);
    expect(rows).toEqual([
      { name: '0001_teams', applied_at: now },
      { name: '0002_names', applied_at: now },
    ]);
    await store.close();
  });

  it('applies the migrations of this project, and finds them applied afterwards', async () => {
    const store = await engine.openBare();
    const ran = await migrate(store, { folder: migrationsFolder, now });
    expect(ran[0]).toMatch(/^0001_/);
    expect(await migrationState(store, migrationsFolder)).toEqual({ applied: ran, pending: [] });
    await store.close();
  });

  it('runs each file once when two start together', async () => {
    const store = await engine.openBare();
    const folder = folderOf({ '0001_teams.sql': first, '0002_names.sql': second });
    const ran = await Promise.all([migrate(store, { folder, now }), migrate(store, { folder, now })]);
    expect(ran.flat().sort()).toEqual(['0001_teams', '0002_names']);
    await store.close();
  });

  it('undoes the whole file when a statement fails, says which, and goes on from there once it is mended', async () => {
    const store = await engine.openBare();
    const broken = `${second}insert into teams (id) values ('b'); insert into nowhere values (1);`;
    const folder = folderOf({ '0001_teams.sql': first, '0002_names.sql': broken });
    await expect(migrate(store, { folder, now })).rejects.toMatchObject({
      code: 'migration',
      message: expect.stringMatching(/^Migration 0002_names failed and was undone: .*nowhere.*"insert into nowhere/),
    });
    expect(await teams(store)).toEqual([{ id: 'a;b' }]);
    writeFileSync(join(folder, '0002_names.sql'), second);
    expect(await migrate(store, { folder, now })).toEqual(['0002_names']);
    await store.close();
  });

  it('refuses a database from a newer version, naming what it does not know', async () => {
    const store = await engine.openBare();
    const folder = folderOf({ '0001_teams.sql': first, '0002_names.sql': second });
    await migrate(store, { folder, now });
    rmSync(join(folder, '0002_names.sql'));
    const newer = { code: 'newer', message: expect.stringMatching(/newer version \(it has migration 0002_names\)/) };
    await expect(migrate(store, { folder, now })).rejects.toMatchObject(newer);
    await expect(migrationState(store, folder)).rejects.toMatchObject(newer);
    await store.close();
  });

  it('refuses a file that was changed after it ran, but not for its line ends', async () => {
    const store = await engine.openBare();
    const folder = folderOf({ '0001_teams.sql': first });
    await migrate(store, { folder, now });
    writeFileSync(join(folder, '0001_teams.sql'), first.replaceAll('\n', '\r\n'));
    expect(await migrate(store, { folder, now })).toEqual([]);
    writeFileSync(join(folder, '0001_teams.sql'), `${first}\n-- better`);
    await expect(migrate(store, { folder, now })).rejects.toThrow(/Migration 0001_teams was changed after it ran/);
    await store.close();
  });
});

describe('A migrations folder', () => {
  it.each([
    ['starts late', { '0002_names.sql': second }, /0002_names\.sql where 0001 is due/],
    ['has a gap', { '0001_teams.sql': first, '0003_names.sql': second }, /0003_names\.sql where 0002 is due/],
    ['has a number twice', { '0001_teams.sql': first, '0001_names.sql': second }, /0001_teams\.sql where 0002 is due/],
    ['has a bad name', { '1-teams.sql': first }, /1-teams\.sql in .* must be named like 0001_some_words\.sql/],
  ])('that %s is refused', async (_, files, message) => {
    const store = watched(await openStore(':memory:'));
    await expect(migrate(store, { folder: folderOf(files), now })).rejects.toThrow(message);
    await store.close();
  });

  it('that is missing is refused', async () => {
    const store = watched(await openStore(':memory:'));
    const folder = join(temporaryFolder(), 'migrations');
    await expect(migrate(store, { folder, now })).rejects.toThrow(`There is no migrations folder at ${folder}.`);
    await store.close();
  });
});

describe('Before a SQLite file is changed', () => {
  it('a checked copy is made beside it, unless there is nothing to lose or nothing to do', async () => {
    const file = join(temporaryFolder(), 'quiz.db');
    const store = watched(await openStore(file));
    const backup = (path: string) => backupTo(store, path, { replace: true });
    const folder = folderOf({ '0001_teams.sql': first });
    await migrate(store, { folder, now, backup });
    await migrate(store, { folder, now, backup });
    expect(existsSync(`${file}.before-0001.backup`)).toBe(false);
    writeFileSync(join(folder, '0002_names.sql'), second);
    await migrate(store, { folder, now, backup });
    await store.close();
    const copy = watched(await openStore(`${file}.before-0002.backup`));
    expect(await teams(copy)).toEqual([{ id: 'a;b' }]);
    await copy.close();
  });

  it('nothing is changed if the copy cannot be made', async () => {
    const store = watched(await openStore(join(temporaryFolder(), 'quiz.db')));
    const folder = folderOf({ '0001_teams.sql': first });
    await migrate(store, { folder, now });
    writeFileSync(join(folder, '0002_names.sql'), second);
    const backup = () => Promise.reject(new Error('no room'));
    await expect(migrate(store, { folder, now, backup })).rejects.toThrow('no room');
    expect(await teams(store)).toEqual([{ id: 'a;b' }]);
    await store.close();
  });
});

import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { startChild } from '../support/child.ts';
import { temporaryFolder } from '../support/folder.ts';
import { migrationsFolder } from '../support/paths.ts';
import { watched } from '../support/store.ts';
import { operator } from './operator.ts';
import { addCrew } from './team.ts';

/** The real migrations and one more. */
function laterVersion(): { folder: string; name: string } {
  const folder = join(temporaryFolder(), 'migrations');
  cpSync(migrationsFolder, folder, { recursive: true });
  const number = String(readdirSync(folder).length + 1).padStart(4, '0');
  writeFileSync(join(folder, `${number}_later.sql`), 'CREATE TABLE later (id TEXT PRIMARY KEY);');
  return { folder, name: `${number}_later` };
}

describe('migrate', () => {
  it('makes the database, says what it applied, and has nothing to do after that', async () => {
    const { runs, database } = operator();
    const first = await runs('migrate');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(
      /^Applied 0001_initial\.\n(Applied .*\n)*The database is up to date: \d+ migrations?\.\n$/,
    );
    expect(existsSync(database)).toBe(true);
    expect((await runs('migrate')).out).toBe('The database is up to date: nothing to do.\n');
  });

  it('copies a database that holds something before it changes it', async () => {
    const later = laterVersion();
    const { runs, database, opens } = operator({ migrations: later.folder });
    await (await opens()).close();
    const copy = `${database}.before-${later.name.slice(0, 4)}.backup`;
    expect(await runs('migrate')).toEqual({
      code: 0,
      out: `Copied the database to ${copy}.\nApplied ${later.name}.\nThe database is up to date: 1 migration.\n`,
      err: '',
    });
    expect(existsSync(copy)).toBe(true);
  });

  it('is refused with the reason while another process holds the lock, which teams needs not', async () => {
    const { runs, database } = operator();
    await runs('migrate');
    const holder = startChild(new URL('../store/child-hold-lock.ts', import.meta.url), [database]);
    expect(await holder.line()).toBe('held');
    expect(await runs('migrate')).toEqual({
      code: 1,
      out: '',
      err: `Another server is using ${database} (process ${holder.pid}); stop it first, or name another database.\n`,
    });
    expect(await runs('teams')).toEqual({ code: 0, out: 'No team is here yet.\n', err: '' });
    await holder.kill();
    expect((await runs('migrate')).code).toBe(0);
  });

  it('lets go of the lock when it fails', async () => {
    const { runs } = operator({ migrations: join(temporaryFolder(), 'none') });
    const first = await runs('migrate');
    expect(first.code).toBe(1);
    expect(first.err).toMatch(/^There is no migrations folder at [^\n]*\n$/);
    expect(await runs('migrate')).toEqual(first);
  });

  it('has nothing to do in memory, and says so', async () => {
    const { code, err } = await operator({ env: { DATABASE_URL: 'file::memory:' } }).runs('migrate');
    expect([code, err]).toEqual([1, expect.stringMatching(/^DATABASE_URL names a database in memory[^\n]*\n$/)]);
  });
});

describe('A database of another version', () => {
  const needing = ['teams', 'export slack:T1', 'erase slack:T1:U1 --yes'];

  it.each(needing)('sends %s to migrate when it is older', async (line) => {
    const later = laterVersion();
    const { runs, opens } = operator({ migrations: later.folder });
    await (await opens()).close();
    expect(await runs(line)).toEqual({
      code: 1,
      out: '',
      err: `The database lacks ${later.name}; run migrate first.\n`,
    });
  });

  it.each([...needing, 'migrate'])('stops %s when it is newer', async (line) => {
    const { runs, opens } = operator();
    const store = await opens();
    await sql`insert into migrations values ('9999_future', 'x', 0)`.execute(store.db);
    await store.close();
    const { code, out, err } = await runs(line);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^\S+quiz\.db was written by a newer version \(it has migration 9999_future\)[^\n]*\n$/);
  });

  it.each([...needing, 'backup copy.db'])('that is not there is not made by %s', async (line) => {
    const { runs, database } = operator();
    const { code, err } = await runs(line);
    expect([code, err]).toEqual([1, expect.stringMatching(/^There is no database at \S+quiz\.db; [^\n]*\n$/)]);
    expect(existsSync(database)).toBe(false);
  });
});

describe('backup', () => {
  it('writes a copy that opens with all that was there, and never over another file', async () => {
    const { runs, folder, opens } = operator();
    const store = await opens();
    await addCrew(store);
    const first = await runs('backup copy.backup');
    await store.close();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^Copied the database to \S+copy\.backup \([\d.]+ [kM]B\) and found the copy whole\.\n$/);
    const copy = watched(await openStore(`file:${join(folder, 'copy.backup')}`));
    expect(await copy.db.selectFrom('members').select('name').orderBy('name').execute()).toEqual([
      { name: 'Ann' },
      { name: 'Bob' },
    ]);
    await copy.close();
    expect(await runs('backup copy.backup')).toEqual({
      code: 1,
      out: '',
      err: `${join(folder, 'copy.backup')} is there already; name a new file.\n`,
    });
  });
});

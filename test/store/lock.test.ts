import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdLock } from '../../src/store/lock.ts';
import { openStore } from '../../src/store/open.ts';
import { type Child, startChild } from '../support/child.ts';
import { temporaryFolder } from '../support/folder.ts';

async function startHolder(database: string): Promise<Child> {
  const holder = startChild(new URL('./child-hold-lock.ts', import.meta.url), [database]);
  expect(await holder.line()).toBe('held');
  return holder;
}

describe('The lock beside a database', () => {
  it('refuses a second server, naming the process of the first, until the first is killed', async () => {
    const database = join(temporaryFolder(), 'quiz.db');
    const holder = await startHolder(database);
    expect(() => holdLock(database)).toThrow(
      `Another server is using ${database} (process ${holder.pid}); stop it first, or name another database.`,
    );
    expect(() => holdLock(database)).toThrow(expect.objectContaining({ code: 'busy' }));
    await holder.kill();
    holdLock(database).release();
  });

  it('refuses a second holder in the same process, and lets it in after the release', () => {
    const database = join(temporaryFolder(), 'quiz.db');
    const lock = holdLock(database);
    expect(() => holdLock(database)).toThrow(`(process ${process.pid})`);
    lock.release();
    lock.release();
    holdLock(database).release();
  });

  it('is one lock for two paths to the same folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'alias'));
    const lock = holdLock(join(folder, 'real', 'quiz.db'));
    expect(() => holdLock(join(folder, 'alias', 'quiz.db'))).toThrow(/Another server is using/);
    lock.release();
  });

  it('leaves the database itself open to others', async () => {
    const database = join(temporaryFolder(), 'quiz.db');
    const lock = holdLock(database);
    const store = await openStore(database);
    await store.transaction(async () => {});
    await store.close();
    lock.release();
  });

  it('says that the folder is missing', () => {
    const database = join(temporaryFolder(), 'no', 'quiz.db');
    expect(() => holdLock(database)).toThrow(/The folder of .*quiz\.db does not exist; make it first\./);
  });
});

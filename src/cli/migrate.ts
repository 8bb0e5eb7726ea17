import { defineCommand } from 'citty';
import { countOf } from '../bank/fault.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../store/migrate.ts';
import { databaseAddress, openAt } from './database.ts';
import type { World } from './world.ts';

export const migrateCommand = (world: World) =>
  defineCommand({
    meta: { name: 'migrate', description: 'Bring the database up to date; start does so too' },
    run: () => bringUpToDate(world),
  });

async function bringUpToDate({ env, cwd, migrations: folder, now, out }: World): Promise<number> {
  const address = databaseAddress(readConfig(env), cwd);
  // Loaded only when used, as the store does: both bring the native library of SQLite.
  const [{ holdLock }, { backupTo }] = await Promise.all([import('../store/lock.ts'), import('../store/backup.ts')]);
  const lock = address.dialect === 'sqlite' ? holdLock(address.file) : undefined;
  try {
    const store = await openAt(address);
    try {
      const backup = async (path: string) => {
        await backupTo(store, path, { replace: true });
        out(`Copied the database to ${path}.\n`);
      };
      const applied = await migrate(store, { folder, now: now(), backup });
      for (const name of applied) out(`Applied ${name}.\n`);
      out(
        `The database is up to date: ${applied.length === 0 ? 'nothing to do' : countOf(applied.length, 'migration')}.\n`,
      );
      return 0;
    } finally {
      await store.close();
    }
  } finally {
    lock?.release();
  }
}

import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { withDatabase } from './database.ts';
import { sizeText } from './table.ts';
import type { World } from './world.ts';

export const backupCommand = (world: World) =>
  defineCommand({
    meta: { name: 'backup', description: 'Copy the SQLite database while it is in use, and check the copy' },
    args: { file: { type: 'positional', required: true, description: 'The new file; an existing one is refused' } },
    async run({ args }) {
      const file = resolve(world.cwd, args.file);
      const { backupTo } = await import('../store/backup.ts');
      // Also a database of another version: before an upgrade is when a copy is wanted.
      const size = await withDatabase(world, (store) => backupTo(store, file));
      world.out(`Copied the database to ${file} (${sizeText(size)}) and found the copy whole.\n`);
      return 0;
    },
  });

import { join } from 'node:path';
import { runCli } from '../../src/cli/index.ts';
import type { World } from '../../src/cli/world.ts';
import type { Config } from '../../src/config.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/folder.ts';
import { migrationsFolder } from '../support/paths.ts';
import { watched } from '../support/store.ts';

export const noon = Date.UTC(2026, 10, 24, 12);

type Ended = { code: number; out: string; err: string };

/** Somebody at a terminal, in an empty folder of their own with the database `quiz.db`. */
export type Operator = {
  folder: string;
  database: string;
  /** Configurations that `start` was called with. */
  started: Config[];
  /** Runs one command line, its words parted by blanks. */
  runs(line: string): Promise<Ended>;
  /** The database itself, brought up to date; to be closed before the end of the test. */
  opens(): Promise<Store>;
};

export function operator(surroundings: Partial<Pick<World, 'env' | 'now' | 'migrations' | 'start'>> = {}): Operator {
  const folder = temporaryFolder();
  const { env = {}, now = () => noon, migrations = migrationsFolder } = surroundings;
  const started: Config[] = [];
  return {
    folder,
    database: join(folder, 'quiz.db'),
    started,
    async runs(line) {
      const ended = { code: 0, out: '', err: '' };
      ended.code = await runCli(line.split(' ').filter(Boolean), {
        env: { DATABASE_URL: 'file:quiz.db', ...env },
        cwd: folder,
        stdin: (async function* nothing() {})(),
        out(text) {
          ended.out += text;
        },
        err(text) {
          ended.err += text;
        },
        now,
        random: () => 0.5,
        migrations,
        async start(config) {
          started.push(config);
          await surroundings.start?.(config);
        },
      });
      return ended;
    },
    async opens() {
      const store = watched(await openStore(`file:${join(folder, 'quiz.db')}`));
      await migrate(store, { folder: migrationsFolder, now: 0 });
      return store;
    },
  };
}

export async function collected<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import { readBank } from '../bank/read.ts';
import type { Config } from '../config.ts';
import { StoreError } from '../store/error.ts';
import { migrationState } from '../store/migrate.ts';
import type { Store } from '../store/open.ts';
import { changedUnderVersion } from '../store/questions.ts';
import { databaseAddress, openAt } from './database.ts';
import { clockFinding } from './doctor-clock.ts';
import { CommandError } from './failure.ts';
import type { Finding } from './finding.ts';
import { sizeText } from './table.ts';
import type { World } from './world.ts';

const about = 'database';
/** Room for the write-ahead log and some weeks of answers. */
const leastFreeBytes = 100_000_000;

/** What there is to say about the configured database; opening it shows that it can be reached, read and written. */
export async function* databaseFindings(world: World, config: Config): AsyncGenerator<Finding> {
  try {
    const address = databaseAddress(config, world.cwd);
    if (address.dialect === 'sqlite' && !existsSync(address.file)) {
      yield await absentFinding(address.file);
      return;
    }
    const store = await openAt(address);
    try {
      yield* storeFindings(store, world);
      yield* versionFindings(store, world, config);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof CommandError)) throw error;
    yield { level: 'wrong', about, said: error.message };
  }
}

async function absentFinding(file: string): Promise<Finding> {
  try {
    await access(dirname(file), constants.W_OK);
    return { level: 'ok', about, said: `${file} is not there yet; start makes it` };
  } catch {
    return { level: 'wrong', about, said: `${file} cannot be made; make its folder and let this user write to it` };
  }
}

/** What there is to say about a database that is open. */
export async function* storeFindings(
  store: Store,
  { migrations, now }: Pick<World, 'migrations' | 'now'>,
): AsyncGenerator<Finding> {
  yield store.dialect === 'sqlite' ? await journalFinding(store) : await primaryFinding(store);
  if (store.file !== undefined) yield await roomFinding(store.file);
  if (store.dialect === 'sqlite') yield await wholeFinding(store);
  const { applied, pending } = await migrationState(store, migrations);
  if (pending.length > 0) {
    yield { level: 'warn', about, said: `lacks ${pending.join(', ')}; migrate or start brings it up to date` };
    return;
  }
  yield { level: 'ok', about, said: `up to date with ${applied.at(-1)}` };
  yield await clockFinding(store.db, now());
}

/** A text that changed under its version is never asked: rounds ask what was kept under it. */
async function* versionFindings(store: Store, { migrations, cwd }: World, config: Config): AsyncGenerator<Finding> {
  if ((await migrationState(store, migrations)).pending.length > 0) return;
  const { questions } = await readBank(resolve(cwd, config.bankFolder));
  for (const { id, version } of await changedUnderVersion(store.db, questions)) {
    const said = `${id} was asked with another text as version ${version}; give it version ${version + 1}, or the old text is asked again`;
    yield { level: 'warn', about: 'bank', said };
  }
}

async function journalFinding(store: Store): Promise<Finding> {
  const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(store.db);
  return { level: 'ok', about, said: `${store.file} can be read and written, journal ${rows[0]?.journal_mode}` };
}

async function primaryFinding(store: Store): Promise<Finding> {
  const { rows } = await sql<{ setting: string }>`
    select current_setting('transaction_read_only') as setting`.execute(store.db);
  return rows[0]?.setting === 'on'
    ? { level: 'wrong', about, said: 'takes no writes; give DATABASE_URL the address of the primary' }
    : { level: 'ok', about, said: 'PostgreSQL can be read and written' };
}

/** A migration first makes a copy, so there must be room for a second database. */
async function roomFinding(file: string): Promise<Finding> {
  const [{ bavail, bsize }, { size }] = await Promise.all([statfs(dirname(file)), stat(file)]);
  const said = `${sizeText(size)}, ${sizeText(bavail * bsize)} free on its disk`;
  return bavail * bsize > size + leastFreeBytes
    ? { level: 'ok', about, said }
    : { level: 'warn', about, said: `${said}; a migration's copy needs more` };
}

async function wholeFinding(store: Store): Promise<Finding> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(store.db);
  const found = rows[0]?.quick_check;
  return found === 'ok'
    ? { level: 'ok', about, said: 'whole, by a quick check' }
    : { level: 'wrong', about, said: `not whole (${found}); stop the server and put a backup in its place` };
}

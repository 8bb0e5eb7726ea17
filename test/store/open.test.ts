import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openStore, readDatabaseUrl, type Store } from '../../src/store/open.ts';
import { startChild } from '../support/child.ts';
import { temporaryFolder } from '../support/folder.ts';
import { engines, postgres, watched } from '../support/store.ts';

const childOpen = new URL('./child-open.ts', import.meta.url);
const childWrite = new URL('./child-write.ts', import.meta.url);

async function openFile(file: string): Promise<Store> {
  return watched(await openStore(`file:${file}`));
}

async function setting(store: Store, name: string): Promise<unknown> {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.db);
  return Object.values(rows[0] ?? {})[0];
}

async function countNumbers(store: Store): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from numbers`.execute(store.db);
  return rows[0]?.n ?? Number.NaN;
}

describe('A database address', () => {
  it.each([
    ['file:quiz.db', 'quiz.db'],
    ['quiz.db', 'quiz.db'],
    ['file:./data/quiz.db', './data/quiz.db'],
    ['file:/var/lib/quiz.db', '/var/lib/quiz.db'],
    ['file:///var/lib/quiz.db', '/var/lib/quiz.db'],
    ['file::memory:', ':memory:'],
    [':memory:', ':memory:'],
  ])('%s is the SQLite file %s', (url, file) => {
    expect(readDatabaseUrl(url)).toEqual({ dialect: 'sqlite', file });
  });

  it.each(['postgres://user:word@host/quiz', 'postgresql://host/quiz'])('%s is PostgreSQL', (url) => {
    expect(readDatabaseUrl(url)).toEqual({ dialect: 'postgres', url });
  });

  it.each([
    ['mysql://host/quiz', /"mysql:" is not a database I know/],
    ['', /empty/],
    ['file:', /empty/],
    ['file:quiz.db?mode=ro', /parameters after "\?"/],
  ])('%j is refused with the reason', (url, message) => {
    expect(() => readDatabaseUrl(url)).toThrow(message);
  });
});

describe.each(engines)('A store on $name', (engine) => {
  it('keeps what a transaction did, and nothing of one that throws', async () => {
    const store = await engine.openBare();
    await sql`create table numbers (value bigint)`.execute(store.db);
    await store.transaction((tx) => sql`insert into numbers values (1)`.execute(tx));
    const undone = store.transaction(async (tx) => {
      await sql`insert into numbers values (2)`.execute(tx);
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await countNumbers(store)).toBe(1);
    await store.close();
  });

  it('lets transactions that start together read and write one after the other', async () => {
    const store = await engine.openBare();
    await sql`create table counter (value bigint)`.execute(store.db);
    await sql`insert into counter values (0)`.execute(store.db);
    const increment = () =>
      store.transaction(async (tx) => {
        const { rows } = await sql<{ value: number }>`select value from counter`.execute(tx);
        await sql`update counter set value = ${(rows[0]?.value ?? 0) + 1}`.execute(tx);
      });
    await Promise.all(Array.from({ length: 40 }, increment));
    expect((await sql`select value from counter`.execute(store.db)).rows).toEqual([{ value: 40 }]);
    await store.close();
  });

  it('refuses the outer handle inside a transaction instead of waiting for ever', async () => {
    const store = await engine.openBare();
    const query = () => sql`select 1 as one`.execute(store.db);
    await expect(store.transaction(query)).rejects.toThrow(/outer database handle/);
    await expect(store.transaction(() => store.transaction(query))).rejects.toThrow(/outer database handle/);
    await expect(store.transaction(() => store.close())).rejects.toThrow(/outer database handle/);
    expect((await query()).rows).toEqual([{ one: 1 }]);
    await store.close();
  });

  it('takes the outer handle again in work that outlives the transaction it began in', async () => {
    const store = await engine.openBare();
    const committed = Promise.withResolvers<void>();
    let later: Promise<{ rows: unknown[] }> | undefined;
    await store.transaction(async () => {
      later = committed.promise.then(() => sql`select 1 as one`.execute(store.db));
    });
    committed.resolve();
    expect((await later)?.rows).toEqual([{ one: 1 }]);
    await store.close();
  });

  it('gives counts, sums and instants as numbers', async () => {
    const store = await engine.openBare();
    await sql`create table numbers (value bigint)`.execute(store.db);
    await sql`insert into numbers values (1764000000000), (2)`.execute(store.db);
    const { rows } = await sql`select count(*) as n, sum(value) as total, max(value) as top from numbers`.execute(
      store.db,
    );
    expect(rows).toEqual([{ n: 2, total: 1764000000002, top: 1764000000000 }]);
    await store.close();
  });

  it('finishes what runs before it closes, and takes nothing after', async () => {
    const store = await engine.openBare();
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const running = store.transaction(async (tx) => {
      begun.resolve();
      await goOn.promise;
      return (await sql`select 1 as one`.execute(tx)).rows;
    });
    await begun.promise;
    const closing = store.close();
    await expect(sql`select 1`.execute(store.db)).rejects.toMatchObject({ code: 'closed' });
    goOn.resolve();
    expect(await running).toEqual([{ one: 1 }]);
    await closing;
    await store.close();
  });
});

describe.runIf(engines.includes(postgres))('PostgreSQL', () => {
  it('refuses a whole number that JavaScript cannot hold exactly', async () => {
    const store = await postgres.openBare();
    await expect(sql`select 9007199254740993::bigint as n`.execute(store.db)).rejects.toThrow(/too large/);
    await store.close();
  });
});

describe('A SQLite store', () => {
  it('flushes every commit, keeps a write-ahead log, checks foreign keys and waits for other writers', async () => {
    const store = await openFile(join(temporaryFolder(), 'quiz.db'));
    expect(await setting(store, 'synchronous')).toBe(2);
    expect(await setting(store, 'journal_mode')).toBe('wal');
    expect(await setting(store, 'foreign_keys')).toBe(1);
    expect(await setting(store, 'busy_timeout')).toBe(5000);
    await store.close();
  });

  it('sees new columns in a statement it has run before', async () => {
    const store = await openFile(':memory:');
    await sql`create table numbers (value bigint)`.execute(store.db);
    await sql`insert into numbers values (1)`.execute(store.db);
    const all = () => sql`select * from numbers`.execute(store.db);
    expect((await all()).rows).toEqual([{ value: 1 }]);
    await sql`alter table numbers add column name text`.execute(store.db);
    expect((await all()).rows).toEqual([{ value: 1, name: null }]);
    await store.close();
  });

  it('answers more different statements than it remembers', async () => {
    const store = await openFile(':memory:');
    for (let n = 0; n < 1200; n += 1) {
      expect((await sql.raw(`select ${n} as n`).execute(store.db)).rows).toEqual([{ n }]);
    }
    await store.close();
  });

  it.each([
    [true, 'Parameter 2 has the type boolean, which SQLite cannot hold; store 1'],
    [undefined, 'Parameter 2 has the type undefined'],
    [new Date(0), 'Parameter 2 has the type object'],
  ])('says which parameter cannot be stored: %s', async (value, message) => {
    const store = await openFile(':memory:');
    await expect(sql`select ${'a'} as a, ${value} as b`.execute(store.db)).rejects.toThrow(message);
    await store.close();
  });

  it('has its acknowledged commits after a kill in the middle of writing', async () => {
    const file = join(temporaryFolder(), 'quiz.db');
    const writer = startChild(childWrite, [file]);
    let acknowledged = 0;
    while (acknowledged < 150) acknowledged = Number(await writer.line());
    await writer.kill();
    // What it had printed before it died was acknowledged too.
    for (let line = await writer.line(); line !== undefined; line = await writer.line()) acknowledged = Number(line);
    const store = await openFile(file);
    const { rows } = await sql<{ n: number; torn: number }>`
      select count(*) as n, count(*) filter (where twin <> value) as torn from numbers`.execute(store.db);
    expect(rows[0]?.torn).toBe(0);
    expect(rows[0]?.n).toBeGreaterThanOrEqual(acknowledged);
    expect(await setting(store, 'integrity_check')).toBe('ok');
    await store.close();
  });

  it('says that the disk is full, loses nothing of before and works again once there is room', async () => {
    const store = await openFile(join(temporaryFolder(), 'quiz.db'));
    await sql`create table numbers (value text)`.execute(store.db);
    await sql`insert into numbers values ('before')`.execute(store.db);
    await setting(store, 'max_page_count = 12');
    const flood = () =>
      store.transaction(async (tx) => {
        for (let n = 0; n < 100; n += 1) await sql`insert into numbers values (${'x'.repeat(4000)})`.execute(tx);
      });
    await expect(flood()).rejects.toMatchObject({
      code: 'full',
      message: expect.stringMatching(/free some disk space/),
    });
    expect(await countNumbers(store)).toBe(1);
    await setting(store, 'max_page_count = 100000');
    await flood();
    expect(await countNumbers(store)).toBe(101);
    await store.close();
  });

  it('says that a query may not write', async () => {
    const store = await openFile(join(temporaryFolder(), 'quiz.db'));
    await sql`create table numbers (value bigint)`.execute(store.db);
    await setting(store, 'query_only = on');
    const insert = sql`insert into numbers values (1)`.execute(store.db);
    await expect(insert).rejects.toMatchObject({ code: 'read-only', message: expect.stringMatching(/quiz\.db/) });
    await store.close();
  });

  it('says at once that a file may not be written by this user', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'quiz.db');
    await (await openFile(file)).close();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const child = startChild(childOpen, [file], { unprivileged: true });
    expect(await child.line()).toMatch(/^(read-only|unreadable): .*quiz\.db/);
    chmodSync(folder, 0o755);
  });

  it('says at once that a file may not be made in a folder of others', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    const child = startChild(childOpen, [join(folder, 'quiz.db')], { unprivileged: true });
    expect(await child.line()).toMatch(/^unreadable: .*quiz\.db/);
    chmodSync(folder, 0o755);
  });

  it('says that another program holds the file', async () => {
    const file = join(temporaryFolder(), 'quiz.db');
    const [first, second] = [await openFile(file), await openFile(file)];
    await setting(second, 'busy_timeout = 0');
    await first.transaction(async () => {
      // Not waited for by the transaction above: two stores do not know of each other.
      await expect(second.transaction(async () => {})).rejects.toMatchObject({ code: 'busy' });
    });
    await first.close();
    await second.close();
  });

  it('says that a folder is missing, or in the place of the file', async () => {
    const folder = temporaryFolder();
    await expect(openStore(join(folder, 'no', 'quiz.db'))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/folder of .*quiz\.db does not exist/),
    });
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('says that a file is no database', async () => {
    const file = join(temporaryFolder(), 'quiz.db');
    writeFileSync(file, 'Dear diary, '.repeat(1000));
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/quiz\.db is damaged or is not a database/),
    });
  });

  it('says that a database is damaged inside when a query meets the damage', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'quiz.db');
    const whole = await openFile(file);
    await sql`create table numbers (value text)`.execute(whole.db);
    for (let n = 0; n < 50; n += 1) await sql`insert into numbers values (${'x'.repeat(3000)})`.execute(whole.db);
    await whole.close();
    writeFileSync(file, readFileSync(file).fill(0xff, 4096));
    const damaged = await openFile(file);
    await expect(countNumbers(damaged)).rejects.toMatchObject({ code: 'damaged' });
    await damaged.close();
  });
});

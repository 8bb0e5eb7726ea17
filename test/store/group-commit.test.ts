import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/folder.ts';
import { watched } from '../support/store.ts';

type Notes = {
  store: Store;
  /** What somebody who opens the file for themselves finds in it, in order. */
  committed(): string[];
  /** How often something was committed, and so flushed, since the file was opened. */
  commits(): number;
  close(): Promise<void>;
};

async function openNotes(): Promise<Notes> {
  const file = join(temporaryFolder(), 'quiz.db');
  const store = watched(await openStore(`file:${file}`));
  await sql`create table notes (place integer primary key, text text not null)`.execute(store.db);
  const other = new Sqlite(file);
  const all = other.prepare<[], string>('select text from notes order by place').pluck();
  const commits = () => commitsIn(readFileSync(`${file}-wal`));
  const before = commits();
  return {
    store,
    committed: () => all.all(),
    commits: () => commits() - before,
    async close() {
      other.close();
      await store.close();
    },
  };
}

/** A frame that ends a commit tells the size of the database, every other one 0 (sqlite.org/fileformat, section 4.1). */
function commitsIn(log: Buffer): number {
  const frame = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) commits += 1;
  return commits;
}

/** Writes a note and gives all that its transaction saw before. */
function write({ store }: Notes, text: string, more: () => Promise<void> = async () => {}): Promise<string[]> {
  return store.transaction(async (tx) => {
    const seen = await sql<{ text: string }>`select text from notes order by place`.execute(tx);
    await sql`insert into notes (text) values (${text})`.execute(tx);
    await more();
    return seen.rows.map((row) => row.text);
  });
}

async function read({ store }: Notes): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`select text from notes order by place`.execute(store.db);
  return rows.map((row) => row.text);
}

/** Fails after its write, as some do. */
async function regret(): Promise<void> {
  throw new Error('changed my mind');
}

const reasons = (all: readonly PromiseSettledResult<unknown>[]) =>
  all.map((one) => (one.status === 'rejected' ? String(one.reason) : 'kept'));

describe('Transactions that meet on SQLite', () => {
  it('have the outcome of one after another, and are told only what stands in the file', async () => {
    const step = fc.record({ does: fc.constantFrom('write', 'regret', 'read'), pause: fc.integer({ min: 0, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const notes = await openNotes();
        const kept = steps.flatMap(({ does }, n) => (does === 'write' ? [`${n}`] : []));
        await Promise.all(
          steps.map(async ({ does, pause }, n) => {
            const before = kept.filter((text) => Number(text) < n);
            const dawdle = async () => {
              for (let turn = 0; turn < pause; turn += 1) await nextTurn();
            };
            if (does === 'read') {
              // So that it comes in the middle of somebody's transaction.
              for (let turn = 0; turn < n % 20; turn += 1) await nextTurn();
              const seen = await read(notes);
              expect(notes.committed().slice(0, seen.length)).toEqual(seen);
              return;
            }
            const writing = write(notes, `${n}`, does === 'write' ? dawdle : regret);
            if (does === 'regret') return expect(writing).rejects.toThrow('changed my mind');
            expect(await writing).toEqual(before);
            expect(notes.committed()).toContain(`${n}`);
          }),
        );
        expect(notes.committed()).toEqual(kept);
        await notes.close();
      }),
      { numRuns: 25 },
    );
  });

  it('share one flush, up to 32 of them', async () => {
    const notes = await openNotes();
    await Promise.all(Array.from({ length: 32 }, (_, n) => write(notes, `${n}`)));
    expect(notes.commits()).toBe(1);
    await Promise.all(Array.from({ length: 33 }, (_, n) => write(notes, `${n}`)));
    expect(notes.commits()).toBe(3);
    await write(notes, 'alone');
    await write(notes, 'alone');
    expect(notes.commits()).toBe(5);
    await notes.close();
  });

  it('let queries in between groups, however many transactions wait', async () => {
    const notes = await openNotes();
    const writing = Promise.all(Array.from({ length: 100 }, (_, n) => write(notes, `${n}`)));
    const first = write(notes, 'last').then(() => 'writing' as const);
    const reading = nextTurn()
      .then(() => read(notes))
      .then(() => 'reading');
    expect(await Promise.race([first, reading])).toBe('reading');
    await writing;
    await first;
    await notes.close();
  });

  it('are all undone where the commit fails, with the reason, and those after them are not', async () => {
    const notes = await openNotes();
    await sql`create table wishes (note integer references notes (place) deferrable initially deferred)`.execute(
      notes.store.db,
    );
    const wish = notes.store.transaction((tx) => sql`insert into wishes values (999)`.execute(tx));
    const met = await Promise.allSettled([write(notes, 'before'), wish, write(notes, 'gone', regret)]);
    expect(reasons(met)).toEqual(Array(3).fill(expect.stringContaining('FOREIGN KEY constraint failed')));
    expect(notes.committed()).toEqual([]);
    await write(notes, 'after');
    expect(notes.committed()).toEqual(['after']);
    await notes.close();
  });

  it('all fail when the disk is full, and nothing of them is there; who had not begun is served', async () => {
    const notes = await openNotes();
    await write(notes, 'first');
    await sql.raw('pragma max_page_count = 12').execute(notes.store.db);
    const before = write(notes, 'before');
    // Goes on after its failure, which must not bring anything of it into the file.
    const stubborn = notes.store.transaction(async (tx) => {
      for (let n = 0; n < 100; n += 1)
        await sql`insert into notes (text) values (${'x'.repeat(4000)})`.execute(tx).catch(() => undefined);
    });
    const behind = write(notes, 'behind');
    const met = await Promise.allSettled([before, stubborn]);
    expect(met).toEqual(
      Array(2).fill({ status: 'rejected', reason: expect.objectContaining({ code: 'full', name: 'StoreError' }) }),
    );
    expect(await behind).toEqual(['first']);
    expect(notes.committed()).toEqual(['first', 'behind']);
    await notes.close();
  });

  it('refuse a handle whose transaction is over', async () => {
    const notes = await openNotes();
    let late: () => Promise<unknown> = async () => undefined;
    const forgetful = notes.store.transaction(async (tx) => {
      late = () => sql`insert into notes (text) values ('late')`.execute(tx);
    });
    // In the middle of another one of its group, into which it would write otherwise.
    const other = notes.store.transaction(() => expect(late()).rejects.toThrow(/transaction is over/));
    await Promise.all([forgetful, other]);
    expect(notes.committed()).toEqual([]);
    await notes.close();
  });

  it('are finished by a close that comes before they began', async () => {
    const notes = await openNotes();
    const writing = Promise.all(Array.from({ length: 40 }, (_, n) => write(notes, `${n}`)));
    await notes.store.close();
    await writing;
    expect(notes.committed()).toHaveLength(40);
    await notes.close();
  });
});

/** The least that keeps an answer for good: one row, one statement prepared once, one flush. */

import Sqlite from 'better-sqlite3';

/** @param file a database that is made */
export function prepareKeeping(file: string): (member: string, answer: string) => void {
  const db = new Sqlite(file);
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(setting);
  db.exec('create table answers (member text primary key, answer text not null) without rowid');
  const keep = db.prepare('insert or replace into answers values (?, ?)');
  return (member, answer) => {
    keep.run(member, answer);
  };
}

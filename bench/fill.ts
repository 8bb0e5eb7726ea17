/** Fills a database with teams and their past, by SQL: what would take years to play. */

import Sqlite from 'better-sqlite3';
import { addDays, instantOf, postingsAfter, regularClose, type Schedule, type Weekday } from '../src/quiz/calendar.ts';
import type { Question } from '../src/quiz/question.ts';
import { seasonOf, weekOf } from '../src/quiz/season.ts';
import { fillAnswers } from './fill-answers.ts';

/** A Tuesday, so far ahead that nothing is due while a real server looks at the database. */
const nextPostOn = '2099-11-24';
/** Every channel's next post. */
export const nextPostAt = instantOf(nextPostOn, '09:00', 'UTC');

export type Size = {
  /** Each has one workspace and one channel. */
  teams: number;
  /** In each team. */
  members: number;
  /** Closed rounds of each channel, the last one on the posting day before {@link nextPostOn}. */
  rounds: number;
  /** ISO weekdays on which channels post. */
  days: readonly Weekday[];
  /** Whether every member answered every round and the boards are written. */
  answered?: true;
};

/** Ids as long as the real ones, in the order of their numbers. */
export const ids = {
  team: (n: number) => `team${String(n).padStart(16, '0')}`,
  channel: (n: number) => `chan${String(n).padStart(16, '0')}`,
  /** The m-th of the n-th team. */
  member: (n: number, m: number) => `mem-${String(n).padStart(8, '0')}${String(m).padStart(8, '0')}`,
};

/** @param file a migrated database that nobody has open */
export function fill(file: string, size: Size, questions: readonly Question[]): void {
  const db = new Sqlite(file);
  try {
    // Nothing here has to survive a power failure, and every row refers to one that this function writes.
    for (const setting of ['synchronous = OFF', 'journal_mode = OFF', 'foreign_keys = OFF', 'cache_size = -500000'])
      db.pragma(setting);
    db.transaction(() => {
      fillTeams(db, size);
      fillQuestions(db, questions);
      fillRounds(db, size);
      if (size.answered) fillAnswers(db);
    })();
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
}

function fillTeams(db: Sqlite.Database, { teams, members, days }: Size): void {
  db.exec(`
    create temp table numbers as with recursive number (n) as
      (select 0 union all select n + 1 from number where n + 1 < ${Math.max(teams, members)}) select n from number;
    insert into teams (id, name, created_at)
      select printf('team%016d', n), 'Team ' || n, 0 from numbers where n < ${teams};
    insert into workspaces (id, team_id, platform, external_id, name, created_at)
      select printf('work%016d', n), printf('team%016d', n), 'slack', 'W' || n, 'Team ' || n, 0
      from numbers where n < ${teams};
    insert into channels (id, team_id, workspace_id, external_id, name, last_number, created_at)
      select printf('chan%016d', n), printf('team%016d', n), printf('work%016d', n), 'C' || n, 'interviews', 0, 0
      from numbers where n < ${teams};
    insert into schedules
      (channel_id, status, time, zone, days, reveal, recap, next_on, next_at, created_at, changed_at)
      select printf('chan%016d', n), 'active', '09:00', 'UTC', '${days.join(',')}', '16:00', 1,
        '${nextPostOn}', ${nextPostAt}, 0, 0
      from numbers where n < ${teams};
    insert into members (id, team_id, name, joined_at)
      select printf('mem-%08d%08d', team.n, member.n), printf('team%016d', team.n), 'Member ' || member.n, 0
      from numbers team cross join numbers member where team.n < ${teams} and member.n < ${members};
    insert into identities (workspace_id, external_id, member_id)
      select printf('work%016d', team.n), 'U' || member.n, printf('mem-%08d%08d', team.n, member.n)
      from numbers team cross join numbers member where team.n < ${teams} and member.n < ${members};
  `);
}

function fillQuestions(db: Sqlite.Database, questions: readonly Question[]): void {
  db.exec('create temp table bank (place integer primary key, id text, version integer)');
  const place = db.prepare('insert into bank values (?, ?, ?)');
  const keep = db.prepare('insert into questions (id, version, content) values (?, ?, ?)');
  for (const [index, { id, version, ...content }] of questions.entries()) {
    place.run(index, id, version);
    keep.run(id, version, JSON.stringify({ id, version, ...content }));
  }
}

function fillRounds(db: Sqlite.Database, { rounds, days }: Size): void {
  db.exec(`create temp table played
    (number integer primary key, day text, week text, season text, opens_at integer, closes_at integer)`);
  const play = db.prepare('insert into played values (?, ?, ?, ?, ?, ?)');
  const schedule: Schedule = { time: '09:00', zone: 'UTC', days: [...days], reveal: '16:00' };
  for (const [index, { on, at }] of postingsBefore(schedule, rounds).entries())
    play.run(index + 1, on, weekOf(on), seasonOf(weekOf(on)), at, regularClose(schedule, on));
  db.exec(`
    insert into rounds (id, team_id, channel_id, number, played_on, week, zone, question_id, question_version, status,
      opens_at, closes_at, closed_at, post_ref, answers, solved, credit)
      select printf('rnd-%08d%08d', cast(substr(channels.id, 5) as integer), number), channels.team_id, channels.id,
        number, day, week, 'UTC', bank.id, bank.version, 'closed',
        opens_at, closes_at, closes_at, 'message-' || number, 5, 3, 3.6
      from channels cross join played
      join bank on bank.place = (number + cast(substr(channels.id, 5) as integer)) % (select count(*) from bank);
    update channels set last_number = ${rounds};
  `);
}

/** The last postings before {@link nextPostAt}, oldest first. */
function postingsBefore(schedule: Schedule, count: number): { on: string; at: number }[] {
  const weeks = Math.ceil(count / schedule.days.length) + 1;
  const from = instantOf(addDays(nextPostOn, -7 * weeks), '00:00', schedule.zone);
  const past = postingsAfter(schedule, from, 7 * weeks).filter(({ at }) => at < nextPostAt);
  return past.slice(past.length - count);
}

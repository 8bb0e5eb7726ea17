import { sql } from 'kysely';
import { localTime } from '../quiz/calendar.ts';
import { factOf } from '../store/facts.ts';
import type { Handle } from '../store/open.ts';
import type { Finding } from './finding.ts';

/** Noon UTC on a day when Berlin is two hours ahead: only a table of zones knows that. */
const summerNoon = Date.UTC(2026, 6, 1, 12);

/** Whether this Node knows time zones. */
export function zoneFinding(): Finding {
  try {
    if (localTime(summerNoon, 'Europe/Berlin') === '14:00') {
      return { level: 'ok', about: 'time zones', said: 'known to this Node' };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { level: 'wrong', about: 'time zones', said: 'unknown to this Node; install one from nodejs.org' };
}

/** Under this name the playground keeps how far its time runs ahead of the real one. */
const playgroundOffset = 'playground-clock-offset-ms';
/** Clocks of replicas differ by less than this. */
const toleratedMs = 60_000;

/**
 * Whether the clock stands before what the database has seen: turned back, or not set after a power failure.
 * @param now epoch milliseconds
 */
export async function clockFinding(db: Handle, now: number): Promise<Finding> {
  const ahead = Number((await factOf(db, playgroundOffset)) ?? 0);
  const newest = await newestInstant(db);
  const shown = `${utc(now)}${ahead > 0 ? `, the playground's ${utc(now + ahead)}` : ''}`;
  if (newest <= now + ahead + toleratedMs) return { level: 'ok', about: 'clock', said: shown };
  const said = `${shown}, but the database was last used at ${utc(newest)}; set the clock of this machine`;
  return { level: 'warn', about: 'clock', said };
}

/** The latest moment at which anything happened, as far as the database notes it. */
async function newestInstant(db: Handle): Promise<number> {
  const { rows } = await sql<{ at: number | null }>`
    select max(applied_at) as at from migrations
    union all select max(joined_at) from members
    union all select max(changed_at) from schedules
    union all select max(opens_at) from rounds
    union all select max(closed_at) from rounds
    union all select max(changed_at) from submissions
    union all select max(asked_at) from practices`.execute(db);
  return Math.max(...rows.map(({ at }) => Number(at ?? 0)));
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

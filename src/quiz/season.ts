import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween } from './calendar.ts';

/** The Monday on which season 1 began. */
const firstSeasonOn = '2024-01-01';
const weeksPerSeason = 6;

/** The ISO week 'YYYY-Www' of a local day. Its year can differ from the day's: 2024-12-30 is in 2025-W01. */
export function weekOf(on: string): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(on);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** The Monday of an ISO week. */
export function firstDayOf(week: string): string {
  const [year, number] = week.split('-W');
  // ISO 8601: week 1 is the one that holds 4 January.
  const fourth = Temporal.PlainDate.from(`${year}-01-04`);
  return fourth.add({ days: 1 - fourth.dayOfWeek + 7 * (Number(number) - 1) }).toString();
}

/** The week `count` weeks before; a negative count goes forward. */
export function weeksBack(week: string, count: number): string {
  return weekOf(addDays(firstDayOf(week), -7 * count));
}

/** The season 'S<number>' of a week: six ISO weeks each, counted through without regard to the year. */
export function seasonOf(week: string): string {
  const weeksSince = daysBetween(firstSeasonOn, firstDayOf(week)) / 7;
  return `S${Math.floor(weeksSince / weeksPerSeason) + 1}`;
}

/** The six weeks of a season, oldest first. */
export function weeksOfSeason(season: string): string[] {
  const firstWeek = (Number(season.slice(1)) - 1) * weeksPerSeason;
  return Array.from({ length: weeksPerSeason }, (_, index) => weekOf(addDays(firstSeasonOn, 7 * (firstWeek + index))));
}

import { addDays, type Weekday, weekdayOf, weekdays } from './calendar.ts';
import { folded } from './plain-text.ts';

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
const wholeSets = new Map<string, readonly Weekday[]>([
  ['weekdays', [1, 2, 3, 4, 5]],
  ['workdays', [1, 2, 3, 4, 5]],
  ['weekends', [6, 7]],
  ['weekend', [6, 7]],
  ['all', weekdays],
  ['everyday', weekdays],
  ['daily', weekdays],
]);

const clockShape = /^(?:(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2}))?|(?<packed>\d{3,4})) ?(?:(?<half>[ap])\.?m\.?)?$/;

/** A time of day as people type it (`9`, `9am`, `9:30 pm`, `09:00`, `0900`) → 'HH:MM'; undefined for anything else. */
export function readTime(text: string): string | undefined {
  const groups = clockShape.exec(folded(text))?.groups;
  if (!groups) return undefined;
  const hour = Number(groups.hour ?? groups.packed?.slice(0, -2));
  const minute = Number(groups.minute ?? groups.packed?.slice(-2) ?? 0);
  if (minute > 59 || hour > (groups.half ? 12 : 23) || (groups.half && hour < 1)) return undefined;
  const hourOfDay = groups.half ? (hour % 12) + (groups.half === 'p' ? 12 : 0) : hour;
  return `${pad(hourOfDay)}:${pad(minute)}`;
}

/** Weekdays as people type them (`weekdays`, `mon-fri`, `tue,thu`, `daily`, `sat-mon`), sorted, each once; undefined for anything else. */
export function readDays(text: string): Weekday[] | undefined {
  const input = folded(text).replace(/\bevery day\b/g, 'daily');
  const parts = input
    .replace(/ ?(?:[-–—]|\bto\b) ?/g, '-')
    .split(/ ?[,;/&+] ?| and | /)
    .filter((part) => part !== '');
  const found = new Set<Weekday>();
  for (const part of parts) {
    const days = wholeSets.get(part) ?? readRange(part);
    if (!days) return undefined;
    for (const day of days) found.add(day);
  }
  return found.size > 0 ? [...found].sort() : undefined;
}

/** Weekdays for a sentence: `every day`, `Mon–Fri`, `Tue, Thu`, `Mon–Wed, Fri`. {@link readDays} reads it back. */
export function writeDays(days: readonly Weekday[]): string {
  const chosen = weekdays.filter((day) => days.includes(day));
  if (chosen.length === weekdays.length) return 'every day';
  const runs: Weekday[][] = [];
  for (const day of chosen) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => (run.length > 2 ? [`${shortName(run.at(0))}–${shortName(run.at(-1))}`] : run.map(shortName)))
    .join(', ');
}

/**
 * A day as people type it → 'YYYY-MM-DD': `today`, `tomorrow`, a weekday (the next one, today included), `2026-11-24`,
 * `24 Nov`, `nov 24`, with or without a year (without: the next such day, today included). Undefined for anything else,
 * for days that do not exist and for `24/11`, which is two days to two people.
 */
export function readDay(text: string, today: string): string | undefined {
  const input = folded(text);
  if (input === 'today') return today;
  if (input === 'tomorrow') return addDays(today, 1);
  const weekday = readWeekday(input);
  if (weekday) return addDays(today, (weekday - weekdayOf(today) + 7) % 7);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(input);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return readMonthDay(input, today);
}

function readMonthDay(input: string, today: string): string | undefined {
  const groups = (
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?<month>[a-z]+)\.?,?(?: (?<year>\d{4}))?$/.exec(input) ??
    /^(?<month>[a-z]+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/.exec(input)
  )?.groups;
  const month = monthNames.findIndex((name) => isShortFor(groups?.month ?? '', name)) + 1;
  if (!groups || month === 0) return undefined;
  const day = Number(groups.day);
  if (groups.year) return existing(Number(groups.year), month, day);
  const thisYear = Number(today.slice(0, 4));
  // 29 February can be eight years away (2096 → 2104).
  const candidates = Array.from({ length: 9 }, (_, years) => existing(thisYear + years, month, day));
  return candidates.find((on) => on !== undefined && on >= today);
}

function readRange(part: string): Weekday[] | undefined {
  const [from, to, ...rest] = part.split('-').map(readWeekday);
  if (!from || rest.length > 0) return undefined;
  if (!part.includes('-')) return [from];
  if (!to) return undefined;
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => weekdays[(from - 1 + index) % 7] ?? from);
}

function readWeekday(name: string): Weekday | undefined {
  const singular = name.replace(/(?<=day)s$/, '').replace(/\.$/, '');
  return weekdays.find((day) => isShortFor(singular, dayNames[day - 1] ?? ''));
}

/** Three letters or more of a name's beginning stand for it; so do the `weds` and `sept` that people write. */
function isShortFor(text: string, name: string): boolean {
  return text.length >= 3 && (name.startsWith(text) || (text === 'weds' && name === 'wednesday'));
}

function shortName(day: Weekday | undefined): string {
  const name = dayNames[(day ?? 1) - 1] ?? '';
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)}`;
}

function existing(year: number, month: number, day: number): string | undefined {
  const on = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
  const date = new Date(`${on}T00:00:00Z`);
  // Date rolls 30 February over to March instead of refusing it.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(on) ? on : undefined;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

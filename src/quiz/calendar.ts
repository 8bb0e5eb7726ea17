import { Temporal } from 'temporal-polyfill';

/** ISO day of the week: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When a channel posts: `time` is local, 'HH:MM', in the IANA `zone`; `reveal` is 'HH:MM' or 'instant'. */
export type Schedule = { time: string; zone: string; days: Weekday[]; reveal: string };

const minute = 60_000;
const twoHours = 120 * minute;
/** A round open for less than this is no round. */
const shortestOpening = 10 * minute;
/** How far ahead a posting day is looked for; it spans a year of skipped days. */
const daysAhead = 400;

/** The zone's IANA id in its own spelling; undefined for anything else, offsets such as `+02:00` included. */
export function canonicalZone(text: string): string | undefined {
  const id = text.trim().replace(/ /g, '_');
  if (!/^[a-z]/i.test(id)) return undefined;
  try {
    return new Temporal.ZonedDateTime(0n, id).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The local day 'YYYY-MM-DD' at an instant. */
export function localDay(at: number, zone: string): string {
  return local(at, zone).slice(0, 10);
}

/** The local time 'HH:MM' at an instant. */
export function localTime(at: number, zone: string): string {
  return local(at, zone).slice(11, 16);
}

/** The instant of a local time. In a spring gap the clock's jump is added (02:30 → 03:30); of two 01:30s in autumn it is the first. */
export function instantOf(on: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** The instant at which the local day is over, which is the first of the next day, even where midnight does not exist. */
export function endOfDay(on: string, zone: string): number {
  return Temporal.PlainDate.from(addDays(on, 1)).toZonedDateTime(zone).epochMilliseconds;
}

export function weekdayOf(on: string): Weekday {
  const day = Temporal.PlainDate.from(on).dayOfWeek;
  return weekdays[day - 1] ?? 7;
}

export function addDays(on: string, days: number): string {
  return Temporal.PlainDate.from(on).add({ days }).toString();
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return Temporal.PlainDate.from(a).until(b, { largestUnit: 'day' }).days;
}

/** The later of two local days. */
export function laterDay(a: string, b: string): string {
  return daysBetween(a, b) > 0 ? b : a;
}

/** The instant of that day's post; undefined when its weekday is none of the schedule's. */
export function postingAt(schedule: Schedule, on: string): number | undefined {
  return schedule.days.includes(weekdayOf(on)) ? instantOf(on, schedule.time, schedule.zone) : undefined;
}

/** The first post strictly after an instant, on a day not skipped; undefined when all of the next 400 days are. */
export function postingAfter(
  schedule: Schedule,
  after: number,
  skipped: (on: string) => boolean = () => false,
): { on: string; at: number } | undefined {
  // A gap before midnight (Nuuk, 23:00–24:00 in spring) moves a post into the next local day, so the day before counts too.
  let on = addDays(localDay(after, schedule.zone), -1);
  for (let ahead = 0; ahead <= daysAhead; ahead += 1, on = addDays(on, 1)) {
    const at = postingAt(schedule, on);
    if (at !== undefined && at > after && !skipped(on)) return { on, at };
  }
  return undefined;
}

/** The next `count` posts strictly after an instant, fewer when days run out. */
export function postingsAfter(
  schedule: Schedule,
  after: number,
  count: number,
  skipped?: (on: string) => boolean,
): { on: string; at: number }[] {
  const postings: { on: string; at: number }[] = [];
  for (let from = after; postings.length < count; ) {
    const next = postingAfter(schedule, from, skipped);
    if (!next) break;
    postings.push(next);
    from = next.at;
  }
  return postings;
}

/**
 * When a round posted on time closes: at the first reveal after its post, which is the same day when `reveal` is later than
 * `time` and else the next, and one minute before the channel's next post at the latest.
 */
export function regularClose(schedule: Schedule, on: string): number {
  const opensAt = instantOf(on, schedule.time, schedule.zone);
  return Math.min(wishedClose(schedule, opensAt, opensAt + 1), lastMinuteBefore(postingAfter(schedule, opensAt)));
}

/**
 * When a round posted by hand, late or at first start closes: at the first reveal at least two hours away or one minute before
 * the channel's next post, whichever is first. `on` is the round's local day: its own, and the planned one where it is late.
 * A local day has one round only, so the next post is the first of a later day; one still to come on `on` gives way.
 * Should that leave ten minutes or less (posted at 23:55, next post at 00:02), the round runs over the next post, which then
 * finds it open and gives way too.
 */
export function irregularClose(
  schedule: Schedule,
  postedAt: number,
  on: string = localDay(postedAt, schedule.zone),
): number {
  const wished = wishedClose(schedule, postedAt, postedAt + twoHours);
  const next = postingAfter(schedule, postedAt, (day) => day <= on);
  const close = Math.min(wished, lastMinuteBefore(next));
  if (!next || close > postedAt + shortestOpening) return close;
  return Math.min(wished, lastMinuteBefore(postingAfter(schedule, next.at)));
}

/** Where nothing stands in the way: the first reveal not before `earliest`, or the last minute of the local day it opened on. */
function wishedClose(schedule: Schedule, opensAt: number, earliest: number): number {
  if (schedule.reveal === 'instant') {
    // Posted in the last minutes before midnight, "the end of the day" is the next day's.
    const day = localDay(opensAt + shortestOpening + minute, schedule.zone);
    return endOfDay(day, schedule.zone) - minute;
  }
  let on = localDay(earliest, schedule.zone);
  while (instantOf(on, schedule.reveal, schedule.zone) < earliest) on = addDays(on, 1);
  return instantOf(on, schedule.reveal, schedule.zone);
}

function lastMinuteBefore(post: { at: number } | undefined): number {
  return post ? post.at - minute : Number.POSITIVE_INFINITY;
}

/** The local date and time, written as in ISO 8601. */
function local(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString();
}

const quarter = 15 * minute;
const offsets = new Map<string, number>();
const offsetsAtMost = 1000;

/** Milliseconds from UTC to local time. Clocks change on a quarter of an hour, so that one look-up holds for all of it. */
function offsetAt(at: number, zone: string): number {
  const since = Math.floor(at / quarter) * quarter;
  const key = `${zone} ${since}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  if (offsets.size >= offsetsAtMost) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  canonicalZone,
  daysBetween,
  endOfDay,
  instantOf,
  irregularClose,
  localDay,
  localTime,
  postingAfter,
  postingAt,
  postingsAfter,
  regularClose,
  type Schedule,
  weekdayOf,
  weekdays,
} from '../../src/quiz/calendar.ts';
import { anyText } from './any-text.ts';

const minute = 60_000;
const hour = 60 * minute;
const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString().slice(0, 16));

const usual: Schedule = { time: '09:00', zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], reveal: '16:00' };
const local = (schedule: Schedule, at: number) => `${localDay(at, schedule.zone)} ${localTime(at, schedule.zone)}`;

describe('time zones', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    [' America/New York ', 'America/New_York'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('read %j as %s', (text, zone) => {
    expect(canonicalZone(text)).toBe(zone);
  });

  it.each(['+02:00', '-05', 'Z', 'Berlin', 'Europe/Nowhere', '', '__proto__', '[UTC]', '2026-01-01[UTC]'])(
    'are not read from %j',
    (text) => {
      expect(canonicalZone(text)).toBeUndefined();
    },
  );

  it('are read from any string without throwing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const zone = canonicalZone(text);
        if (zone !== undefined) expect(canonicalZone(zone)).toBe(zone);
      }),
    );
  });
});

describe('local days and times', () => {
  it('are those of the zone', () => {
    expect(localDay(utc('2026-01-01T00:30'), 'America/New_York')).toBe('2025-12-31');
    expect(localTime(utc('2026-01-01T00:30'), 'America/New_York')).toBe('19:30');
    expect(localTime(utc('2026-01-01T00:30:59'), 'Asia/Kathmandu')).toBe('06:15');
  });

  it.each([
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30', '03:30'],
    ['Europe/London', '2026-03-29', '01:15', '2026-03-29T01:15', '02:15'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30', '03:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:40', '02:40'],
    ['America/Sao_Paulo', '2018-11-04', '00:15', '2018-11-04T03:15', '01:15'],
    ['Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00', '01:00'],
  ])('in the spring gap of %s move forward', (zone, on, time, instant, clock) => {
    const at = instantOf(on, time, zone);
    expect(iso(at)).toBe(instant);
    expect(localTime(at, zone)).toBe(clock);
  });

  it.each([
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30', hour],
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30', hour],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30', hour],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45', 30 * minute],
  ])('that come twice in the autumn of %s are the first', (zone, on, time, instant, apart) => {
    const at = instantOf(on, time, zone);
    expect(iso(at)).toBe(instant);
    expect(localTime(at + apart, zone)).toBe(time);
  });

  it('end where the next day begins, even without a midnight', () => {
    expect(iso(endOfDay('2026-11-24', 'Europe/Berlin'))).toBe('2026-11-24T23:00');
    expect(localTime(endOfDay('2018-11-03', 'America/Sao_Paulo'), 'America/Sao_Paulo')).toBe('01:00');
    expect(iso(endOfDay('2018-11-03', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00');
    expect(localTime(endOfDay('2026-04-23', 'Africa/Cairo'), 'Africa/Cairo')).toBe('01:00');
  });

  it('are 23, 24 or 25 hours apart in Berlin', () => {
    const length = (on: string) => (endOfDay(on, 'Europe/Berlin') - endOfDay(addDays(on, -1), 'Europe/Berlin')) / hour;
    expect(['2026-03-29', '2026-10-24', '2026-10-25'].map(length)).toEqual([23, 24, 25]);
  });
});

describe('days', () => {
  it('have ISO weekdays', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29'].map(weekdayOf)).toEqual([1, 2, 7]);
  });

  it('are counted over months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-02-28', '2025-02-28')).toBe(366);
    expect(daysBetween('2026-11-24', '2026-11-20')).toBe(-4);
  });
});

describe('posts', () => {
  it('come on the days of the schedule, strictly after the instant', () => {
    const friday = utc('2026-11-27T08:00');
    expect(iso(postingAt(usual, '2026-11-27'))).toBe('2026-11-27T08:00');
    expect(postingAt(usual, '2026-11-28')).toBeUndefined();
    expect(postingAfter(usual, friday - 1)).toEqual({ on: '2026-11-27', at: friday });
    expect(postingAfter(usual, friday)?.on).toBe('2026-11-30');
  });

  it('keep their local time over the change of the clock', () => {
    expect(iso(postingAfter(usual, utc('2026-03-27T12:00'))?.at)).toBe('2026-03-30T07:00');
  });

  it('leave out skipped days, and end when all are', () => {
    const next = postingAfter(usual, utc('2026-11-24T12:00'), (on) => on < '2026-12-02');
    expect(next?.on).toBe('2026-12-02');
    expect(postingAfter(usual, utc('2026-11-24T12:00'), () => true)).toBeUndefined();
    expect(postingAfter({ ...usual, days: [] }, 0)).toBeUndefined();
  });

  it('come in a row', () => {
    const row = postingsAfter(usual, utc('2026-11-26T12:00'), 3, (on) => on === '2026-11-30');
    expect(row.map(({ on }) => on)).toEqual(['2026-11-27', '2026-12-01', '2026-12-02']);
    expect(postingsAfter(usual, 0, 3, () => true)).toEqual([]);
  });

  it('that fall into a gap before midnight still come, after it', () => {
    const nuuk: Schedule = { ...usual, zone: 'America/Nuuk', time: '23:30', days: [...weekdays] };
    const row = postingsAfter(nuuk, utc('2026-03-28T12:00'), 2);
    expect(row.map(({ on, at }) => [on, local(nuuk, at)])).toEqual([
      ['2026-03-28', '2026-03-29 00:30'],
      ['2026-03-29', '2026-03-29 23:30'],
    ]);
    expect(postingAfter(nuuk, utc('2026-03-29T01:10'))?.on).toBe('2026-03-28');
  });
});

describe('the close of a round posted on time', () => {
  const close = (change: Partial<Schedule>, on = '2026-11-24') =>
    local({ ...usual, ...change }, regularClose({ ...usual, ...change }, on));

  it('is the reveal of the same day', () => {
    expect(close({})).toBe('2026-11-24 16:00');
  });

  it('is the reveal of the next day when that is not later than the post', () => {
    expect(close({ reveal: '08:45' })).toBe('2026-11-25 08:45');
    expect(close({ reveal: '08:45' }, '2026-11-27')).toBe('2026-11-28 08:45');
  });

  it('is a minute before the next post at the latest', () => {
    expect(close({ reveal: '09:00' })).toBe('2026-11-25 08:59');
    expect(close({ reveal: '09:00' }, '2026-11-27')).toBe('2026-11-28 09:00');
  });

  it('is the last minute of the day for instant rounds', () => {
    expect(close({ reveal: 'instant' })).toBe('2026-11-24 23:59');
    expect(close({ reveal: 'instant', zone: 'Africa/Cairo' }, '2026-04-23')).toBe('2026-04-23 23:59');
  });

  it('leaves an instant round posted just before midnight the next day', () => {
    expect(close({ reveal: 'instant', time: '23:48' })).toBe('2026-11-24 23:59');
    expect(close({ reveal: 'instant', time: '23:59' })).toBe('2026-11-25 23:58');
    expect(close({ reveal: 'instant', time: '23:59' }, '2026-11-27')).toBe('2026-11-28 23:59');
  });

  it('is the next day where a gap moves the post past the reveal', () => {
    const change = { zone: 'America/New_York', time: '02:30', reveal: '03:10', days: [...weekdays] };
    expect(close(change, '2026-03-07')).toBe('2026-03-07 03:10');
    expect(close(change, '2026-03-08')).toBe('2026-03-09 02:29');
  });
});

describe('the close of a round posted by hand, late or at first start', () => {
  const close = (posted: string, change: Partial<Schedule> = {}, on?: string) => {
    const schedule = { ...usual, ...change };
    const [day = '', time = ''] = posted.split(' ');
    return local(schedule, irregularClose(schedule, instantOf(day, time, schedule.zone), on));
  };

  it('is the next reveal at least two hours away', () => {
    expect(close('2026-11-24 10:30')).toBe('2026-11-24 16:00');
    expect(close('2026-11-24 14:00')).toBe('2026-11-24 16:00');
  });

  it('is a minute before the next post when that is first', () => {
    expect(close('2026-11-24 14:01')).toBe('2026-11-25 08:59');
    expect(close('2026-11-24 22:00', { reveal: '08:45' })).toBe('2026-11-25 08:45');
    expect(close('2026-11-24 23:30', { time: '00:30' })).toBe('2026-11-25 00:29');
  });

  it('is a reveal on a day without a post where there is no post before it', () => {
    expect(close('2026-11-27 15:00')).toBe('2026-11-28 16:00');
  });

  it('is not cut short by the post of its own day, which gives way', () => {
    expect(close('2026-11-24 08:00')).toBe('2026-11-24 16:00');
    expect(close('2026-11-24 08:55', { reveal: '08:45' })).toBe('2026-11-25 08:45');
  });

  it('is before the post of the day it was posted on when it is of the day before', () => {
    expect(close('2026-11-25 07:30', { reveal: '08:45' }, '2026-11-24')).toBe('2026-11-25 08:59');
    expect(close('2026-11-25 03:00', { reveal: '08:45' }, '2026-11-24')).toBe('2026-11-25 08:45');
  });

  it('runs over a post that is ten minutes away or less', () => {
    expect(close('2026-11-24 23:55', { time: '00:02' })).toBe('2026-11-25 16:00');
    expect(close('2026-11-24 23:51', { time: '00:02' })).toBe('2026-11-25 16:00');
    expect(close('2026-11-24 23:50', { time: '00:02' })).toBe('2026-11-25 00:01');
    expect(close('2026-11-24 23:55', { time: '00:02', reveal: '01:00' })).toBe('2026-11-26 00:01');
  });

  it('is the last minute of the day for instant rounds, the next day shortly before midnight', () => {
    expect(close('2026-11-24 18:00', { reveal: 'instant' })).toBe('2026-11-24 23:59');
    expect(close('2026-11-24 23:55', { reveal: 'instant' })).toBe('2026-11-25 08:59');
    expect(close('2026-11-27 23:55', { reveal: 'instant' })).toBe('2026-11-28 23:59');
  });
});

describe('laws of schedules', () => {
  const clock = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const zones = [
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'Europe/Berlin',
    'Africa/Cairo',
    'America/Sao_Paulo',
    'America/Nuuk',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'UTC',
  ];
  const schedules = fc.record<Schedule>({
    time: clock,
    zone: fc.constantFrom(...zones),
    days: fc.subarray([...weekdays], { minLength: 1 }),
    reveal: fc.oneof(clock, fc.constant('instant')),
  });
  // Sao Paulo had its midnight gaps until 2018.
  const firstDay = fc
    .constantFrom('2016-01-01', '2024-01-01', '2026-06-01')
    .chain((from) => fc.nat(700).map((days) => addDays(from, days)));

  it('posts follow each other strictly and leave out no posting day in three years', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(schedules, firstDay, (schedule, from) => {
        const lastDay = addDays(from, 3 * 366);
        const expected: string[] = [];
        for (let on = from; on < lastDay; on = addDays(on, 1))
          if (schedule.days.includes(weekdayOf(on))) expected.push(on);
        const start = instantOf(from, schedule.time, schedule.zone) - 1;
        const row = postingsAfter(schedule, start, expected.length);
        expect(row.map(({ on }) => on)).toEqual(expected);
        expect(row.every(({ at }, index) => at > (row[index - 1]?.at ?? start))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('a round on time closes after it opens and before the next post', () => {
    fc.assert(
      fc.property(schedules, firstDay, (schedule, from) => {
        for (const { on, at } of postingsAfter(schedule, instantOf(from, '12:00', schedule.zone), 10)) {
          const closesAt = regularClose(schedule, on);
          expect(closesAt).toBeGreaterThanOrEqual(at + minute);
          expect(closesAt).toBeLessThanOrEqual((postingAfter(schedule, at)?.at ?? 0) - minute);
        }
      }),
    );
  });

  it('any other round is open for more than ten minutes and closes before the next post of a later day, unless that is upon it', () => {
    fc.assert(
      fc.property(schedules, firstDay, fc.nat(24 * 60 * minute - 1), (schedule, from, into) => {
        const postedAt = instantOf(from, '00:00', schedule.zone) + into;
        const closesAt = irregularClose(schedule, postedAt);
        expect(closesAt).toBeGreaterThan(postedAt + 10 * minute);
        const today = localDay(postedAt, schedule.zone);
        const [next, following] = postingsAfter(schedule, postedAt, 2, (on) => on <= today).map(({ at }) => at);
        const nextAt = next ?? 0;
        expect(closesAt).toBeLessThanOrEqual((nextAt - postedAt > 11 * minute ? nextAt : (following ?? 0)) - minute);
      }),
      { numRuns: 300 },
    );
  });
});

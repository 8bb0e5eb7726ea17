import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf, weekdays } from '../../src/quiz/calendar.ts';
import { readDay, readDays, readTime, writeDays } from '../../src/quiz/reading.ts';
import { anyText } from './any-text.ts';

const anyInput = fc.oneof(
  anyText,
  fc.string({
    unit: fc.constantFrom('mon', 'fri', '-', ',', ' ', 'nov', '24', '2026', 'am', 'pm', ':', '9', '00', 'to', '–'),
  }),
);

describe('reading a time', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['9am', '09:00'],
    ['9 AM', '09:00'],
    ['9 a.m.', '09:00'],
    ['9pm', '21:00'],
    ['9:30 pm', '21:30'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    ['09:00', '09:00'],
    ['0900', '09:00'],
    ['930', '09:30'],
    ['2145', '21:45'],
    ['12am', '00:00'],
    ['12:15 pm', '12:15'],
    ['0', '00:00'],
    ['23:59', '23:59'],
    ['０９：００', '09:00'],
  ])('reads %j as %s', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each([
    '',
    '24',
    '24:00',
    '9:60',
    '13pm',
    '0am',
    '9:5',
    '9m',
    '9 a',
    'noonish',
    '-9',
    '9:00:00',
    '99999',
    '9am pm',
  ])('does not read %j', (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  it('reads back every time of the day', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(readTime(time)).toBe(time);
        expect(readTime(time.replace(':', ''))).toBe(time);
      }),
    );
  });

  it('gives a time of the day or nothing for any string', () => {
    fc.assert(
      fc.property(anyInput, (text) => {
        expect(readTime(text) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
    );
  });
});

describe('reading weekdays', () => {
  it.each([
    ['weekdays', [1, 2, 3, 4, 5]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['Monday to Friday', [1, 2, 3, 4, 5]],
    ['mon – fri', [1, 2, 3, 4, 5]],
    ['tue,thu', [2, 4]],
    ['thu tue thu', [2, 4]],
    ['Tues, Thurs and Weds.', [2, 3, 4]],
    ['mondays', [1]],
    ['all', [1, 2, 3, 4, 5, 6, 7]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['weekends', [6, 7]],
    ['sat-mon', [1, 6, 7]],
    ['mon-wed, fri', [1, 2, 3, 5]],
    ['weekdays, sat', [1, 2, 3, 4, 5, 6]],
    ['wed-wed', [3]],
  ])('reads %j', (text, days) => {
    expect(readDays(text)).toEqual(days);
  });

  it.each(['', 'mo', 'never', 'mon-', '-fri', 'mon-tue-wed', 'mon,xyz', 'mont', '1-5', '__proto__'])(
    'does not read %j',
    (text) => {
      expect(readDays(text)).toBeUndefined();
    },
  );

  it('gives sorted days, each once, or nothing for any string', () => {
    fc.assert(
      fc.property(anyInput, (text) => {
        const days = readDays(text) ?? [1];
        expect(days).toEqual(weekdays.filter((day) => days.includes(day)));
        expect(days.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('writing weekdays', () => {
  it.each([
    [[1, 2, 3, 4, 5] as const, 'Mon–Fri'],
    [[7, 6, 5, 4, 3, 2, 1] as const, 'every day'],
    [[2, 4] as const, 'Tue, Thu'],
    [[6, 7] as const, 'Sat, Sun'],
    [[5, 1, 2, 3] as const, 'Mon–Wed, Fri'],
    [[3] as const, 'Wed'],
  ])('writes %j as %s', (days, written) => {
    expect(writeDays(days)).toBe(written);
  });

  it('is read back', () => {
    fc.assert(
      fc.property(fc.subarray([...weekdays], { minLength: 1 }), (days) => {
        expect(readDays(writeDays(days))).toEqual(days);
      }),
    );
  });
});

describe('reading a day', () => {
  const today = '2026-11-24';

  it.each([
    ['today', '2026-11-24'],
    ['Tomorrow', '2026-11-25'],
    ['tuesday', '2026-11-24'],
    ['wed', '2026-11-25'],
    ['mon', '2026-11-30'],
    ['2026-11-24', '2026-11-24'],
    ['2025-01-05', '2025-01-05'],
    ['24 Nov', '2026-11-24'],
    ['nov 24', '2026-11-24'],
    ['23 Nov', '2027-11-23'],
    ['1st of December', '2026-12-01'],
    ['Dec 3rd', '2026-12-03'],
    ['3 Dec.', '2026-12-03'],
    ['24. December', '2026-12-24'],
    ['Nov 20, 2026', '2026-11-20'],
    ['20 november 2026', '2026-11-20'],
    ['29 feb', '2028-02-29'],
    ['may 5', '2027-05-05'],
  ])('reads %j as %s', (text, on) => {
    expect(readDay(text, today)).toBe(on);
  });

  it.each([
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-1-5',
    '20261124',
    '30 feb',
    '31 june',
    '0 nov',
    '24/11',
    '24.11.',
    '24 no',
    'nov',
    '24',
    '29 feb 2026',
    'yesterdays',
    '__proto__ 3',
  ])('does not read %j', (text) => {
    expect(readDay(text, today)).toBeUndefined();
  });

  it('finds 29 February across a century without one', () => {
    expect(readDay('29 feb', '2096-03-01')).toBe('2104-02-29');
  });

  it('reads back every day, and finds weekdays within the week', () => {
    const day = fc.nat(20_000).map((count) => addDays('2000-01-01', count));
    const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    fc.assert(
      fc.property(day, day, fc.nat(6), (on, from, index) => {
        expect(readDay(on, from)).toBe(on);
        const next = readDay(names[index] ?? '', from) ?? '';
        expect(weekdayOf(next)).toBe(index + 1);
        expect(next >= from && next < addDays(from, 7)).toBe(true);
      }),
    );
  });

  it('gives an existing day or nothing for any string', () => {
    fc.assert(
      fc.property(anyInput, (text) => {
        const on = readDay(text, today) ?? today;
        expect(addDays(on, 0)).toBe(on);
      }),
    );
  });
});

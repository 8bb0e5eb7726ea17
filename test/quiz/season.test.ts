import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../src/quiz/calendar.ts';
import { firstDayOf, seasonOf, weekOf, weeksBack, weeksOfSeason } from '../../src/quiz/season.ts';

const days = fc.nat(10_000).map((count) => addDays('2024-01-01', count));

describe('ISO weeks', () => {
  it.each([
    ['2026-11-24', '2026-W48'],
    ['2024-12-30', '2025-W01'],
    ['2027-01-03', '2026-W53'],
    ['2024-01-01', '2024-W01'],
  ])('the day %s is in %s', (on, week) => {
    expect(weekOf(on)).toBe(week);
  });

  it('begin on a Monday and hold the days they are asked for', () => {
    fc.assert(
      fc.property(days, (on) => {
        const monday = firstDayOf(weekOf(on));
        expect(weekdayOf(monday)).toBe(1);
        expect(monday <= on && on < addDays(monday, 7)).toBe(true);
      }),
    );
  });

  it('are counted back over the year', () => {
    expect(weeksBack('2027-W01', 1)).toBe('2026-W53');
    expect(weeksBack('2025-W01', 1)).toBe('2024-W52');
    expect(weeksBack('2026-W53', -1)).toBe('2027-W01');
    expect(weeksBack('2026-W48', 0)).toBe('2026-W48');
  });
});

describe('seasons', () => {
  it('are six weeks each from the first Monday of 2024', () => {
    expect(['2024-W01', '2024-W06', '2024-W07', '2024-W12', '2024-W13'].map(seasonOf)).toEqual([
      'S1',
      'S1',
      'S2',
      'S2',
      'S3',
    ]);
    expect(weeksOfSeason('S1')).toEqual(['2024-W01', '2024-W02', '2024-W03', '2024-W04', '2024-W05', '2024-W06']);
  });

  it('run over the end of a year', () => {
    const season = seasonOf('2025-W01');
    expect(weeksOfSeason(season)).toContain('2024-W52');
    expect(weeksOfSeason(season)).toHaveLength(6);
  });

  it('hold every one of their weeks and no other', () => {
    fc.assert(
      fc.property(days, (on) => {
        const weeks = weeksOfSeason(seasonOf(weekOf(on)));
        expect(weeks).toContain(weekOf(on));
        expect(new Set(weeks.map(seasonOf))).toEqual(new Set([seasonOf(weekOf(on))]));
        expect(seasonOf(weeksBack(weeks[0] ?? '', 1))).not.toBe(seasonOf(weekOf(on)));
      }),
    );
  });
});

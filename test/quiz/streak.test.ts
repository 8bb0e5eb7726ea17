import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StreakDay, streak } from '../../src/quiz/streak.ts';

const states = { a: 'answered', m: 'missed', e: 'excused', o: 'open' } as const;
type Sign = keyof typeof states;

/** One day per sign: answered, missed, excused, open. */
function streakOf(signs: readonly Sign[]): ReturnType<typeof streak> {
  const days: StreakDay[] = signs.map((sign, index) => ({ on: `day ${index}`, state: states[sign] }));
  return streak(days);
}
const streakOfSigns = (signs: string) => streakOf([...signs].filter((sign): sign is Sign => sign in states));

describe('a streak', () => {
  it('counts answered posting days', () => {
    expect(streakOfSigns('aaa')).toEqual({ current: 3, longest: 3, restDays: 2 });
    expect(streakOfSigns('')).toEqual({ current: 0, longest: 0, restDays: 2 });
  });

  it('survives two missed days by its rest days and ends at the third', () => {
    expect(streakOfSigns('aamam')).toEqual({ current: 3, longest: 3, restDays: 0 });
    expect(streakOfSigns('aamamm')).toEqual({ current: 0, longest: 3, restDays: 2 });
  });

  it('spends no rest day where there is no streak to keep', () => {
    expect(streakOfSigns('mma')).toEqual({ current: 1, longest: 1, restDays: 2 });
  });

  it('gets one rest day back after every ten answered days, two at most', () => {
    expect(streakOfSigns(`amm${'a'.repeat(8)}`)).toEqual({ current: 9, longest: 9, restDays: 0 });
    expect(streakOfSigns(`amm${'a'.repeat(9)}`)).toEqual({ current: 10, longest: 10, restDays: 1 });
    expect(streakOfSigns(`amm${'a'.repeat(19)}`).restDays).toBe(2);
    expect(streakOfSigns('a'.repeat(40)).restDays).toBe(2);
  });

  it('is not touched by excused days or by a day that is still open', () => {
    expect(streakOfSigns('aaeeeo')).toEqual({ current: 2, longest: 2, restDays: 2 });
  });

  it('remembers the longest', () => {
    expect(streakOfSigns('aaaammma')).toEqual({ current: 1, longest: 4, restDays: 2 });
  });
});

describe('laws of streaks', () => {
  const sign = fc.constantFrom<Sign>('a', 'm', 'e', 'o');

  it('excused days inserted anywhere change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(sign, fc.nat(3)), { maxLength: 60 }), (days) => {
        const padded = days.flatMap(([each, excused]) => [each, ...Array<Sign>(excused).fill('e')]);
        expect(streakOf(padded)).toEqual(streakOf(days.map(([each]) => each)));
      }),
    );
  });

  it('answered on every day, the streak is the number of days', () => {
    fc.assert(
      fc.property(fc.nat(80), (count) => {
        expect(streakOf(Array<Sign>(count).fill('a'))).toEqual({ current: count, longest: count, restDays: 2 });
      }),
    );
  });

  it('the longest is at least the current and at most the days answered, with two rest days at most', () => {
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (days) => {
        const { current, longest, restDays } = streakOf(days);
        expect(longest).toBeGreaterThanOrEqual(current);
        expect(longest).toBeLessThanOrEqual(days.filter((each) => each === 'a').length);
        expect([0, 1, 2]).toContain(restDays);
      }),
    );
  });
});

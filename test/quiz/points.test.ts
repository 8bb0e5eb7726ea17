import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullPoints, leastPoints, roundPoints } from '../../src/quiz/points.ts';
import type { Band } from '../../src/quiz/verdict.ts';

const bands = ['strong', 'partial', 'weak'] as const;

describe('the points of a round', () => {
  it('are ten times the credit, in whole points', () => {
    expect(roundPoints({ credit: 1, hints: 0 })).toBe(10);
    expect(roundPoints({ credit: 2 / 3, hints: 0 })).toBe(7);
    expect(roundPoints({ credit: 0.25, hints: 0 })).toBe(3);
  });

  it('lose two for each hint, two hints at most', () => {
    expect([0, 1, 2, 3].map((hints) => roundPoints({ credit: 1, hints }))).toEqual([10, 8, 6, 6]);
  });

  it('are never fewer than two for an honest answer', () => {
    expect(roundPoints({ credit: 0, hints: 0 })).toBe(2);
    expect(roundPoints({ credit: 0.3, hints: 2 })).toBe(2);
    expect(roundPoints({ credit: 0, hints: 2, band: 'weak' })).toBe(2);
  });

  it('follow the band of an open answer, whatever its score', () => {
    expect(bands.map((band) => roundPoints({ credit: 0.5, hints: 0, band }))).toEqual([8, 5, 2]);
    expect(bands.map((band) => roundPoints({ credit: 0.5, hints: 1, band }))).toEqual([6, 3, 2]);
    expect(roundPoints({ credit: 1, hints: 0, band: 'no-answer' })).toBe(0);
  });

  it('are full for an open answer that was confirmed, but for its hints, and none for no answer', () => {
    const points = (band: Band, hints = 0) => roundPoints({ credit: 0.5, hints, band, isConfirmed: true });
    expect(bands.map((band) => points(band))).toEqual([10, 10, 10]);
    expect([points('strong', 1), points('no-answer')]).toEqual([8, 0]);
  });

  it('are whole and between two and ten for every honest answer, and more credit never earns less', () => {
    const credit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(credit, credit, fc.nat(4), (a, b, hints) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => roundPoints({ credit: each, hints }));
        expect(low).toSatisfy(Number.isInteger);
        expect(low).toBeGreaterThanOrEqual(leastPoints);
        expect(high).toBeLessThanOrEqual(fullPoints);
        expect(low).toBeLessThanOrEqual(high ?? 0);
      }),
    );
  });
});

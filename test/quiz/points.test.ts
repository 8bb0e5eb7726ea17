import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmed, fullPoints, leastPoints, pointsOf, roundPoints } from '../../src/quiz/points.ts';
import type { OpenVerdict, PointVerdict, Verdict } from '../../src/quiz/verdict.ts';

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

  it('are full for an open answer that somebody confirmed, whatever its band, less its hints', () => {
    const verdict = {
      credit: 0.2,
      right: false,
      open: {
        score: 0.2,
        band: 'weak',
        verdicts: [{ id: 'a', status: 'partial', confidence: 1 }],
        flags: [],
        by: 'offline',
      },
    } as const satisfies Verdict;
    expect(pointsOf(verdict, 0)).toBe(2);
    const raised = confirmed(verdict, 'teammate');
    expect([0, 1, 2].map((hints) => pointsOf(raised, hints))).toEqual([10, 8, 6]);
    expect(confirmed(raised, 'second reader').confirmedBy).toBe('teammate');
    expect(confirmed(verdict, undefined)).toBe(verdict);
  });

  it('stay as they are where nothing was found that could be confirmed', () => {
    const verdicts: PointVerdict[] = [{ id: 'a', status: 'missed', confidence: 1 }];
    const weak: OpenVerdict = { score: 0, band: 'weak', verdicts, flags: [], by: 'offline' };
    const nothing: Verdict[] = [
      { credit: 0, right: false, open: weak },
      { credit: 0, right: false, open: { ...weak, band: 'no-answer' } },
      { credit: 1, right: true },
    ];
    for (const verdict of nothing) {
      expect(confirmed(verdict, 'teammate')).toBe(verdict);
    }
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

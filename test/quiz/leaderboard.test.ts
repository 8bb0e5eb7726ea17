import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracy, neighbourhood, rank, seasonPoints, topTen, weekPoints } from '../../src/quiz/leaderboard.ts';

describe('points of a week', () => {
  it('are the best N−1 of N rounds', () => {
    expect(weekPoints([10, 2, 8, 6, 10], 5)).toBe(34);
    expect(weekPoints([10, 8, 6, 10], 5)).toBe(34);
    expect(weekPoints([10, 8], 5)).toBe(18);
  });

  it('count one round at least', () => {
    expect(weekPoints([7], 1)).toBe(7);
    expect(weekPoints([7, 5], 2)).toBe(7);
    expect(weekPoints([], 0)).toBe(0);
  });
});

describe('points of a season', () => {
  it('are the best five weeks of six', () => {
    expect(seasonPoints([30, 10, 40, 40, 20, 30])).toBe(160);
    expect(seasonPoints([30, 10])).toBe(40);
  });
});

describe('accuracy', () => {
  it('is drawn towards the mean of the team by three answers', () => {
    expect(accuracy({ credit: 5, answers: 5, teamMean: 0.6 })).toBeCloseTo(6.8 / 8);
  });

  it('needs five answers', () => {
    expect(accuracy({ credit: 4, answers: 4, teamMean: 0.6 })).toBeUndefined();
  });
});

const rows = fc.uniqueArray(fc.record({ name: fc.string({ maxLength: 3 }), value: fc.integer({ min: 0, max: 4 }) }), {
  selector: ({ name }) => name,
});

describe('ranks', () => {
  it('are equal for equal values, by name among them', () => {
    const board = rank([
      { name: 'Night Owl', value: 36 },
      { name: 'Carol', value: 38 },
      { name: 'bob', value: 36 },
      { name: 'Alice', value: 2 },
    ]);
    expect(board.map(({ name, rank }) => [rank, name])).toEqual([
      [1, 'Carol'],
      [2, 'bob'],
      [2, 'Night Owl'],
      [4, 'Alice'],
    ]);
  });

  it('do not depend on the order the rows come in', () => {
    const twoOrders = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(rank(other)).toEqual(rank(one));
      }),
    );
  });

  it('are one more than the number of rows with a higher value', () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const row of rank(all)) expect(row.rank).toBe(1 + all.filter(({ value }) => value > row.value).length);
      }),
    );
  });

  it('tell apart names that the alphabet does not', () => {
    const names = rank(['a\u0301', 'á', 'a\u0000', 'a'].map((name) => ({ name, value: 1 }))).map(({ name }) => name);
    expect(names).toEqual(['a', 'a\u0000', 'a\u0301', 'á']);
  });
});

describe('what is shown of a board', () => {
  const board = rank(
    Array.from({ length: 14 }, (_, index) => ({ name: `m${String(index).padStart(2, '0')}`, value: 20 - index })),
  );
  const around = (name: string, count?: number) =>
    neighbourhood(board, (row) => row.name === name, count).map((row) => row.rank);

  it('is the top ten', () => {
    expect(topTen(board).map((row) => row.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('is the reader and two neighbours on either side', () => {
    expect(around('m11')).toEqual([10, 11, 12, 13, 14]);
    expect(around('m00')).toEqual([1, 2, 3]);
    expect(around('m13', 1)).toEqual([13, 14]);
    expect(around('nobody')).toEqual([]);
  });
});

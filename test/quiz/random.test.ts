import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pick, seeded, shuffled } from '../../src/quiz/random.ts';

describe('a seeded generator', () => {
  it('gives the same numbers for ever', () => {
    const random = seeded('mlops');
    expect([random(), random(), random()]).toEqual([0.3664541260804981, 0.41102630621753633, 0.08002371760085225]);
  });

  it('gives other numbers for another seed, however similar', () => {
    const firsts = Array.from({ length: 1000 }, (_, index) => seeded(`seed ${index}`)());
    expect(new Set(firsts).size).toBe(1000);
    const mean = firsts.reduce((sum, each) => sum + each, 0) / firsts.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });

  it('stays in [0, 1)', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const random = seeded(seed);
        for (let count = 0; count < 50; count += 1) {
          const number = random();
          expect(number >= 0 && number < 1).toBe(true);
        }
      }),
    );
  });
});

describe('shuffling', () => {
  it('keeps every item, and leaves the given list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        const before = [...items];
        const result = shuffled(items, seeded(seed));
        expect(items).toEqual(before);
        expect(result.toSorted()).toEqual(before.toSorted());
      }),
    );
  });

  it('makes all orders about equally likely', () => {
    const random = seeded('fair');
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round += 1) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('picking', () => {
  it('picks one of the items, each now and then', () => {
    const random = seeded('pick');
    const picked = new Set(Array.from({ length: 100 }, () => pick(['a', 'b', 'c'], random)));
    expect(picked).toEqual(new Set(['a', 'b', 'c']));
  });

  it('picks nothing from nothing', () => {
    expect(pick([], seeded('pick'))).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedCredit, sameNumber } from '../../../src/quiz/grading/closed.ts';
import { type Letter, letters } from '../../../src/quiz/question.ts';
import { choiceQuestion, numericQuestion, orderQuestion } from '../sample-questions.ts';

const choose = (key: Letter[], chosen: Letter[]) =>
  closedCredit(choiceQuestion(key, 6), { kind: 'choice', letters: chosen });
const put = (key: Letter[], given: Letter[]) => closedCredit(orderQuestion(key), { kind: 'order', letters: given });
const say = (key: number, tolerance: number, value: number) =>
  closedCredit(numericQuestion(key, tolerance), { kind: 'numeric', value });

describe('credit for a choice', () => {
  it('is all or nothing where one option is right', () => {
    expect(choose(['b'], ['b'])).toBe(1);
    expect(choose(['b'], ['a'])).toBe(0);
    expect(choose(['b'], ['a', 'b'])).toBe(0);
  });

  it('is right less wrong as a share of the key, never below nothing', () => {
    expect(choose(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe(1);
    expect(choose(['a', 'b', 'c'], ['a', 'b'])).toBeCloseTo(2 / 3);
    expect(choose(['a', 'b', 'c'], ['a', 'b', 'd'])).toBeCloseTo(1 / 3);
    expect(choose(['a'], ['d', 'e', 'f'])).toBe(0);
    expect(choose(['a', 'b', 'c'], ['a', 'b', 'c', 'd', 'e', 'f'])).toBe(0);
  });
});

describe('credit for an order', () => {
  it('is the share of pairs in the right order', () => {
    expect(put(['b', 'a', 'd', 'c'], ['b', 'a', 'd', 'c'])).toBe(1);
    expect(put(['b', 'a', 'd', 'c'], ['c', 'd', 'a', 'b'])).toBe(0);
    expect(put(['a', 'b', 'c', 'd'], ['a', 'b', 'd', 'c'])).toBeCloseTo(5 / 6);
  });

  it('of an order and of its reverse add up to one', () => {
    const orders = fc.shuffledSubarray<Letter>(letters.slice(0, 5), { minLength: 5 });
    fc.assert(
      fc.property(orders, orders, (key, given) => {
        expect(put(key, given) + put(key, given.toReversed())).toBeCloseTo(1);
      }),
    );
  });
});

describe('credit for a number', () => {
  it('includes the edges of the tolerance in spite of floating point', () => {
    expect(say(1, 0.1, 1.1)).toBe(1);
    expect(say(1, 0.1, 0.9)).toBe(1);
    expect(say(0.3, 0, 0.1 + 0.2)).toBe(1);
    expect(say(1, 0.1, 1.1001)).toBe(0);
    expect(say(1e6, 0, 1e6 + 0.01)).toBe(0);
    expect(say(0, 0, 1e-9)).toBe(0);
  });
});

describe('closed credit', () => {
  it('refuses an answer of another kind as a bug', () => {
    expect(() => closedCredit(choiceQuestion(['a']), { kind: 'numeric', value: 1 })).toThrow(
      'a numeric answer cannot be graded on drift-choice (choice)',
    );
  });

  it('is between 0 and 1 for any choice', () => {
    const subset = fc.subarray<Letter>([...letters], { minLength: 1 });
    fc.assert(
      fc.property(subset, subset, (key, chosen) => {
        const credit = choose(key, chosen);
        expect(credit).toBeGreaterThanOrEqual(0);
        expect(credit).toBeLessThanOrEqual(1);
        expect(credit === 1).toBe(key.join() === chosen.join());
      }),
    );
  });
});

describe('equal numbers', () => {
  it('differ by rounding at most', () => {
    expect(sameNumber(0.1 + 0.2, 0.3)).toBe(true);
    expect(sameNumber(0.3, 0.3001)).toBe(false);
  });
});

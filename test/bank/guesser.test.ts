import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessable, guesserScore } from '../../src/bank/guesser.ts';
import { choice, open } from './sample-questions.ts';

const prompt = 'Which baseline shows seasonal drift?';
const score = (right: string, texts: string[]) => guesserScore([choice(right, texts, { prompt })]);

describe('The guesser', () => {
  it('gets a quarter where nothing gives the answer away', () => {
    expect(score('c', ['aaaa', 'bbbb', 'cccc', 'dddd'])).toBe(0.25);
  });

  it.each([
    ['the longest', ['aaaa', 'bbbb', 'cccccc', 'dddd']],
    ['the one with the words of the prompt', ['aaaaaaaa', 'bbbbbbbb', 'baseline', 'dddddddd']],
    ['the only hedged one', ['aaaaaaa', 'bbbbbbb', 'usually', 'ddddddd']],
    ['the only one without an absolute', ['always', 'never b', 'cccccc', 'must dd']],
  ])('takes %s', (_, texts) => {
    expect([score('c', texts), score('a', texts)]).toEqual([1, 0]);
  });

  it('halves its chance between two that lead', () => {
    const texts = ['baseline', 'bbbbbbbb', 'ccccccccccc', 'dddddddd'];
    expect([score('a', texts), score('c', texts), score('b', texts)]).toEqual([0.5, 0.5, 0]);
  });

  it('is tried on four-option choices with one right option, and scores 0 where there are none', () => {
    const others = [open(), choice('a', ['x', 'y']), choice('ab', ['w', 'x', 'y', 'z'])];
    expect(guessable(others)).toEqual([]);
    expect(guesserScore(others)).toBe(0);
  });

  it('gets exactly one of four when each of the same four options is right in turn', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 4, maxLength: 4 }), (texts) => {
        const inTurn = ['a', 'b', 'c', 'd'].map((right) => choice(right, texts, { prompt }));
        expect(guesserScore(inTurn)).toBeCloseTo(0.25, 10);
      }),
    );
  });
});

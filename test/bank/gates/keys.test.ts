import { describe, expect, it } from 'vitest';
import {
  choiceHasBothSides,
  lettersInOrder,
  orderIsPermutation,
  orderIsShuffled,
  promptSaysHowMany,
  toleranceIsSensible,
} from '../../../src/bank/gates/keys.ts';
import { choice, numeric, open, order } from '../sample-questions.ts';

const four = ['The schema', 'The traffic', 'The labels', 'The release'];

describe('A choice', () => {
  it('needs a right option and a wrong one', () => {
    expect(choiceHasBothSides(choice('b', four))).toEqual([]);
    expect(choiceHasBothSides(choice('', four))).toEqual([{ path: ['options'], message: 'options: none is right' }]);
    expect(choiceHasBothSides(choice('abcd', four))).toEqual([
      { path: ['options'], message: 'options: every one is right' },
    ]);
    expect(choiceHasBothSides(open())).toEqual([]);
  });

  it.each(['Choose two.', 'Which two hold?', 'Pick exactly **two**.', 'Select 2 of them.'])(
    'with two right options says so: %s',
    (prompt) => {
      expect(promptSaysHowMany(choice('bd', four, { prompt }))).toEqual([]);
    },
  );

  it.each(['Which ones hold?', 'Choose three.', 'Two teams chose one model each. Which hold?'])(
    'with two right options may not stay silent or say another number: %s',
    (prompt) => {
      expect(promptSaysHowMany(choice('bd', four, { prompt }))).toEqual([
        { path: ['prompt'], message: 'prompt: two options are right, so say "Choose two."' },
      ]);
    },
  );

  it('with one right option may not ask for two', () => {
    expect(promptSaysHowMany(choice('b', four, { prompt: 'Which one holds?' }))).toEqual([]);
    expect(promptSaysHowMany(choice('b', four, { prompt: 'Choose two.' }))).toHaveLength(1);
  });

  it('letters its options in order', () => {
    const question = choice('b', four);
    expect(lettersInOrder(question)).toEqual([]);
    const swapped = question.options.map((option, index) => ({
      ...option,
      id: (['b', 'a', 'c', 'd'] as const)[index] ?? 'a',
    }));
    expect(lettersInOrder({ ...question, options: swapped })).toEqual([
      { path: ['options', 0, 'id'], message: 'options[0].id: is b, not a' },
      { path: ['options', 1, 'id'], message: 'options[1].id: is a, not b' },
    ]);
  });
});

describe('An order', () => {
  it('has a key that names each option once', () => {
    expect(orderIsPermutation(order(['c', 'a', 'b']))).toEqual([]);
    expect(orderIsPermutation(order(['c', 'a', 'a']))).toEqual([
      { path: ['answer', 'order'], message: 'answer.order: must name each of a, b, c once, has c, a, a' },
    ]);
    expect(orderIsPermutation(order(['c', 'a']))).toHaveLength(1);
    expect(orderIsPermutation(order(['c', 'a', 'b', 'd']))).toHaveLength(1);
  });

  it('is not written in the order asked for', () => {
    expect(orderIsShuffled(order(['c', 'a', 'b']))).toEqual([]);
    expect(orderIsShuffled(order(['a', 'b', 'c']))).toHaveLength(1);
  });
});

describe('A tolerance', () => {
  it.each([
    [{ value: 40, tolerance: 0 }],
    [{ value: 0, tolerance: 0 }],
    [{ value: 0.25, tolerance: 0.025 }],
    [{ value: -3.5, tolerance: 0.05 }],
    [{ value: 0.7, tolerance: 0.07 }],
  ])('may be that of %o', (answer) => {
    expect(toleranceIsSensible(numeric(answer))).toEqual([]);
  });

  it('forgives the rounding of a fraction', () => {
    expect(toleranceIsSensible(numeric({ value: 0.25, tolerance: 0 }))).toEqual([
      { path: ['answer', 'tolerance'], message: 'answer.tolerance: is 0, but 0.25 may be rounded differently' },
    ]);
  });

  it('forgives no more than a tenth of the number', () => {
    expect(toleranceIsSensible(numeric({ value: 20, tolerance: 3 }))).toEqual([
      { path: ['answer', 'tolerance'], message: 'answer.tolerance: 3 is more than a tenth of 20' },
    ]);
    expect(toleranceIsSensible(numeric({ value: 0, tolerance: 0.1 }))).toHaveLength(1);
  });
});

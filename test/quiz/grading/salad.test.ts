import { describe, expect, it } from 'vitest';
import { isWordSalad } from '../../../src/quiz/grading/salad.ts';
import { sentencesOf } from '../../../src/quiz/grading/words.ts';

const isSalad = (text: string) => isWordSalad(sentencesOf(text));

describe('Word salad', () => {
  it.each([
    'The of compare with live the is inputs and the training to data.',
    'Evaporated the was, salt leaving the. And of to is water.',
    'I the we of a training with from the is and labels or a.',
  ])('has small words where none of them go: %s', (text) => {
    expect(isSalad(text)).toBe(true);
  });

  it.each([
    'I compare the distribution of the live inputs with that of the training data, as it is the first to move.',
    'Bulb a is on the path b was on, and a was on because it is in a closed path.',
    'The system it came from is one that I have to look at when the model is the last to know.',
    'The shorter the the higher the pitch because it less to travel through.',
    'drift, psi, retraining',
  ])('is no name for what people write, slips and all: %s', (text) => {
    expect(isSalad(text)).toBe(false);
  });

  it('does not hide among other sentences', () => {
    const salad =
      'The of compare with live the is inputs and the training to data, from the of and is. The is with of or the.';
    expect(
      isSalad(`${salad} ${'We think about it with the whole team, as it is good for all of us. '.repeat(12)}`),
    ).toBe(true);
  });
});

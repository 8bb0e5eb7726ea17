import { describe, expect, it } from 'vitest';
import { sentencesOf, wordsOf } from '../../../src/quiz/grading/words.ts';

const texts = (text: string) => wordsOf(text).map((word) => word.text);
const content = (text: string) => wordsOf(text).flatMap((word) => (word.content ? [word.text] : []));

describe('The words of a text', () => {
  it('are in lower case, look-alikes unified, numbers whole', () => {
    expect(texts('ＰＳＩ above 0.25, or ﬁve %: p99')).toEqual([
      'population',
      'stability',
      'index',
      'above',
      '0.25',
      'or',
      'five',
      'p99',
    ]);
  });

  it('speak contractions out', () => {
    expect(texts("It doesn't, can’t, won't and cannot; dont; the model's")).toEqual(
      'it does not can not will not and can not do not the model'.split(' '),
    );
  });

  it('speak out what is said in speech', () => {
    expect(texts("we've, I'm, they'll and you're; im, ive; gonna")).toEqual(
      'we have i am they will and you are i am i have going to'.split(' '),
    );
  });

  it('say one thing in one way', () => {
    expect(texts('rolling back with k8s')).toEqual(texts('rollback with Kubernetes'));
    expect(texts('train/serve skew')).toEqual(texts('training-serving skew'));
  });

  it('carry meaning or not; a single capital names something', () => {
    expect(content('the bulb A is not in a path')).toEqual(['bulb', 'a', 'path']);
    expect(content('A path')).toEqual(['path']);
  });

  it('leave out tokens of more than 40 characters', () => {
    expect(texts(`a ${'x'.repeat(41)} b`)).toEqual(['a', 'b']);
  });

  it('know where they stand in their sentence, also after a long stretch', () => {
    for (const { text, words } of sentencesOf(`${'alpha bravo '.repeat(40)}end. Last one.`)) {
      for (const word of words) expect(text.slice(word.start, word.end).toLowerCase()).toBe(word.text);
    }
  });
});

describe('The sentences of a text', () => {
  it('end at stops and line breaks, and after 40 words at the latest', () => {
    expect(sentencesOf('One two. Three?\n- four\n\n- five; six').map(({ text }) => text)).toEqual([
      'One two.',
      'Three?',
      '- four',
      '- five; six',
    ]);
    expect(sentencesOf('word '.repeat(90)).map(({ words }) => words.length)).toEqual([40, 40, 10]);
  });
});

import { describe, expect, it } from 'vitest';
import { contentStems, sentencesOf, stemsOf } from '../../../src/quiz/grading/stems.ts';

describe('stems', () => {
  it('are equal for forms of a word', () => {
    expect(stemsOf('Models drifted')).toEqual(stemsOf("model's drifting"));
  });

  it('keep numbers and names with digits whole', () => {
    expect(stemsOf('PSI of 0.25, 5% at p99; Ｋ８s')).toEqual(['psi', 'of', '0.25', '5%', 'at', 'p99', 'k8s']);
  });

  it('leave out noise of more than forty characters', () => {
    expect(stemsOf(`ok ${'x'.repeat(41)}`)).toEqual(['ok']);
  });
});

describe('content stems', () => {
  it('leave out words that carry no meaning, but keep those that turn it around', () => {
    expect(contentStems('do not retrain on the same data before the test')).toEqual([
      'not',
      'retrain',
      'data',
      'befor',
      'test',
    ]);
  });

  it('are all words where nothing else is left', () => {
    expect(contentStems('how and why')).toEqual(['whi']);
    expect(contentStems('who are they')).toEqual(['who', 'are', 'they']);
  });
});

describe('sentences', () => {
  it('end at full stops and line ends, not inside numbers', () => {
    expect(sentencesOf('PSI over 0.25 is bad. Act!\n- retrain\n\n- roll back')).toEqual([
      'PSI over 0.25 is bad.',
      'Act!',
      '- retrain',
      '- roll back',
    ]);
  });

  it('are stretches of forty words where there are no full stops', () => {
    const stretches = sentencesOf('word '.repeat(100));
    expect(stretches.map((stretch) => stretch.split(' ').length)).toEqual([40, 40, 20]);
  });
});

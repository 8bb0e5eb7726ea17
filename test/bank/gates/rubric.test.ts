import { describe, expect, it } from 'vitest';
import {
  keyPointsAreDistinct,
  modelAnswerHasItsLength,
  modelAnswerMeetsMusts,
  modelAnswerUsesPhrasings,
  phrasingsMakeSense,
} from '../../../src/bank/gates/rubric.ts';
import { choice, keyPoint, open } from '../sample-questions.ts';

const messages = (found: { message: string }[]) => found.map(({ message }) => message);

describe('A model answer', () => {
  it('has 90 to 200 words', () => {
    const lengths = [89, 90, 200, 201].map((count) => open({ modelAnswer: 'word '.repeat(count) }));
    expect(lengths.map((question) => messages(modelAnswerHasItsLength(question)))).toEqual([
      ['modelAnswer: has 89 words, must have 90 to 200'],
      [],
      [],
      ['modelAnswer: has 201 words, must have 90 to 200'],
    ]);
    expect(modelAnswerHasItsLength(choice('a', ['Yes', 'Maybe']))).toEqual([]);
  });

  it('meets each hard fact in one of its phrasings', () => {
    const must = [
      ['schemas', 'contract'],
      ['0.2', 'threshold'],
    ];
    expect(modelAnswerMeetsMusts(open({ keyPoints: [keyPoint('schema', { must })] }))).toEqual([
      {
        path: ['keyPoints', 0, 'must', 1],
        message: 'keyPoints[0].must[1]: the model answer has none of 0.2, threshold',
      },
    ]);
  });

  it('uses the words of a phrasing of each key point', () => {
    expect(modelAnswerUsesPhrasings(open())).toEqual([]);
    const stranger = keyPoint('volume', { any: ['volume matters', 'row count'] });
    expect(messages(modelAnswerUsesPhrasings(open({ keyPoints: [keyPoint('schema'), stranger] })))).toEqual([
      'keyPoints[1].any: the model answer uses the words of none',
    ]);
  });
});

describe('Key points', () => {
  it('differ in their ids and phrasings, and have a phrase as label', () => {
    expect(keyPointsAreDistinct(open())).toEqual([]);
    const twin = keyPoint('schema', { label: 'Schema', any: ['Schema matters.', 'columns'] });
    expect(keyPointsAreDistinct(open({ keyPoints: [keyPoint('schema'), twin] }))).toEqual([
      { path: ['keyPoints', 1, 'id'], message: 'keyPoints[1].id: "schema" is used twice' },
      { path: ['keyPoints', 1, 'label'], message: 'keyPoints[1].label: has 1 words, must have 2 to 6' },
      { path: ['keyPoints', 1, 'any'], message: 'keyPoints[1].any: "schema matters" stands for keyPoints[0] too' },
    ]);
  });
});

describe('Phrasings', () => {
  it('that repeat, say nothing or are misconceptions too are refused', () => {
    expect(phrasingsMakeSense(open())).toEqual([]);
    const point = keyPoint('schema', {
      any: ['check columns', 'Check columns.', 'it is so', 'retrain first'],
      not: ['retrain first'],
      must: [['schema', 'schema']],
    });
    expect(phrasingsMakeSense(open({ keyPoints: [point] }))).toEqual([
      { path: ['keyPoints', 0, 'any', 1], message: 'keyPoints[0].any: "Check columns." stands there twice' },
      { path: ['keyPoints', 0, 'any', 2], message: 'keyPoints[0].any: "it is so" says nothing by itself' },
      { path: ['keyPoints', 0, 'must', 0, 1], message: 'keyPoints[0].must[0]: "schema" stands there twice' },
      { path: ['keyPoints', 0, 'any', 3], message: 'keyPoints[0].any: "retrain first" is a misconception under not' },
    ]);
  });
});

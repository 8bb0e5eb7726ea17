import { describe, expect, it } from 'vitest';
import { exportBank } from '../../src/bank/export.ts';
import { choice, numeric, open, order } from './sample-questions.ts';

const questions = [
  choice('b', ['The schema', 'The labels']),
  numeric({ value: 0.25, tolerance: 0.01 }),
  numeric({ value: 40, tolerance: 1, unit: '%' }),
  order(['c', 'a', 'b']),
  open(),
];
const [asChoice, asNumber, asPercent, asOrder, asOpen] = exportBank({ questions }).questions;

const everywhere = [
  'id',
  'version',
  'kind',
  'topic',
  'difficulty',
  'interviewTopics',
  'prompt',
  'hints',
  'explanation',
  'references',
];

describe('The exported bank', () => {
  it('has every promised field of every kind', () => {
    const own = [
      ['options'],
      ['answer'],
      ['answer'],
      ['options', 'answer'],
      ['tests', 'modelAnswer', 'keyPoints', 'weakExamples'],
    ];
    for (const [index, question] of exportBank({ questions }).questions.entries()) {
      expect(Object.keys(question)).toEqual(expect.arrayContaining([...everywhere, ...(own[index] ?? [])]));
    }
  });

  it('says of each option whether it is right and why', () => {
    expect(asChoice).toHaveProperty('options', [
      { id: 'a', text: 'The schema', correct: false, why: 'Because it is so.' },
      { id: 'b', text: 'The labels', correct: true, why: 'Because it is so.' },
    ]);
  });

  it('calls every option of an order right and gives the sequence', () => {
    expect(asOrder).toMatchObject({
      options: ['a', 'b', 'c'].map((id) => ({
        id,
        text: `Step ${id}`,
        correct: true,
        why: 'It needs the one before.',
      })),
      answer: { order: ['c', 'a', 'b'] },
    });
  });

  it('gives every number a unit, empty where it has none', () => {
    expect(asNumber).toHaveProperty('answer', { value: 0.25, tolerance: 0.01, unit: '' });
    expect(asPercent).toHaveProperty('answer', { value: 40, tolerance: 1, unit: '%' });
  });

  it('gives rubrics whole', () => {
    expect(asOpen).toEqual(open());
  });

  it('is the same after a trip through JSON', () => {
    const exported = exportBank({ questions });
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
  });
});

import { describe, expect, it } from 'vitest';
import { isOpen, type Question, toPublic } from '../../src/quiz/question.ts';
import { choiceQuestion, numericQuestion, openQuestion, orderQuestion } from './sample-questions.ts';

const questions: Question[] = [
  choiceQuestion(['b']),
  choiceQuestion(['a', 'c']),
  numericQuestion(0.2468, 0.1357, '%'),
  orderQuestion(['b', 'a', 'd', 'c']),
  openQuestion,
];

describe('a public question', () => {
  it('says how many are right, never which', () => {
    expect(questions.map((question) => toPublic(question).several)).toEqual([false, true, false, false, false]);
    const keys = ['a', 'b', 'c', 'd'] as const;
    const shown = keys.map((key) => JSON.stringify(toPublic(choiceQuestion([key]))));
    expect(new Set(shown).size).toBe(1);
  });

  it('has nothing of the key, the reasons or the rubric', () => {
    for (const question of questions) {
      const shown = JSON.stringify(toPublic(question));
      for (const secret of [
        'why a',
        'correct',
        '0.2468',
        '0.1357',
        'population',
        'explanation',
        'Because',
        'Think of',
      ]) {
        expect(shown).not.toContain(secret);
      }
    }
  });

  it('shows the items of an order in the order of their letters, not of the key', () => {
    const shown = toPublic(orderQuestion(['b', 'a', 'd', 'c'])).options.map(({ id }) => id);
    expect(shown).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps what is needed to answer', () => {
    expect(toPublic(numericQuestion(1, 0, '%'))).toMatchObject({ unit: '%', hintCount: 1, options: [] });
  });
});

describe('open kinds', () => {
  it('are the ones answered in sentences', () => {
    expect(questions.map(isOpen)).toEqual([false, false, false, false, true]);
    expect(isOpen({ ...openQuestion, kind: 'star', parts, traps: ['only we'] })).toBe(true);
  });
});

const parts = { situation: 'a', task: 'b', action: 'c', result: 'd' };

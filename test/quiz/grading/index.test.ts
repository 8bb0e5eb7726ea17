import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/quiz/answer.ts';
import { grade } from '../../../src/quiz/grading/index.ts';
import { choiceQuestion, numericQuestion, openQuestion, orderQuestion } from '../sample-questions.ts';

const text = (words: string): Answer => ({ kind: 'text', text: words });

describe('grading', () => {
  it('is right at full credit only', () => {
    const question = choiceQuestion(['a', 'c']);
    expect(grade(question, { kind: 'choice', letters: ['a', 'c'] })).toEqual({ credit: 1, right: true });
    expect(grade(question, { kind: 'choice', letters: ['a'] })).toEqual({ credit: 0.5, right: false });
  });

  it('gives full credit to an answer accepted beside the key, and leaves the key right', () => {
    const question = choiceQuestion(['b']);
    const accepted: Answer[] = [{ kind: 'choice', letters: ['c'] }];
    expect(grade(question, { kind: 'choice', letters: ['c'] }, { accepted })).toEqual({ credit: 1, right: true });
    expect(grade(question, { kind: 'choice', letters: ['b'] }, { accepted })).toEqual({ credit: 1, right: true });
    expect(grade(question, { kind: 'choice', letters: ['d'] }, { accepted }).credit).toBe(0);
  });

  it('compares accepted numbers, orders and texts by what they say', () => {
    expect(
      grade(
        numericQuestion(5, 0),
        { kind: 'numeric', value: 0.1 + 0.2 },
        { accepted: [{ kind: 'numeric', value: 0.3 }] },
      ).right,
    ).toBe(true);
    const order = orderQuestion(['a', 'b', 'c']);
    expect(
      grade(
        order,
        { kind: 'order', letters: ['b', 'a', 'c'] },
        { accepted: [{ kind: 'order', letters: ['b', 'a', 'c'] }] },
      ).right,
    ).toBe(true);
    expect(
      grade(
        order,
        { kind: 'order', letters: ['b', 'a', 'c'] },
        { accepted: [{ kind: 'order', letters: ['a', 'c', 'b'] }] },
      ).right,
    ).toBe(false);
    expect(grade(openQuestion, text('Retrain  IT now'), { accepted: [text('retrain it now')] })).toEqual({
      credit: 1,
      right: true,
    });
  });

  it('takes no accepted answer of another kind', () => {
    const accepted: Answer[] = [{ kind: 'order', letters: ['c'] }, text('c')];
    expect(grade(choiceQuestion(['b']), { kind: 'choice', letters: ['c'] }, { accepted }).credit).toBe(0);
  });

  it('reports the key points of a free text with their score as credit', () => {
    const verdict = grade(openQuestion, text('I would compute the population stability index for every feature.'));
    expect(verdict).toMatchObject({ credit: 0.5, right: false, open: { band: 'partial', score: 0.5 } });
  });

  it('throws on an answer that does not fit the question', () => {
    expect(() => grade(openQuestion, { kind: 'choice', letters: ['a'] })).toThrow('cannot be graded on drift-open');
    expect(() => grade(choiceQuestion(['a']), text('a'))).toThrow('cannot be graded on drift-choice');
    const accepted = text('a');
    expect(() => grade(choiceQuestion(['a']), accepted, { accepted: [accepted] })).toThrow('cannot be graded');
  });
});

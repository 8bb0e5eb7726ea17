import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeByPoints, gradeByReference } from '../../../src/quiz/grading/rubric.ts';
import { anyText } from '../any-text.ts';

const question = 'How did you separate the salt from the water?';
const references = ['The water was evaporated, leaving the salt.'];
const score = (text: string, alternatives: readonly string[] = references) =>
  gradeByReference(question, alternatives, text).score;

describe('Grading by a model answer alone', () => {
  it('passes what says the same and fails what does not', () => {
    expect(score('The water was evaporated, leaving the salt.')).toBeGreaterThan(0.9);
    expect(score('Let the water evaporate and the salt is left behind.')).toBeGreaterThanOrEqual(0.5);
    expect(score('By pouring it slowly into a tray.')).toBeLessThan(0.5);
  });

  it('takes the best of several', () => {
    const several = ['It was filtered through paper.', ...references];
    expect(score('We filtered it through paper.', several)).toBeGreaterThanOrEqual(0.5);
    expect(score('We filtered it through paper.')).toBeLessThan(0.5);
  });

  it('gives nothing for the question, for no answer and for a denied one', () => {
    expect(score(question)).toBeLessThanOrEqual(0.05);
    for (const none of ['', '?', "I don't know", 'no idea']) {
      expect(gradeByReference(question, references, none)).toMatchObject({ score: 0, band: 'no-answer' });
    }
    expect(score('It is not true that the water was evaporated, leaving the salt.')).toBeLessThanOrEqual(0.1);
    expect(score('The water was not evaporated.')).toBeLessThan(0.5);
  });

  it('takes an opposite that is denied for the same', () => {
    const connected = ['Terminal 1 is connected to the battery.'];
    expect(score('Terminal 1 is not separated from the battery.', connected)).toBeGreaterThanOrEqual(0.5);
    expect(score('Terminal 1 is separated from the battery.', connected)).toBeLessThan(
      score('Terminal 1 is not separated from the battery.', connected) - 0.15,
    );
  });

  it('scores any texts between 0 and 1', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 3 }), anyText, (prompt, alternatives, text) => {
        const { score: given, verdicts } = gradeByReference(prompt, alternatives, text);
        expect(given).toBeGreaterThanOrEqual(0);
        expect(given).toBeLessThanOrEqual(1);
        expect(verdicts).toEqual([]);
      }),
    );
  });
});

describe('Grading by points that have no phrasings', () => {
  const points = [{ id: 'margin', text: 'The hyperplane with the largest margin between the classes is chosen.' }];

  it('looks for the sentence of the point, and pays for a part of it', () => {
    const graded = (text: string) => gradeByPoints('What is a support vector machine?', points, text);
    expect(graded('It chooses the hyperplane with the largest margin between two classes.').verdicts[0]?.status).toBe(
      'covered',
    );
    const part = graded('It looks for a hyperplane between the points.');
    expect(part.verdicts[0]?.status).toBe('partial');
    expect(part.score).toBeGreaterThan(0);
    expect(part.score).toBeLessThan(0.75);
    expect(graded('It is a kind of neural network with many layers.').score).toBe(0);
  });
});

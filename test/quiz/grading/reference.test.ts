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

  it('lets a denial count as much as what it denies', () => {
    const circuit = ['The circuit is not complete, so the motor does not run.'];
    const answer = 'The circuit is not complete.';
    expect(score(answer, circuit)).toBeGreaterThanOrEqual(0.5);
    expect(score(`No because ${answer}`, circuit)).toBeGreaterThanOrEqual(0.5);
    const aside = `${references[0]} We did not stir the salt.`;
    expect(score(aside)).toBeGreaterThan(0.8);
    expect(score('The water was not evaporated, leaving the salt.')).toBeLessThan(0.2);
  });

  it('pays for the clause of a long model answer that is said best, and for words in order', () => {
    const long = ['The water evaporates in the sun, so the salt stays in the dish, and the sand was filtered before.'];
    expect(score('The salt stays in the dish.', long)).toBeGreaterThan(
      score('The water stays in the sand.', long) + 0.15,
    );
    const [said = ''] = references;
    const turned = 'The salt was leaving, the water evaporated.';
    expect(score(said)).toBeGreaterThan(score(turned));
  });

  it('does not take a short statement for a list of keywords', () => {
    for (const text of ['Let the water evaporate.', 'They have bigger or smaller sized hands.']) {
      expect(gradeByReference(question, references, text).flags).toEqual([]);
    }
    const list = 'water, evaporated, leaving, salt, sun, dish';
    const { score: listed, flags } = gradeByReference(question, references, list);
    expect(listed).toBeLessThanOrEqual(0.3);
    expect(flags).toContain('keyword-list');
    const padding = 'In my opinion this is very important, and we should think about it. '.repeat(12);
    expect(score(`${list}. ${padding}`)).toBeLessThanOrEqual(0.35);
  });

  it('pays for no small words in sentences that say nothing of the model answer', () => {
    const mirror = ['The mirror was clean, leaving the image in the glass as it was on the day of the test.'];
    const part = 'It was clean.';
    const smallWords = 'The cat was on the mat in the sun, as it was on the way of the dog.';
    expect(score(`${part} ${smallWords}`, mirror)).toBeLessThanOrEqual(score(part, mirror));
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

  const graded = (text: string) => gradeByPoints('What is a support vector machine?', points, text);
  const told = 'It chooses the hyperplane with the largest margin between two classes.';

  it('finds the sentence anywhere in a long answer, whatever stands around it', () => {
    const around = 'It is a model for classification. Many people like it for its speed.';
    expect(graded(`${around} ${told} ${around}`).score).toBeCloseTo(graded(told).score, 1);
  });

  it('reads an answer of a word or two', () => {
    expect(graded('largest margin').score).toBeGreaterThan(0);
    expect(graded('no idea')).toMatchObject({ score: 0, band: 'no-answer' });
  });

  it('calls a denied one contradicted', () => {
    expect(graded(`It is not true that ${told}`).verdicts[0]?.status).toBe('contradicted');
  });

  it('pays a point half where a hard fact is missing', () => {
    const must = [{ ...points[0], id: 'margin', text: points[0]?.text ?? '', must: [['kernel trick']] }];
    expect(gradeByPoints('What is it?', must, told)).toMatchObject({ score: 0.5, verdicts: [{ status: 'partial' }] });
  });
});

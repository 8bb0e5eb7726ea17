import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradedTextMax, gradeOpen } from '../../../src/quiz/grading/open.ts';
import type { KeyPoint, OpenQuestion } from '../../../src/quiz/question.ts';
import { anyText } from '../any-text.ts';
import { openQuestion } from '../sample-questions.ts';

function statuses(text: string, question = openQuestion): Record<string, string> {
  return Object.fromEntries(gradeOpen(question, text).verdicts.map(({ id, status }) => [id, status]));
}

function asking(...keyPoints: Partial<KeyPoint>[]): OpenQuestion {
  const plain: KeyPoint = { id: 'point', label: 'a point', text: 'A point.', any: ['x'], weight: 1, hint: 'Look.' };
  return { ...openQuestion, keyPoints: keyPoints.map((point) => ({ ...plain, ...point })) };
}

describe('the reading of a free text', () => {
  it('finds every point of the model answer', () => {
    const verdict = gradeOpen(openQuestion, openQuestion.modelAnswer);
    expect(verdict).toMatchObject({ score: 1, band: 'strong', flags: [], by: 'offline' });
  });

  it('calls the weak examples weak', () => {
    for (const weak of ['Retrain it again.', 'Use a bigger model.']) {
      expect(gradeOpen(openQuestion, weak)).toMatchObject({ score: 0, band: 'weak' });
    }
  });

  it('finds a point in other forms of its words and quotes the sentence it stands in', () => {
    const text =
      'First I look at dashboards. Comparing distributions of live inputs with the training data comes next.';
    const [point] = gradeOpen(openQuestion, text).verdicts;
    expect(point).toEqual({
      id: 'input-drift',
      status: 'covered',
      confidence: 1,
      quote: 'Comparing distributions of live inputs with the training data comes next.',
    });
  });

  it('looks across two neighbouring sentences, not three', () => {
    const question = asking({ any: ['canary rollback threshold'] });
    expect(statuses('We start a canary. We define a rollback threshold.', question)).toEqual({ point: 'covered' });
    expect(statuses('We start a canary. Then lunch. We define a rollback threshold.', question)).toEqual({
      point: 'partial',
    });
  });

  it('needs the hard facts for a whole point', () => {
    const half = 'I collect fresh labels every week.';
    expect(statuses(half)['fresh-labels']).toBe('partial');
    expect(statuses(`${half} Then I look at the accuracy.`)['fresh-labels']).toBe('covered');
  });

  it('gives no half for one word of two', () => {
    expect(statuses('the index of the population is here', asking({ any: ['rollback index'] }))).toEqual({
      point: 'missed',
    });
  });

  it('weighs the points, a partial one half', () => {
    const question = asking({ id: 'heavy', any: ['alpha'], weight: 3 }, { id: 'light', any: ['beta gamma delta'] });
    expect(gradeOpen(question, 'we do alpha').score).toBe(0.75);
    expect(gradeOpen(question, 'we do beta gamma').score).toBe(0.125);
  });

  it.each(['', 'no idea', '!!! ???', openQuestion.prompt, openQuestion.prompt.toUpperCase()])(
    'sees no answer in %j',
    (text) => {
      expect(gradeOpen(openQuestion, text)).toMatchObject({ score: 0, band: 'no-answer' });
    },
  );

  it('tells a copied question from a short answer', () => {
    expect(gradeOpen(openQuestion, openQuestion.prompt).flags).toEqual(['question-copied']);
    expect(gradeOpen(openQuestion, 'no idea').flags).toEqual([]);
  });

  it('reads words that are names of object properties as words', () => {
    const question = asking({ any: ['constructor __proto__ toString'] });
    expect(statuses('nothing of that kind', question)).toEqual({ point: 'missed' });
    expect(statuses('the constructor and __proto__ and toString', question)).toEqual({ point: 'covered' });
  });

  it('cuts quotes at 160 characters and text at its limit', () => {
    const question = asking({ any: ['alpha'] });
    const [point] = gradeOpen(question, `alpha ${'word '.repeat(38)}`).verdicts;
    expect(point?.quote?.length).toBeLessThanOrEqual(160);
    const late = `${'word '.repeat(gradedTextMax / 5)}alpha`;
    expect(gradeOpen(question, late)).toMatchObject({ score: 0 });
  });

  it('scores any text between 0 and 1, with a verdict for every point and quotes from the text', () => {
    const words = fc.constantFrom(
      'compare',
      'live',
      'inputs',
      'training',
      'data',
      'labels',
      '.',
      '\n',
      'fresh',
      'not',
      '😀',
      '__proto__',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words).map((all) => all.join(' ')),
          anyText,
        ),
        (text) => {
          const { score, verdicts, band } = gradeOpen(openQuestion, text);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(verdicts.map(({ id }) => id)).toEqual(openQuestion.keyPoints.map(({ id }) => id));
          if (band === 'no-answer') expect(score).toBe(0);
          const spaced = text.replace(/\s+/g, ' ');
          for (const { quote } of verdicts) if (quote !== undefined) expect(spaced).toContain(quote.replace(/…$/, ''));
        },
      ),
    );
  });

  it('never scores lower for words added at the end as a sentence of their own', () => {
    const sentence = fc.constantFrom(
      'I collect fresh labels.',
      'Accuracy matters.',
      'Look at live inputs.',
      'Check the pipeline.',
    );
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1 }), sentence, (sentences, added) => {
        const before = gradeOpen(openQuestion, sentences.join(' ')).score;
        expect(gradeOpen(openQuestion, [...sentences, added].join(' ')).score).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

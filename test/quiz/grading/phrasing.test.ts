import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeOpen } from '../../../src/quiz/grading/open.ts';
import { type Phrasing, quotedFrom } from '../../../src/quiz/grading/phrasing.ts';
import { visible } from '../../../src/quiz/plain-text.ts';
import { typed } from '../../support/questions.ts';
import { openQuestion } from '../sample-questions.ts';

const answer = "First I ask whether today's requests still resemble what it learned from.";

describe('Words quoted from an answer', () => {
  it.each([
    ["today's requests still resemble", "today's requests still resemble"],
    ['  TODAY’S requests,\nstill resemble!', "today's requests still resemble"],
    ['ｔｏｄａｙｓ', undefined],
    ['ｒｅｑｕｅｓｔｓ still', 'requests still'],
    ['quest', undefined],
    ['requests resemble', undefined],
    ['', undefined],
    ['“…”', undefined],
    [`${answer} And more.`, undefined],
  ])('%j gives %j', (quote, said) => {
    expect(quotedFrom(answer, quote)).toBe(said);
  });

  it('stand in the answer as it is read, and any run of its words can be quoted', () => {
    fc.assert(
      fc.property(typed(400), fc.nat(40), fc.nat(40), (text, from, length) => {
        const read = visible(text).normalize('NFKC');
        const words = read.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
        const run = words.slice(from % (words.length + 1)).slice(0, length + 1);
        const quote = quotedFrom(text, run.join(' - '));
        fc.pre(run.length > 0);
        expect(read).toContain(quote);
        expect(
          quote
            ?.match(/[\p{L}\p{M}\p{N}]+/gu)
            ?.join(' ')
            .toLowerCase(),
        ).toBe(run.join(' ').toLowerCase());
      }),
    );
  });
});

const pieces = [
  answer,
  'I collect fresh labels and measure accuracy on them.',
  'It is not true that the population stability index helps.',
  'monitoring, dashboards, alerts, population stability index, labels, canary',
  'I chek the pipline for brokn features.',
  'labels labels labels',
  'The inputs have moved.',
];
const phrasing = fc
  .tuple(
    fc.constantFrom(...openQuestion.keyPoints.map(({ id }) => id)),
    fc.constantFrom(...pieces),
    fc.nat(8),
    fc.integer({ min: 1, max: 8 }),
  )
  .map(([pointId, piece, from, count]): Phrasing => {
    const words = piece.split(' ');
    return {
      pointId,
      words: words
        .slice(Math.min(from, words.length - 1))
        .slice(0, count)
        .join(' '),
    };
  });

describe('Phrasings of a team', () => {
  it('make a point found where its words stand, and nothing else', () => {
    expect(gradeOpen(openQuestion, answer)).toMatchObject({ score: 0, band: 'weak' });
    const taken = [{ pointId: 'input-drift', words: "today's requests still resemble what it learned from" }];
    expect(gradeOpen(openQuestion, answer, taken)).toMatchObject({
      score: 0.5,
      verdicts: [{ status: 'covered', quote: answer }, { status: 'missed' }, { status: 'missed' }],
    });
    const denied = "I would not ask whether today's requests still resemble what it learned from.";
    expect(gradeOpen(openQuestion, denied, taken)).toMatchObject({ score: 0 });
  });

  it('cost nothing where one more makes a word known that passed for the typo of another', () => {
    const text = 'Then I check the pipeline for broken features. I colect fresh labls and measure acuracy.';
    expect(gradeOpen(openQuestion, text).score).toBe(0.5);
    expect(gradeOpen(openQuestion, text, [{ pointId: 'pipeline', words: 'labls' }]).score).toBe(0.5);
  });

  it('one more never costs points, whatever it says and in whatever answer', () => {
    let raised = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }),
        fc.array(phrasing, { minLength: 1, maxLength: 4 }),
        (said, phrasings) => {
          const scores = [...phrasings, undefined].map(
            (_, count) => gradeOpen(openQuestion, said.join(' '), phrasings.slice(0, count)).score,
          );
          expect(scores).toEqual(scores.toSorted((a, b) => a - b));
          if ((scores.at(-1) ?? 0) > (scores[0] ?? 0)) raised += 1;
        },
      ),
      { numRuns: 60 },
    );
    expect(raised).toBeGreaterThan(0);
  });

  it('leave what is no answer and what caps an answer as it is', () => {
    const taken = [{ pointId: 'input-drift', words: 'no idea' }];
    expect(gradeOpen(openQuestion, 'no idea', taken).band).toBe('no-answer');
    const list = 'drift, labels, canary, dashboards, alerts, psi, retraining, features';
    const byList = ['drift', 'labels', 'canary'].map((words, at) => ({
      pointId: openQuestion.keyPoints[at]?.id ?? '',
      words,
    }));
    expect(gradeOpen(openQuestion, list, byList)).toMatchObject({ score: 0.3, flags: ['keyword-list'] });
  });
});

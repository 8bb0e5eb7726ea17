import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeOpen } from '../../../src/quiz/grading/open.ts';
import { type Phrasing, quotedFrom } from '../../../src/quiz/grading/phrasing.ts';
import { visible } from '../../../src/quiz/plain-text.ts';
import type { PointFinding, SecondReading } from '../../../src/quiz/verdict.ts';
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

const finding = fc
  .tuple(fc.constantFrom(...openQuestion.keyPoints.map(({ id }) => id)), fc.constantFrom(...pieces))
  .map(([id, quote]): PointFinding => ({ id, status: 'covered', quote }));

describe('Phrasings of a team', () => {
  it('make a point found where its words stand, and nothing else', () => {
    expect(gradeOpen(openQuestion, answer)).toMatchObject({ score: 0, band: 'weak' });
    const taken = [{ pointId: 'input-drift', words: "today's requests still resemble what it learned from" }];
    expect(gradeOpen(openQuestion, answer, { phrasings: taken })).toMatchObject({
      score: 0.5,
      verdicts: [{ status: 'covered', quote: answer }, { status: 'missed' }, { status: 'missed' }],
    });
    const denied = "I would not ask whether today's requests still resemble what it learned from.";
    expect(gradeOpen(openQuestion, denied, { phrasings: taken })).toMatchObject({ score: 0 });
  });

  it('need no hard fact beside them: an admin took them for the point as they stand', () => {
    const text = 'I label new data and look whether it is as good as before.';
    const accepted = [{ pointId: 'fresh-labels', words: 'look whether it is as good as before' }];
    expect(gradeOpen(openQuestion, text).verdicts[1]?.status).toBe('partial');
    expect(gradeOpen(openQuestion, text, { phrasings: accepted }).verdicts[1]?.status).toBe('covered');
  });

  it('cost nothing where one more makes a word known that passed for the typo of another', () => {
    const text = 'Then I check the pipeline for broken features. I colect fresh labls and measure acuracy.';
    expect(gradeOpen(openQuestion, text).score).toBe(0.5);
    expect(gradeOpen(openQuestion, text, { phrasings: [{ pointId: 'pipeline', words: 'labls' }] }).score).toBe(0.5);
  });

  it('one more never costs points, whatever it says and in whatever answer', () => {
    let raised = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }),
        fc.array(phrasing, { minLength: 1, maxLength: 4 }),
        (said, phrasings) => {
          const scores = [...phrasings, undefined].map(
            (_, count) => gradeOpen(openQuestion, said.join(' '), { phrasings: phrasings.slice(0, count) }).score,
          );
          expect(scores).toEqual(scores.toSorted((a, b) => a - b));
          if ((scores.at(-1) ?? 0) > (scores[0] ?? 0)) raised += 1;
        },
      ),
      { numRuns: 60 },
    );
    expect(raised).toBeGreaterThan(0);
  });

  it('and a second reading take nothing from each other', () => {
    const byTeam: Phrasing = { pointId: 'pipeline', words: "today's requests still resemble" };
    const byReader: PointFinding = { id: 'input-drift', status: 'covered', quote: 'The inputs have moved.' };
    let gained = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }),
        fc.array(phrasing, { minLength: 1, maxLength: 4 }),
        fc.array(finding, { minLength: 1, maxLength: 3 }),
        (said, phrasings, findings) => {
          const text = said.join(' ');
          const reading = { model: 'small', findings };
          const both = [undefined, ...phrasings].map((_, count) =>
            gradeOpen(openQuestion, text, { phrasings: phrasings.slice(0, count), reading }),
          );
          const scores = both.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => a - b));
          // Whom both found strong they find strong with one phrasing more.
          const agreed = both.map((verdict) => Number(verdict.agreed ?? false));
          expect(agreed).toEqual(agreed.toSorted());
          const last = scores.at(-1) ?? 0;
          const withoutReader = gradeOpen(openQuestion, text, { phrasings }).score;
          expect(last).toBeGreaterThanOrEqual(withoutReader);
          if (last > Math.max(withoutReader, scores[0] ?? 0)) gained += 1;
        },
      ),
      { numRuns: 60, examples: [[[answer, 'The inputs have moved.'], [byTeam], [byReader]]] },
    );
    expect(gained).toBeGreaterThan(0);
  });

  it('leave a second reader what it found where they gain by themselves, but find another point no more', () => {
    const text = 'The inputs have moved. I chek the pipline for brokn features.';
    const reading: SecondReading = {
      model: 'small',
      findings: [{ id: 'input-drift', status: 'covered', quote: 'The inputs have moved.' }],
    };
    // By the team's word the point earns three, and the typo is none any more; by the reader's it does too, and it is one.
    const phrasings = [{ pointId: 'input-drift', words: 'chek' }];
    expect(gradeOpen(openQuestion, text, { phrasings }).score).toBe(3 / 6);
    expect(gradeOpen(openQuestion, text, { reading }).score).toBe(4 / 6);
    expect(gradeOpen(openQuestion, text, { phrasings, reading }).score).toBe(4 / 6);
  });

  it('leave agreed what both readers found strong, where another reading finds more', () => {
    const [inputs, labels] = [
      'I would compare the distribution of live inputs with training data.',
      'I colect fresh labls, with acuracy.',
    ];
    const reading: SecondReading = {
      model: 'small',
      findings: [
        { id: 'input-drift', status: 'covered', quote: inputs },
        { id: 'fresh-labels', status: 'covered', quote: labels },
      ],
    };
    const text = `${inputs} ${labels}`;
    expect(gradeOpen(openQuestion, text, { reading })).toMatchObject({ score: 5 / 6, agreed: true });
    // The typo is none any more: by itself the grader then finds less, and the reader makes up for it.
    const phrasings = [{ pointId: 'pipeline', words: 'labls' }];
    expect(gradeOpen(openQuestion, text, { phrasings, reading })).toMatchObject({ score: 1, agreed: true });
  });

  it('leave what is no answer and what caps an answer as it is', () => {
    const taken = [{ pointId: 'input-drift', words: 'no idea' }];
    expect(gradeOpen(openQuestion, 'no idea', { phrasings: taken }).band).toBe('no-answer');
    const list = 'drift, labels, canary, dashboards, alerts, psi, retraining, features';
    const byList = ['drift', 'labels', 'canary'].map((words, at) => ({
      pointId: openQuestion.keyPoints[at]?.id ?? '',
      words,
    }));
    const capped = gradeOpen(openQuestion, list, { phrasings: byList });
    expect(capped).toMatchObject({ band: 'weak', flags: ['keyword-list'] });
    expect(capped.score).toBeGreaterThan(gradeOpen(openQuestion, list).score);
  });
});

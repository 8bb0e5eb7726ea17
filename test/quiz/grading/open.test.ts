import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradedTextMax } from '../../../src/quiz/grading/answer-text.ts';
import { gradeOpen } from '../../../src/quiz/grading/open.ts';
import type { KeyPoint, OpenQuestion } from '../../../src/quiz/question.ts';
import { anyText } from '../any-text.ts';
import { openQuestion } from '../sample-questions.ts';

function statuses(text: string, question = openQuestion): Record<string, string> {
  return Object.fromEntries(gradeOpen(question, text).verdicts.map(({ id, status }) => [id, status]));
}

function asking(...keyPoints: Partial<KeyPoint>[]): OpenQuestion {
  const plain: KeyPoint = { id: 'point', label: 'a point', text: 'Zebra.', any: ['x'], weight: 1, hint: 'Look.' };
  return { ...openQuestion, keyPoints: keyPoints.map((point) => ({ ...plain, ...point })) };
}

describe('The reading of a free text', () => {
  it('finds every point of the model answer', () => {
    const verdict = gradeOpen(openQuestion, openQuestion.modelAnswer);
    expect(verdict).toMatchObject({ score: 1, band: 'strong', flags: [], by: 'offline' });
  });

  it.each(['Retrain it again.', 'Use a bigger model.'])('calls the weak example %j weak', (weak) => {
    expect(gradeOpen(openQuestion, weak)).toMatchObject({ score: 0, band: 'weak' });
  });

  it('finds a point in other forms of its words and quotes the sentence it stands in', () => {
    const text =
      'First I look at dashboards. Comparing distributions of live inputs with the training data comes next.';
    expect(gradeOpen(openQuestion, text).verdicts[0]).toEqual({
      id: 'input-drift',
      status: 'covered',
      confidence: 1,
      quote: 'Comparing distributions of live inputs with the training data comes next.',
    });
  });

  it.each([
    ['an abbreviation', 'We compute the PSI for each feature.', 'population stability index'],
    ['two words for one', 'We can roll back automatically.', 'automatic rollback'],
    ['a synonym', 'We get a notification on drift.', 'alert on drift'],
    ['a typo', 'We set a treshold for the score.', 'threshold for the score'],
    ['an irregular form', 'We sent the alert to the team.', 'send the alert'],
    ['an alternative way to write it', 'It runs on k8s nodes.', 'Kubernetes nodes'],
  ])('takes %s for what it means', (_, text, phrasing) => {
    expect(statuses(text, asking({ any: [phrasing] }))).toEqual({ point: 'covered' });
  });

  it('looks across two neighbouring sentences, not three', () => {
    const question = asking({ any: ['canary rollback threshold'] });
    expect(statuses('We start a canary. We define a rollback threshold.', question)).toEqual({ point: 'covered' });
    expect(statuses('We start a canary. Then lunch. We define a rollback threshold.', question)).toEqual({
      point: 'missed',
    });
  });

  it('needs the words of a phrasing near each other', () => {
    const far = `The index has many columns and ${'each of them holds several more values '.repeat(3)}until rollback`;
    expect(statuses(far, asking({ any: ['rollback index'] }))).toEqual({ point: 'missed' });
    expect(statuses('There is an index for each rollback', asking({ any: ['rollback index'] }))).toEqual({
      point: 'covered',
    });
  });

  it('needs the hard facts for a whole point', () => {
    const half = 'I collect fresh labels every week.';
    expect(statuses(half)['fresh-labels']).toBe('partial');
    expect(statuses(`${half} Then I look at the accuracy.`)['fresh-labels']).toBe('covered');
  });

  it('gives no half for one word of two, and one for most words of many', () => {
    expect(statuses('the index of the population is here', asking({ any: ['rollback index'] }))).toEqual({
      point: 'missed',
    });
    const question = asking({ any: ['alpha bravo charlie delta echo'] });
    expect(statuses('we do alpha bravo charlie', question)).toEqual({ point: 'partial' });
  });

  it('weighs the points, a partial one half', () => {
    const question = asking(
      { id: 'heavy', any: ['alpha'], weight: 3 },
      { id: 'light', any: ['bravo charlie delta echo foxtrot'] },
    );
    expect(gradeOpen(question, 'we do alpha').score).toBe(0.75);
    expect(gradeOpen(question, 'we do bravo charlie delta').score).toBe(0.125);
  });

  it.each([
    'It is not true that one should compare the distribution of live inputs with training data.',
    'We never compare the distribution of live inputs with training data.',
    'The comparison of the distribution of live inputs with training data does not matter.',
    'I would not compare the distribution of live inputs with training data.',
  ])('calls a denied point contradicted: %s', (text) => {
    expect(statuses(text)['input-drift']).toBe('contradicted');
  });

  it('keeps a point that is made once and denied once', () => {
    const said = 'We compare the distribution of live inputs with training data.';
    expect(statuses(`${said} It is not true that a canary suffices.`)['input-drift']).toBe('covered');
  });

  it('calls a known misconception about a point contradicted', () => {
    const question = asking({ any: ['validate the data'], not: ['validate the data by eye'] });
    expect(statuses('We validate the data by eye.', question)).toEqual({ point: 'contradicted' });
    expect(statuses('We validate the data in the pipeline.', question)).toEqual({ point: 'covered' });
  });

  it.each(['', 'no idea', "I don't know.", '!!! ???', openQuestion.prompt, openQuestion.prompt.toUpperCase()])(
    'sees no answer in %j',
    (text) => {
      expect(gradeOpen(openQuestion, text)).toMatchObject({ score: 0, band: 'no-answer' });
    },
  );

  it.each([
    'Ich würde prüfen, ob die Daten sich verändert haben; PSI, Labels, Pipeline, Canary sind für mich die Stichworte.',
    '我会先检查标签是否完整，然后比较输入分布，最后用新数据重新训练模型。',
  ])('says that it cannot read %j, and takes it for an honest answer without a word on its form', (text) => {
    expect(gradeOpen(openQuestion, text)).toMatchObject({ band: 'weak', flags: ['not-english'] });
  });

  it('finds terms among words of another language', () => {
    const { verdicts, flags } = gradeOpen(
      openQuestion,
      'Ich berechne den population stability index für jedes Feature und vergleiche ihn mit dem vom Training.',
    );
    expect(verdicts[0]).toMatchObject({ id: 'input-drift', status: 'covered' });
    expect(flags).toEqual(['not-english']);
  });

  it('tells a copied question from a short answer', () => {
    expect(gradeOpen(openQuestion, openQuestion.prompt).flags).toEqual(['question-copied']);
    expect(gradeOpen(openQuestion, 'no idea').flags).toEqual([]);
  });

  it('caps what words without sentences earn, and never takes all of it', () => {
    const list =
      'compare, distribution, live, inputs, training, data, fresh, labels, accuracy, pipeline, broken, features';
    const { score, flags } = gradeOpen(openQuestion, list);
    expect(flags).toContain('keyword-list');
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(0.34);
  });

  it('pays notes for what they say besides the keywords, and tells what it holds back', () => {
    const notes =
      'inputs drift: distribution of live inputs compared to training data; check pipeline for broken features; fresh labels, look at accuracy';
    const bare = 'live inputs training data, fresh labels, accuracy, broken features, pipeline, distribution';
    const [noted, listed] = [gradeOpen(openQuestion, notes), gradeOpen(openQuestion, bare)];
    expect(noted.score).toBeGreaterThan(listed.score + 0.2);
    expect(listed.flags).toContain('keyword-list');
  });

  it('takes phrases that say nothing besides for keywords, however long they are', () => {
    const question = asking(
      ...['alpha of the bravo', 'charlie for a delta', 'echo with the foxtrot', 'golf on a hotel'].map(
        (phrase, at) => ({
          id: `${at}`,
          any: [phrase],
        }),
      ),
    );
    const bare = gradeOpen(question, 'alpha of the bravo, charlie for a delta, echo with the foxtrot, golf on a hotel');
    expect(bare).toMatchObject({ score: 0.25, flags: ['keyword-list'] });
    const more =
      'alpha of the bravo falls, charlie for a delta first, slow echo with the foxtrot, golf on a quiet hotel';
    expect(gradeOpen(question, more).score).toBeGreaterThan(0.6);
  });

  it('is not sure that other words deny a point', () => {
    const question = asking({ any: ['later date'] });
    expect(statuses('It was live three days early.', question)).toEqual({ point: 'missed' });
    expect(statuses('There was no later date.', question)).toEqual({ point: 'contradicted' });
    expect(statuses('We moved it back and forth.', asking({ any: ['in advance'] }))).toEqual({ point: 'missed' });
    expect(statuses('It is a high threshold.', asking({ any: ['low threshold'] }))).toEqual({ point: 'contradicted' });
  });

  it('reads words that are names of object properties as words', () => {
    const question = asking({ any: ['constructor __proto__ toString'] });
    expect(statuses('nothing of that kind', question)).toEqual({ point: 'missed' });
    expect(statuses('the constructor and __proto__ and toString', question)).toEqual({ point: 'covered' });
  });

  it('cuts quotes at 160 characters and text at its limit', () => {
    const question = asking({ any: ['alpha'] });
    const [point] = gradeOpen(question, `${'lengthy '.repeat(30)} alpha ${'wordiness '.repeat(8)}`).verdicts;
    expect(point?.quote?.length).toBeLessThanOrEqual(160);
    expect(point?.quote).toContain('alpha');
    const late = `${'word '.repeat(gradedTextMax / 5)}alpha`;
    expect(gradeOpen(question, late)).toMatchObject({ score: 0 });
  });
});

const sentences = [
  'I collect fresh labels.',
  'Accuracy matters on labels.',
  'We compare the distribution of live inputs with the training data.',
  'Check the pipeline for broken features.',
  'The population stability index helps.',
  'My manager is a nice person.',
];
const someSentences = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 6 });
const rank = { contradicted: 0, missed: 0, partial: 1, covered: 2 };

describe('The laws of reading a free text', () => {
  it('scores any text between 0 and 1, with a verdict for every point and quotes from the text', () => {
    const words = fc.constantFrom(
      ...'compare live inputs training data labels . ; fresh not never 😀 __proto__ ﬁt'.split(' '),
    );
    const text = fc.oneof(
      fc.array(words, { maxLength: 120 }).map((all) => all.join(' ')),
      anyText,
    );
    fc.assert(
      fc.property(text, (given) => {
        const { score, verdicts, band } = gradeOpen(openQuestion, given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(verdicts.map(({ id }) => id)).toEqual(openQuestion.keyPoints.map(({ id }) => id));
        if (band === 'no-answer') expect(score).toBe(0);
        for (const { quote } of verdicts) {
          if (quote === undefined) continue;
          expect(quote.length).toBeLessThanOrEqual(160);
          expect(given.normalize('NFKC')).toContain(quote);
        }
      }),
    );
  });

  it('never finds less of any point for a sentence added at the end', () => {
    fc.assert(
      fc.property(someSentences, fc.constantFrom(...sentences), (all, added) => {
        const before = gradeOpen(openQuestion, all.join(' ')).verdicts;
        const after = gradeOpen(openQuestion, [...all, added].join(' ')).verdicts;
        for (const [at, { status }] of before.entries()) {
          expect(rank[after[at]?.status ?? 'missed']).toBeGreaterThanOrEqual(rank[status]);
        }
      }),
    );
  });

  it('does not care for the order of sentences that each make their point', () => {
    const whole = sentences.filter((_, at) => at !== 1);
    const score = gradeOpen(openQuestion, whole.join(' ')).score;
    fc.assert(
      fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), (all) => {
        expect(Math.abs(gradeOpen(openQuestion, all.join(' ')).score - score)).toBeLessThanOrEqual(0.1);
      }),
    );
  });

  it('does not pay for padding', () => {
    const noise = fc.array(
      fc.constantFrom(...'we think this important very team company good really people about it'.split(' ')),
      {
        minLength: 5,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(someSentences, noise, (all, padding) => {
        const plain = gradeOpen(openQuestion, all.join(' ')).score;
        expect(gradeOpen(openQuestion, `${all.join(' ')} ${padding.join(' ')}.`).score).toBeLessThanOrEqual(
          plain + 0.05,
        );
      }),
    );
  });

  it('tells by a flag whatever the form of an answer costs', () => {
    const pieces = fc.constantFrom(
      ...'distribution of live inputs|fresh labels|accuracy|check pipeline|broken features|we|psi|training data|because'.split(
        '|',
      ),
    );
    const joins = fc.constantFrom(', ', '; ', ' ', '\n', '. ', ' and ');
    fc.assert(
      fc.property(fc.array(fc.tuple(pieces, joins), { minLength: 3, maxLength: 20 }), (all) => {
        const { score, verdicts, flags } = gradeOpen(openQuestion, all.flat().join(''));
        const weights = openQuestion.keyPoints.map(({ weight }) => weight);
        const shares = verdicts.map(({ status }) => (status === 'covered' ? 1 : status === 'partial' ? 0.5 : 0));
        const earned = shares.reduce<number>((sum, share, at) => sum + share * (weights[at] ?? 0), 0);
        const told = flags.includes('keyword-list') || flags.includes('word-salad');
        if (!told) expect(score).toBeGreaterThanOrEqual(earned / weights.reduce((a, b) => a + b, 0) - 0.021);
      }),
    );
  });

  it.each([
    ['one letter', 'x'.repeat(6000)],
    ['one-letter words', 'b '.repeat(3000)],
    ['line breaks', '\n'.repeat(3000)],
    ['one word of the rubric', 'data '.repeat(1200)],
    ['negations', 'not '.repeat(1500)],
    ['different words', Array.from({ length: 1000 }, (_, at) => `w${at}`).join(' ')],
    ['commas', ','.repeat(6000)],
  ])('reads hostile text in a moment: %s', (_, text) => {
    gradeOpen(openQuestion, text);
    const before = performance.now();
    expect(gradeOpen(openQuestion, text).score).toBeLessThanOrEqual(0.35);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

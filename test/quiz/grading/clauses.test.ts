import { describe, expect, it } from 'vitest';
import { formsOf } from '../../../src/quiz/grading/clauses.ts';
import { sentencesOf } from '../../../src/quiz/grading/words.ts';

const formOf = (text: string) => formsOf(sentencesOf(text))[0];

describe('How much a sentence says in clauses', () => {
  it.each([
    'drift, psi, retraining, monitoring, alerts, canary',
    'drift; psi; retraining; monitoring; alerts; canary',
    'drift and psi and retraining and monitoring and alerts',
    'drift -> psi -> retraining -> monitoring -> alerts',
    'that, which, when, because, drift, while, labels, have, accuracy, should',
    'drift\npsi\nretraining\nmonitoring\nalerts',
    'drift monitoring retraining alerts canary rollback features labels accuracy pipeline inputs training',
  ])('is nothing for keywords strung together: %s', (text) => {
    expect(formOf(text)).toMatchObject({ clauses: 0, notes: 0 });
  });

  it.each([
    'I compare the inputs with the training data, and I alert on drift.',
    'I would check drift, skew, latency, cost, and then I would retrain.',
    'A release names everything that shapes an answer: prompt, version, temperature, tools.',
    'Because Fruitsnap does not have any vitamin C.',
    'Wrong data.',
  ])('is all for a sentence, even a short or an enumerating one: %s', (text) => {
    expect(formOf(text)?.notes).toBe(1);
  });

  it('is something for notes, and the more, the longer their pieces', () => {
    const short = formOf('inputs drift; psi monitor; retrain on labels; page the team')?.notes ?? 0;
    const long = formOf('live inputs drift now; psi per feature; retrain on labels; page the team')?.notes ?? 0;
    expect(short).toBeGreaterThan(0);
    expect(long).toBeGreaterThan(short);
    expect(long).toBeLessThan(1);
  });

  it('is nothing for phrases without a pause, and all where they say more than the phrases', () => {
    const phrases = 'hash of the commit immutable snapshot of data model registry agreed tolerance random seed';
    expect(formOf(phrases)?.clauses).toBeLessThan(0.1);
    expect(formOf(phrases)?.notes).toBe(1);
  });

  it('is judged sentence by sentence, lines that follow each other together', () => {
    const list = 'drift, psi, retraining, monitoring, alerts, canary.';
    const forms = formsOf(sentencesOf(`We think that this is important to all of us. ${list}`));
    expect(forms.map(({ notes }) => notes)).toEqual([1, 0]);
    const lines = formsOf(sentencesOf('drift\npsi\nretraining\nalerts\nWe think that it is important.'));
    expect(lines.map(({ group }) => group)).toEqual([0, 0, 0, 0, 4]);
  });
});

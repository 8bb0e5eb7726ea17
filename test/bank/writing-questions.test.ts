import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWrittenQuestions } from '../../src/bank/written.ts';
import { dataFolder } from '../support/paths.ts';

const page = readFileSync(join(dataFolder, '../docs/writing-questions.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => readWrittenQuestions(yaml));
const questions = examples.flatMap(({ written }) => written.map(({ question }) => question));

describe('The page on writing questions', () => {
  it('has examples that the bank would take', () => {
    expect(examples.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('has one of each kind, and both kinds of choice', () => {
    const kinds = questions.map((question) =>
      question.kind === 'choice' ? question.options.filter(({ correct }) => correct).length : question.kind,
    );
    expect(kinds).toEqual([1, 2, 'numeric', 'order', 'open', 'star']);
  });
});

import type { ChoiceQuestion, Letter, NumericQuestion, OpenQuestion, OrderQuestion } from '../../src/quiz/question.ts';
import { letters } from '../../src/quiz/question.ts';

const common = {
  version: 1,
  topic: 'drift',
  difficulty: 2,
  interviewTopics: [2],
  title: 'A sample',
  prompt: 'What would you do about drift?',
  hints: ['Think of the inputs.'],
  explanation: 'Because.',
  references: [{ title: 'A page', url: 'https://example.org/page' }],
  discuss: 'Have you seen it?',
} as const;

function mutable(): Omit<ChoiceQuestion, 'kind' | 'options' | 'id'> {
  return { ...common, interviewTopics: [2], hints: [...common.hints], references: [...common.references] };
}

/** A choice of `count` options of which those in `key` are right. */
export function choiceQuestion(key: readonly Letter[], count = 4): ChoiceQuestion {
  const options = letters
    .slice(0, count)
    .map((id) => ({ id, text: `option ${id}`, correct: key.includes(id), why: `why ${id}` }));
  return { ...mutable(), id: 'drift-choice', kind: 'choice', options };
}

export function numericQuestion(value: number, tolerance: number, unit?: string): NumericQuestion {
  const answer = { value, tolerance, ...(unit === undefined ? {} : { unit }) };
  return { ...mutable(), id: 'drift-numeric', kind: 'numeric', answer };
}

export function orderQuestion(order: Letter[]): OrderQuestion {
  const options = [...order].sort().map((id) => ({ id, text: `item ${id}`, why: `why ${id}` }));
  return { ...mutable(), id: 'drift-order', kind: 'order', options, answer: { order } };
}

export const openQuestion: OpenQuestion = {
  ...mutable(),
  id: 'drift-open',
  kind: 'open',
  prompt: 'A model that was good at launch gets worse week by week. How do you find out why?',
  tests: 'Whether the candidate can tell data drift from concept drift.',
  modelAnswer:
    'I would compare the distribution of live inputs with the training data, feature by feature, for instance with the population ' +
    'stability index. If the inputs have not moved, I collect fresh labels and measure accuracy on them, because the relation ' +
    'may have changed. I also check the pipeline for broken features. Then I retrain on recent data and roll out behind a canary.',
  keyPoints: [
    {
      id: 'input-drift',
      label: 'compare input distributions',
      text: 'Compare live inputs with the training data.',
      any: ['compare the distribution of live inputs with training data', 'population stability index'],
      weight: 3,
      hint: 'Have the inputs moved?',
    },
    {
      id: 'fresh-labels',
      label: 'fresh labels',
      text: 'Measure on freshly labelled data.',
      any: ['collect fresh labels', 'label recent data'],
      must: [['accuracy', 'precision']],
      weight: 2,
      hint: 'What tells you the relation changed?',
    },
    {
      id: 'pipeline',
      label: 'broken pipeline',
      text: 'Rule out a broken feature pipeline.',
      any: ['check the pipeline for broken features'],
      weight: 1,
      hint: 'Could it be a bug?',
    },
  ],
  weakExamples: ['Retrain it.', 'Use a bigger model.'],
  followUp: 'Which would you check first?',
};

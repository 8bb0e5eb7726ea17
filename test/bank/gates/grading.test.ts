import { describe, expect, it } from 'vitest';
import {
  modelAnswerScores,
  negatedPointsEarnNothing,
  otherTopicsFail,
  phrasingsCoverTheirPoints,
  promptAloneEarnsNothing,
  weakExamplesFail,
} from '../../../src/bank/gates/grading.ts';
import { openQuestion } from '../../quiz/sample-questions.ts';
import { choice } from '../sample-questions.ts';

const messages = (found: { message: string }[]) => found.map(({ message }) => message);
const [first, ...others] = openQuestion.keyPoints;
if (first === undefined) throw new Error('the sample has key points');

describe('A rubric', () => {
  const gates = [
    modelAnswerScores,
    phrasingsCoverTheirPoints,
    promptAloneEarnsNothing,
    negatedPointsEarnNothing,
    weakExamplesFail,
  ];

  it('passes when the grader can work with it', () => {
    for (const gate of gates) expect(gate(openQuestion)).toEqual([]);
  });

  it('is asked of open questions only', () => {
    for (const gate of gates) expect(gate(choice('a', ['Yes', 'Maybe']))).toEqual([]);
  });

  it('finds its points in its model answer', () => {
    expect(
      messages(modelAnswerScores({ ...openQuestion, modelAnswer: 'I would check the pipeline for broken features.' })),
    ).toEqual(['modelAnswer: scores 0.17 (input-drift missed, fresh-labels missed), must score 0.9 or more']);
  });

  it('has no phrasing that the grader takes for the opposite or for nothing', () => {
    const keyPoints = [{ ...first, any: ['population stability index', 'what would you do'] }, ...others];
    expect(messages(phrasingsCoverTheirPoints({ ...openQuestion, keyPoints }))).toEqual([
      'keyPoints[0].any: "what would you do" as an answer leaves its own point missed',
    ]);
  });

  it('gives nothing to the question itself', () => {
    const prompt = 'Training data?';
    const keyPoints = [{ ...first, any: ['training data'] }, ...others];
    expect(messages(promptAloneEarnsNothing({ ...openQuestion, prompt: `Is it the ${prompt}`, keyPoints }))).toEqual([
      'prompt: as an answer scores 0.50, at most 0.1 may be',
    ]);
  });

  it('tells weak examples from good answers', () => {
    const weakExamples = ['Retrain it.', openQuestion.modelAnswer];
    expect(messages(weakExamplesFail({ ...openQuestion, weakExamples }))).toEqual([
      'weakExamples[1]: scores 1.00, must score under 0.5',
    ]);
  });

  it('tells the answer to another question from its own', () => {
    const twin = { ...openQuestion, id: 'basics-open', topic: 'basics' as const };
    expect(otherTopicsFail([openQuestion, { ...openQuestion, id: 'drift-other' }])).toEqual([]);
    expect(otherTopicsFail([openQuestion, twin])).toMatchObject([{ id: 'drift-open' }, { id: 'basics-open' }]);
  });
});

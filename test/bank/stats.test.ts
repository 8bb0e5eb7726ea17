import { describe, expect, it } from 'vitest';
import { bankStats } from '../../src/bank/stats.ts';
import { bankStatsText } from '../../src/cli/bank-stats-text.ts';
import { choice, numeric, open } from './sample-questions.ts';

const questions = [
  choice('b', ['word', 'longer word'], { prompt: 'One two three.', interviewTopics: [1, 2] }),
  choice('a', ['this', 'that'], { prompt: 'One two three four five.', difficulty: 3, interviewTopics: [2] }),
  numeric(
    { value: 1, tolerance: 0 },
    { prompt: 'Four words are here.', topic: 'cost', difficulty: 2, interviewTopics: [22] },
  ),
  open({ prompt: 'Four words are here.', interviewTopics: [2] }),
];

describe('The statistics of a bank', () => {
  const stats = bankStats(questions);

  it('count by kind, topic, difficulty and interview topic', () => {
    expect(stats.questions).toBe(4);
    expect(stats.kinds.map(({ kind, count }) => [kind, count])).toEqual([
      ['choice', 2],
      ['numeric', 1],
      ['order', 0],
      ['open', 1],
      ['star', 0],
    ]);
    expect(stats.topics).toHaveLength(24);
    expect(stats.topics.find(({ topic }) => topic === 'drift')).toEqual({
      topic: 'drift',
      count: 3,
      easy: 2,
      medium: 0,
      hard: 1,
      open: 1,
      closed: 2,
    });
    expect(stats.difficulties.map(({ name, count }) => [name, count])).toEqual([
      ['easy', 2],
      ['medium', 1],
      ['hard', 1],
    ]);
    expect(stats.interviewTopics).toHaveLength(30);
    expect(stats.interviewTopics[1]).toEqual({ number: 2, name: 'model drift and concept drift', open: 1, closed: 2 });
  });

  it('name what each interview topic lacks', () => {
    expect(stats.unserved).toHaveLength(29);
    expect(stats.unserved[0]).toMatchObject({ number: 1, lacks: ['open'] });
    expect(stats.unserved[1]).toMatchObject({ number: 3, lacks: ['open', 'closed'] });
  });

  it('measure give-aways and sentences', () => {
    expect(stats.measures).toEqual({
      singleRight: 2,
      longest: 0.5,
      shortest: 0,
      mostPromptWords: 0,
      hedgedOrOnlyWithoutAbsolute: 0,
      rightLetters: { a: 0.5, b: 0.5, c: 0, d: 0, e: 0, f: 0 },
      guessable: 0,
      guesser: 0,
      wordsPerSentence: 4,
    });
  });

  it('are zeros for no questions', () => {
    const { measures, unserved } = bankStats([]);
    expect(measures).toMatchObject({ singleRight: 0, longest: 0, guesser: 0, wordsPerSentence: 0 });
    expect(unserved).toHaveLength(30);
  });

  it('are shown as aligned text', () => {
    const text = bankStatsText(stats);
    expect(text).toMatch(
      /^4 questions: 2 easy, 1 medium, 1 hard\n\nkind {5}all {2}easy {2}medium {2}hard\nchoice {5}2/,
    );
    expect(text).toContain('\n  1 MLOps and DevOps compared: no open question\n');
    expect(text).toMatch(/\nright option the longest +50\.0 %\n/);
    const widths = (text.split('\n\n')[2] ?? '').split('\n').map((line) => line.length);
    expect(widths).toEqual(Array(25).fill(widths[0]));
  });

  it('say so when every interview topic is served', () => {
    const all = Array.from({ length: 30 }, (_, index) => index + 1);
    const served = [choice('a', ['x', 'y'], { interviewTopics: all }), open({ interviewTopics: all })];
    expect(bankStatsText(bankStats(served))).toContain('Every interview topic has an open and a closed question.');
  });
});

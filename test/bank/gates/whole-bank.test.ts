import { describe, expect, it } from 'vitest';
import {
  bankReadsEasily,
  guesserFails,
  interviewTopicsAreServed,
  lettersAreSpread,
  noGiveAways,
  noShortHabit,
  promptsDiffer,
} from '../../../src/bank/gates/whole-bank.ts';
import { type ChoiceQuestion, letters } from '../../../src/quiz/question.ts';
import { choice, open } from '../sample-questions.ts';

/** So many choices; `write` gives the right option's text and a wrong one's for each, with the letters spread evenly. */
function choices(count: number, write: (index: number) => { right: string; wrong: string }): ChoiceQuestion[] {
  return Array.from({ length: count }, (_, index) => {
    const { right, wrong } = write(index);
    const letter = letters[index % 4] ?? 'a';
    const texts = letters.slice(0, 4).map((id) => (id === letter ? right : wrong));
    return choice(letter, texts, { id: `drift-sample-${index}`, prompt: 'What broke?' });
  });
}

const messages = (found: { message: string }[]) => found.map(({ message }) => message);
const plain = { right: 'aaaa', wrong: 'bbbb' };

describe('Prompts', () => {
  it('that are nearly the same are refused at the later one', () => {
    const prompts = [
      'The p99 latency doubled after the rollout. What do you check first?',
      'Which test catches a schema change?',
      'The p95 latency doubled after a rollout. What do you check first?',
    ];
    const questions = prompts.map((prompt, index) => choice('a', ['x', 'y'], { id: `drift-${index}`, prompt }));
    expect(promptsDiffer(questions)).toEqual([
      { id: 'drift-2', path: ['prompt'], message: 'prompt: nearly the same as that of drift-0' },
    ]);
  });

  it('are easy to read as a whole', () => {
    const prompt = (count: number) => choice('a', ['x', 'y'], { prompt: Array(count).fill('word').join(' ') });
    expect(bankReadsEasily([prompt(20), prompt(8)])).toEqual([]);
    expect(messages(bankReadsEasily([prompt(20), prompt(9)]))).toEqual([
      'prompts have 14.5 words a sentence, at most 14 are easy to read',
    ]);
  });
});

describe('Give-aways', () => {
  it('are no fault in a bank that has none', () => {
    const questions = choices(20, () => plain);
    expect([noGiveAways, lettersAreSpread, guesserFails].flatMap((gate) => gate(questions))).toEqual([]);
  });

  it.each([
    ['the right option is the longest', { right: 'aaaaaaaa', wrong: 'bbbb' }, 6, '30.0 %'],
    ['the right option shares the most words with the prompt', { right: 'broke', wrong: 'bbbbb' }, 7, '35.0 %'],
    [
      'the right option is the only hedged one or the only one without an absolute',
      { right: 'usually', wrong: 'bbbbbbb' },
      4,
      '20.0 %',
    ],
    [
      'the right option is the only hedged one or the only one without an absolute',
      { right: 'aaaaaa', wrong: 'always' },
      4,
      '20.0 %',
    ],
  ])('are refused when %s too often', (what, telling, allowed, most) => {
    const withTelling = (count: number) => noGiveAways(choices(20, (index) => (index < count ? telling : plain)));
    expect(withTelling(allowed)).toEqual([]);
    expect(messages(withTelling(allowed + 1))).toEqual([
      `${what} in ${(allowed + 1) * 5}.0 % of 20 choices, at most ${most} may be`,
    ]);
  });

  it('are noted when the right option is the shortest too often', () => {
    const withShort = (count: number) =>
      noShortHabit(choices(20, (index) => (index < count ? { right: 'aa', wrong: 'bbbb' } : plain)));
    expect(withShort(7)).toEqual([]);
    expect(messages(withShort(8))).toEqual([
      'the right option is the shortest in 40.0 % of 20 choices, at most 35.0 % may be',
    ]);
    expect(noShortHabit(choices(19, () => ({ right: 'aa', wrong: 'bbbb' })))).toEqual([]);
  });

  it('are not counted below 20 choices', () => {
    const telling = { right: 'usually broken in what broke', wrong: 'always' };
    expect(noGiveAways(choices(19, () => telling))).toEqual([]);
    expect(guesserFails(choices(19, () => telling))).toEqual([]);
    expect(noGiveAways(choices(20, () => telling))).toHaveLength(3);
  });

  it('are refused when together they let a guesser through', () => {
    const longest = { right: 'aaaaaaaa', wrong: 'bbbb' };
    const questions = choices(20, (index) => (index < 4 ? longest : plain));
    expect(messages(guesserFails(questions))).toEqual([
      'a guesser who knows nothing gets 40.0 % of 20 four-option choices, at most 35.0 % may be',
    ]);
  });

  it('are refused when one letter is right too often or too seldom', () => {
    const alwaysB = Array.from({ length: 20 }, () => choice('b', ['p', 'q', 'r', 's']));
    expect(messages(lettersAreSpread(alwaysB))).toEqual([
      'letter a is right in 0.0 % of 20 choices, must be in 15.0 % to 35.0 %',
      'letter b is right in 100.0 % of 20 choices, must be in 15.0 % to 35.0 %',
      'letter c is right in 0.0 % of 20 choices, must be in 15.0 % to 35.0 %',
      'letter d is right in 0.0 % of 20 choices, must be in 15.0 % to 35.0 %',
    ]);
    expect(lettersAreSpread(alwaysB.slice(1))).toEqual([]);
  });
});

describe('Interview topics', () => {
  it('are named when no open or no closed question serves them', () => {
    const all = Array.from({ length: 30 }, (_, index) => index + 1);
    const closed = choice('a', ['x', 'y'], { interviewTopics: all.slice(1) });
    const spoken = open({ interviewTopics: all.slice(0, 29) });
    expect(messages(interviewTopicsAreServed([closed, spoken]))).toEqual([
      'interview topic 1 (MLOps and DevOps compared) has no closed question',
      'interview topic 30 (technical debt against a deadline) has no open question',
    ]);
    expect(messages(interviewTopicsAreServed([]))[6]).toBe(
      'interview topic 7 (common deployment issues) has no open and no closed question',
    );
  });
});

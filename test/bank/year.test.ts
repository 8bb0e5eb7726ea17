import { describe, expect, it } from 'vitest';
import { loadBank } from '../../src/bank/load.ts';
import { addDays, weekdayOf } from '../../src/quiz/calendar.ts';
import { type Asked, draw } from '../../src/quiz/draw.ts';
import type { Question, Topic } from '../../src/quiz/question.ts';
import { dataFolder } from '../support/paths.ts';

const { questions, byId } = await loadBank(dataFolder);
const firstMonday = '2027-01-04';
const weekdays = Array.from({ length: 52 * 7 }, (_, day) => addDays(firstMonday, day)).filter(
  (on) => weekdayOf(on) <= 5,
);

/** What a channel is asked on the weekdays of a year. */
function yearOf(seed: string): { on: string; question: Question; comeback: boolean }[] {
  const asked = new Map<string, Asked>();
  const recentTopics: Topic[] = [];
  return weekdays.map((on) => {
    const drawn = draw({ pool: questions, asked, recentTopics, on, seed });
    const question = drawn && byId.get(drawn.id);
    if (!question) throw new Error(`nothing drawn on ${on}`);
    asked.set(question.id, { lastOn: on, times: 1, credit: 0.5 });
    recentTopics.push(question.topic);
    return { on, question, comeback: drawn.comeback };
  });
}

describe('A year of weekdays with the bank that ships', () => {
  it.each(['one team', 'another team', 'a third'])('repeats nothing and keeps the week’s rhythm (%s)', (seed) => {
    const year = yearOf(seed);
    expect(year.filter(({ comeback }) => comeback)).toEqual([]);
    const difficultyOf = new Map([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
    ]);
    for (const { on, question } of year) {
      const isOpen = question.kind === 'open' || question.kind === 'star';
      expect([on, isOpen]).toEqual([on, weekdayOf(on) === 5]);
      if (!isOpen) expect([on, question.difficulty]).toEqual([on, difficultyOf.get(weekdayOf(on))]);
    }
  });

  it.each(['one team', 'another team', 'a third'])('has five topics in every week (%s)', (seed) => {
    const year = yearOf(seed);
    for (let monday = 0; monday < year.length; monday += 5) {
      expect(new Set(year.slice(monday, monday + 5).map(({ question }) => question.topic)).size).toBe(5);
    }
  });
});

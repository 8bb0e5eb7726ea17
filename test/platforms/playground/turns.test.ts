import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/platforms/playground/turns.ts';

const breath = () => new Promise((resolve) => setImmediate(resolve));

describe('Turns', () => {
  it('are taken one after another, in the order of asking, also past one that fails', async () => {
    const turns = createTurns();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await breath();
      seen.push(`${name} ends`);
      if (name === 'b') throw new Error('b failed');
      return name;
    };
    const taken = await Promise.allSettled(['a', 'b', 'c'].map((name) => turns.take(work(name))));
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(taken.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('asked for within a turn do not wait for it', async () => {
    const turns = createTurns();
    expect(await turns.take(() => turns.take(async () => 'inner'))).toBe('inner');
  });

  it('asked for by what outlived a turn are turns of their own', async () => {
    const turns = createTurns();
    const seen: string[] = [];
    let late: Promise<unknown> = Promise.resolve();
    await turns.take(async () => {
      late = breath().then(() => turns.take(async () => seen.push('late')));
    });
    await turns.take(async () => {
      await breath();
      await breath();
      seen.push('second');
    });
    await late;
    expect(seen).toEqual(['second', 'late']);
  });
});

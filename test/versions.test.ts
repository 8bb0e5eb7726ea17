import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bank } from '../src/bank/load.ts';
import type { ChoiceQuestion } from '../src/quiz/question.ts';
import { changedUnderVersion } from '../src/store/questions.ts';
import { choice } from './bank/sample-questions.ts';
import { openWorld, text, type World } from './support/world.ts';

const bankOf = (question: ChoiceQuestion): Bank => ({
  questions: [question],
  tips: [],
  byId: new Map([[question.id, question]]),
});
const first = choice('a', ['The schema', 'The weights'], { prompt: 'Which moved first?' });
/** Whoever grades by this one finds the other option right. */
const second = choice('b', ['The schema', 'The weights'], { prompt: 'Which moved last?' });

describe('The text of a question', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z', { bank: bankOf(first) });
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
  });
  afterEach(() => world.close());

  it.each([
    ['a new version', { ...second, version: 2 }],
    ['the same version', second],
  ])('may change in the bank under %s: an open round keeps the one it asked', async (_, changed) => {
    await world.travel('2026-11-24T08:00:00Z');
    world.app.bank = bankOf(changed);
    expect(text(await world.say('bob', 'today'))).toContain('Which moved first?');
    await world.say('bob', 'answer A');
    await world.travel('2026-11-24T15:00:00Z');
    expect(text(await world.sees('bob'))).toContain('Closed. A: The schema');
    expect(text(await world.say('bob', 'leaderboard'))).toContain('Bob (you) 10');
  });

  it('is asked anew once its version is raised', async () => {
    await world.travel('2026-11-24T16:00:00Z');
    world.app.bank = bankOf({ ...second, version: 2 });
    expect(await changedUnderVersion(world.app.db, world.app.bank.questions)).toEqual([]);
    await world.say('alice', `admin queue ${first.id} 2026-11-25`);
    await world.travel('2026-11-25T08:00:00Z');
    expect(text(await world.say('bob', 'today'))).toContain('Which moved last?');
  });

  it('that changed under its version is noticed, and what was asked first stands for all who are asked', async () => {
    await world.travel('2026-11-24T16:00:00Z');
    expect(await changedUnderVersion(world.app.db, [first])).toEqual([]);
    expect(await changedUnderVersion(world.app.db, [second])).toEqual([second]);
    world.app.bank = bankOf(second);
    const [asked] = await world.say('carol', 'practice');
    expect(asked?.text).toContain('Which moved first?');
    const [result] = asked ? await world.press('carol', asked, 'A') : [];
    expect(result?.text).toContain('A it is');
  });

  it('is the same with its fields in another order', async () => {
    await world.travel('2026-11-24T16:00:00Z');
    const { id, ...rest } = first;
    expect(await changedUnderVersion(world.app.db, [{ ...rest, id }])).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bank } from '../../src/bank/load.ts';
import type { ChoiceQuestion, Letter } from '../../src/quiz/question.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines, type TestEngine } from '../support/store.ts';
import { openWorld } from '../support/world.ts';

const past: ChoiceQuestion = { ...choiceQuestion(['a']), id: 'drift-past' };
const spare: ChoiceQuestion = { ...choiceQuestion(['d']), id: 'edge-spare', topic: 'edge' };

/** A bank whose second question has this key; everything else is the same. */
function bankWith(key: Letter): Bank {
  const questions = [past, { ...choiceQuestion([key]), id: 'drift-sealed' }, spare];
  return { questions, tips: [], byId: new Map(questions.map((question) => [question.id, question])) };
}

type Act = { as: string; text: string };

/** What shows a member or an admin numbers. */
const views = [
  'leaderboard',
  'leaderboard season',
  'leaderboard last-week team',
  'leaderboard accuracy',
  'leaderboard week team',
  'me stats',
  'me export',
  'topics',
  'today',
  'report',
  'admin status',
  'admin queue',
];

/** A day with a reveal, then a round that is still open: everything people see until its close, and after it. */
async function everythingSeen(
  engine: TestEngine,
  key: Letter,
  acts: readonly Act[],
): Promise<{ before: string; after: string }> {
  const world = await openWorld('2026-11-23T07:00:00Z', { engine, bank: bankWith(key) });
  try {
    await world.say('alice', 'admin setup 09:00 Europe/Berlin all 16:00');
    await world.say('alice', 'admin queue drift-past 2026-11-23');
    await world.say('alice', 'admin queue drift-sealed 2026-11-24');
    await world.travel('2026-11-23T08:00:00Z');
    for (const [as, letter] of [
      ['alice', 'A'],
      ['bob', 'A'],
      ['carol', 'C'],
    ] as const)
      await world.say(as, `answer ${letter}`);
    await world.travel('2026-11-24T08:00:00Z');
    const before = [];
    for (const { as, text } of acts) before.push(await world.say(as, text));
    for (const as of ['alice', 'bob']) for (const text of views) before.push(await world.say(as, text));
    await world.travel('2026-11-24T14:59:00Z');
    for (const as of ['alice', 'bob', 'carol']) before.push(await world.sees(as));
    await world.travel('2026-11-24T15:00:00Z');
    return { before: JSON.stringify(before), after: JSON.stringify(await world.say('bob', 'topics')) };
  } finally {
    await world.close();
  }
}

/** A busy machine takes its time. */
const slowAtMostMs = 60_000;

describe.each(engines)('Numbers before the close on $name', (engine) => {
  it(
    'are the same whether the answers that are in are right or wrong',
    async () => {
      const answers = fc.constantFrom('answer A', 'answer B', 'answer C', 'answer D', 'hint', 'me settings tell:on');
      const act = fc.record({
        as: fc.constantFrom('alice', 'bob', 'carol'),
        text: fc.oneof(answers, fc.constantFrom(...views)),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: engine.name === 'sqlite' ? 12 : 3 }), async (some) => {
          const acts = [...some, { as: 'bob', text: 'answer B' }];
          const right = await everythingSeen(engine, 'b', acts);
          const wrong = await everythingSeen(engine, 'c', acts);
          expect(wrong.before).toBe(right.before);
          expect(right.before).toContain('Saved: B');
          expect(wrong.after).not.toBe(right.after);
        }),
        { numRuns: engine.name === 'sqlite' ? 8 : 1, endOnFailure: true },
      );
    },
    slowAtMostMs,
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/quiz/calendar.ts';
import { type Asked, type Candidate, type DrawInput, draw, stock } from '../../src/quiz/draw.ts';
import type { Difficulty, Kind, Topic } from '../../src/quiz/question.ts';

const monday = '2026-11-23';
const friday = addDays(monday, 4);

function candidate(id: string, kind: Kind, difficulty: Difficulty, topic: Topic = 'drift'): Candidate {
  return { id, kind, topic, difficulty };
}

const week: Candidate[] = [
  candidate('easy', 'choice', 1),
  candidate('medium', 'numeric', 2),
  candidate('hard', 'order', 3),
  candidate('talk', 'open', 2),
];

function drawn(change: Partial<DrawInput>) {
  return draw({ pool: week, asked: new Map(), recentTopics: [], on: monday, seed: 'team', ...change });
}
const asked = (...ids: string[]) =>
  new Map<string, Asked>(ids.map((id) => [id, { lastOn: '2026-01-01', times: 1, credit: 0.5 }]));

describe('the rhythm of the draw', () => {
  it('is easy on Monday, medium midweek and at weekends, hard on Thursday, open on Friday', () => {
    const ids = Array.from({ length: 7 }, (_, day) => drawn({ on: addDays(monday, day) })?.id);
    expect(ids).toEqual(['easy', 'medium', 'medium', 'hard', 'talk', 'medium', 'medium']);
  });

  it('takes a behavioral question on Friday as well', () => {
    expect(drawn({ on: friday, pool: [candidate('easy', 'choice', 1), candidate('story', 'star', 1)] })?.id).toBe(
      'story',
    );
  });

  it('takes a neighbouring difficulty of the same sort before another sort', () => {
    expect(drawn({ asked: asked('easy') })).toEqual({ id: 'medium', comeback: false });
    expect(drawn({ asked: asked('easy', 'medium') })?.comeback).toBe(false);
    expect(drawn({ on: friday, asked: asked('talk') })?.comeback).toBe(false);
  });

  it('keeps to a fixed difficulty, open on Friday where there is one', () => {
    expect(drawn({ difficulty: 2 })?.id).toBe('medium');
    expect(drawn({ difficulty: 2, on: friday })?.id).toBe('talk');
    expect(drawn({ difficulty: 3, on: friday })?.id).toBe('hard');
    expect(drawn({ difficulty: 3, asked: asked('hard') })).toEqual({ id: 'hard', comeback: true });
  });

  it('keeps to the topics of the channel; none named are all', () => {
    const pool = [...week, candidate('cheap', 'choice', 1, 'cost')];
    expect(drawn({ pool, topics: ['cost'], on: friday })?.id).toBe('cheap');
    expect(drawn({ pool, topics: ['edge'] })).toBeUndefined();
    expect(drawn({ topics: [] })?.id).toBe('easy');
  });
});

describe('recent topics', () => {
  const pool = [
    candidate('a', 'choice', 1, 'drift'),
    candidate('b', 'choice', 1, 'cost'),
    candidate('c', 'choice', 2, 'edge'),
  ];

  it('are avoided where the day leaves a choice', () => {
    for (const seed of ['1', '2', '3', '4', '5', '6'])
      expect(drawn({ pool, recentTopics: ['drift'], seed })?.id).toBe('b');
  });

  it('are those of the last four rounds', () => {
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      expect(drawn({ pool, recentTopics: ['drift', 'edge', 'edge', 'edge'], seed })?.id).toBe('b');
    }
  });

  it('return, the oldest first, where it leaves none', () => {
    for (const seed of ['1', '2', '3', '4', '5', '6'])
      expect(drawn({ pool, recentTopics: ['cost', 'drift'], seed })?.id).toBe('b');
    expect(drawn({ pool, topics: ['drift'], recentTopics: ['drift', 'drift', 'drift'] })?.id).toBe('a');
  });

  it('are forgotten after four rounds', () => {
    const ids = Array.from(
      { length: 20 },
      (_, seed) => drawn({ pool, recentTopics: ['drift', 'edge', 'edge', 'edge', 'edge'], seed: `${seed}` })?.id,
    );
    expect(new Set(ids)).toEqual(new Set(['a', 'b']));
  });
});

describe('a comeback', () => {
  const past = (rows: Record<string, [lastOn: string, times: number, credit: number]>) =>
    new Map<string, Asked>(
      Object.entries(rows).map(([id, [lastOn, times, credit]]) => [id, { lastOn, times, credit }]),
    );

  it('is the least-solved question, then the one asked longest ago', () => {
    const solved = {
      easy: ['2026-01-05', 1, 0.4],
      medium: ['2026-01-06', 1, 0.2],
      hard: ['2026-01-07', 2, 0.2],
    } as const;
    expect(
      drawn({
        asked: past({
          easy: [...solved.easy],
          medium: [...solved.medium],
          hard: [...solved.hard],
          talk: ['2026-01-01', 1, 0.9],
        }),
      }),
    ).toEqual({
      id: 'medium',
      comeback: true,
    });
  });

  it('waits four weeks where another can come', () => {
    const history = past({
      easy: [addDays(monday, -27), 1, 0],
      medium: [addDays(monday, -28), 1, 0.9],
      hard: [addDays(monday, -29), 1, 0.8],
      talk: [addDays(monday, -1), 1, 0.1],
    });
    expect(drawn({ asked: history })?.id).toBe('hard');
  });

  it('goes round a small pool instead of asking the same every day', () => {
    const history = past({
      easy: [addDays(monday, -1), 2, 0],
      medium: [addDays(monday, -2), 1, 0.9],
      hard: [addDays(monday, -3), 1, 0.7],
      talk: [addDays(monday, -4), 1, 0.8],
    });
    expect(drawn({ asked: history })?.id).toBe('hard');
  });
});

describe('the stock', () => {
  it('is what is unasked among the eligible', () => {
    const pool = [...week, candidate('cheap', 'choice', 1, 'cost')];
    expect(stock(pool, asked())).toBe(5);
    expect(stock(pool, asked('easy', 'elsewhere'))).toBe(4);
    expect(stock(pool, asked('easy'), ['drift'])).toBe(3);
    expect(stock(pool, asked('easy'), ['drift', 'cost'], 1)).toBe(1);
  });
});

describe('laws of the draw', () => {
  const topic = fc.constantFrom<Topic>('drift', 'cost', 'edge', 'llm');
  const difficulty = fc.constantFrom<Difficulty>(1, 2, 3);
  const pools = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 4 }),
      kind: fc.constantFrom<Kind>('choice', 'numeric', 'order', 'open', 'star'),
      topic,
      difficulty,
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  );
  const filters = fc.record({
    topics: fc.option(fc.subarray<Topic>(['drift', 'cost', 'edge', 'llm']), { nil: undefined }),
    difficulty: fc.option(difficulty, { nil: undefined }),
    seed: fc.string({ maxLength: 5 }),
  });

  it('nothing repeats before the eligible pool is used up', () => {
    fc.assert(
      fc.property(pools, filters, (pool, filter) => {
        const history = new Map<string, Asked>();
        const recentTopics: Topic[] = [];
        const eligible = stock(pool, history, filter.topics, filter.difficulty);
        for (let day = 0; day < eligible; day += 1) {
          expect(stock(pool, history, filter.topics, filter.difficulty)).toBe(eligible - day);
          const on = addDays(monday, day);
          const next = draw({ pool, asked: history, recentTopics, on, ...filter });
          expect(next?.comeback).toBe(false);
          expect(history.has(next?.id ?? '')).toBe(false);
          history.set(next?.id ?? '', { lastOn: on, times: 1, credit: 0.5 });
          recentTopics.push(pool.find(({ id }) => id === next?.id)?.topic ?? 'drift');
        }
        const after = draw({ pool, asked: history, recentTopics, on: addDays(monday, eligible), ...filter });
        expect(after?.comeback).toBe(eligible > 0 ? true : undefined);
      }),
    );
  });

  it('equal input draws equally, whatever order the pool is in, and finds something in any eligible pool', () => {
    const shuffledPools = pools.chain((pool) =>
      fc.tuple(fc.constant(pool), fc.shuffledSubarray(pool, { minLength: pool.length })),
    );
    const histories = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(
        shuffledPools,
        histories,
        filters,
        fc.nat(6),
        fc.boolean(),
        ([pool, other], credits, filter, day, allAsked) => {
          const ids = allAsked ? pool.map(({ id }) => id) : Object.keys(credits);
          const history = new Map<string, Asked>(
            ids.map((id, index) => [id, { lastOn: monday, times: 1 + (index % 2), credit: credits[id] ?? 0.5 }]),
          );
          const input = { asked: history, recentTopics: ['drift'] as const, on: addDays(monday, day), ...filter };
          const result = draw({ ...input, pool });
          expect(draw({ ...input, pool: other })).toEqual(result);
          expect(result === undefined).toBe(stock(pool, new Map(), filter.topics, filter.difficulty) === 0);
        },
      ),
    );
  });

  it('another seed draws another question now and then', () => {
    const pool = Array.from({ length: 30 }, (_, index) => candidate(`q${index}`, 'choice', 1));
    const ids = new Set(Array.from({ length: 30 }, (_, seed) => drawn({ pool, seed: `${seed}` })?.id));
    expect(ids.size).toBeGreaterThan(10);
  });
});

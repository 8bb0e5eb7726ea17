import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/platforms/discord/pace.ts';

const pacings = fc.record({
  most: fc.integer({ min: 1, max: 5 }),
  stretchMs: fc.integer({ min: 5, max: 20 }),
  requests: fc.integer({ min: 0, max: 12 }),
});

describe('The pace of requests', () => {
  it('never lets more than its number begin within a stretch, in the order they came', async () => {
    await fc.assert(
      fc.asyncProperty(pacings, async ({ most, stretchMs, requests }) => {
        const pace = createPace(most, stretchMs);
        const order: number[] = [];
        const begunAt: number[] = [];
        const all = Array.from({ length: requests }, async (_, n) => {
          await pace();
          order.push(n);
          begunAt.push(performance.now());
        });
        await Promise.all(all);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        // Measured a moment after the turn began, so a little less than a stretch may lie between.
        for (const [n, at] of begunAt.slice(most).entries())
          expect(at - (begunAt[n] ?? 0)).toBeGreaterThan(stretchMs - 2);
      }),
      { numRuns: 20 },
    );
  });

  it('holds nobody up who is within the number', async () => {
    const pace = createPace(3, 60_000);
    await Promise.all([pace(), pace(), pace()]);
  });
});

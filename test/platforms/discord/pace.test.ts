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
        let now = 0;
        const clock = {
          now: () => now,
          // Timers may ring a moment early.
          async sleep(ms: number) {
            now += Math.max(1, ms - 1);
          },
        };
        const pace = createPace(most, stretchMs, clock);
        const order: number[] = [];
        const begunAt: number[] = [];
        const all = Array.from({ length: requests }, async (_, n) => {
          await pace();
          order.push(n);
          begunAt.push(now);
        });
        await Promise.all(all);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        for (const [n, at] of begunAt.slice(most).entries())
          expect(at - (begunAt[n] ?? 0)).toBeGreaterThanOrEqual(stretchMs);
        expect(now).toBe(stretchMs * Math.floor(Math.max(0, requests - 1) / most));
      }),
    );
  });

  it('holds nobody up who is within the number', async () => {
    const pace = createPace(3, 60_000);
    await Promise.all([pace(), pace(), pace()]);
  });
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClock, readDuration, readInstant } from '../../../src/platforms/playground/clock.ts';
import type { Store } from '../../../src/store/open.ts';
import { sqlite } from '../../support/store.ts';

const hour = 3_600_000;

describe('A duration', () => {
  it.each([
    ['PT24H', 24 * hour],
    ['P1D', 24 * hour],
    ['P1DT2H3M4S', 26 * hour + 184_000],
    ['P2W', 14 * 24 * hour],
    ['PT90M', 1.5 * hour],
    ['PT0S', 0],
  ])('%s is read as ISO 8601 means it', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1DT', '24H', 'PT1.5H', '-PT1H', 'P1Y', 'P1M', 'P1W2D', 'pt1h', 'PT1H ', 'PT1S1H'])(
    '%j is none',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );

  it('is the sum of its parts', () => {
    const part = fc.nat(9999);
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        const sum = ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
        expect(readDuration(`P${days}DT${hours}H${minutes}M${seconds}S`)).toBe(sum);
      }),
    );
  });
});

describe('An instant', () => {
  it('is read as RFC 3339, with any offset', () => {
    expect(readInstant('2026-11-24T09:00:00Z')).toBe(Date.UTC(2026, 10, 24, 9));
    expect(readInstant('2026-11-24T10:00:00+01:00')).toBe(Date.UTC(2026, 10, 24, 9));
    expect(readInstant('2026-11-24T09:00:00.250Z')).toBe(Date.UTC(2026, 10, 24, 9) + 250);
  });

  it.each([
    '2026-11-24',
    '2026-11-24T09:00:00',
    '2026-11-24 09:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-13-01T09:00:00Z',
    '2026-11-24T25:00:00Z',
    'tomorrow',
    '1795510800000',
  ])('%j is none', (text) => {
    expect(readInstant(text)).toBeUndefined();
  });

  it('is what a date writes of itself', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('9999-01-01'), noInvalidDate: true }),
        (date) => {
          expect(readInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});

describe('The clock', () => {
  let store: Store;
  const real = { at: 0 };
  beforeEach(async () => {
    real.at = 1_000_000;
    store = await sqlite.open();
  });
  afterEach(() => store.close());
  const open = (travels = true) => openClock({ db: store.db, realNow: () => real.at, travels });

  it('runs with the real time, ahead of it once moved, and never back', async () => {
    const clock = await open();
    expect([clock.now(), clock.moved()]).toEqual([1_000_000, false]);
    await clock.forwardTo(5_000_000);
    real.at += 7;
    expect([clock.now(), clock.moved()]).toEqual([5_000_007, true]);
    await clock.forwardTo(4_000_000);
    expect(clock.now()).toBe(5_000_007);
    await clock.toRealTime();
    expect([clock.now(), clock.moved()]).toEqual([1_000_007, false]);
  });

  it('is as far ahead after a restart, unless another platform is connected by then', async () => {
    await (await open()).forwardTo(5_000_000);
    expect((await open()).now()).toBe(5_000_000);
    expect((await open(false)).now()).toBe(1_000_000);
    await (await open()).toRealTime();
    expect((await open()).now()).toBe(1_000_000);
  });
});

/** Rates, counted in real time because clients wait them out in real time (topics/rate-limits). */

import { createHash } from 'node:crypto';
import { rateLimited } from './errors.ts';
import { limits, otherRoutesLimit, routeLimits } from './limits.ts';

export type RateOptions = {
  /**
   * `reported`: buckets as users measured them. `wide`: so wide that no test meets them. Headers are sent either way.
   */
  buckets: 'reported' | 'wide';
  /** Whether more than 50 requests in a second are refused; interaction routes do not count. */
  global: boolean;
};

type Window = { startedAt: number; used: number };
const wide = { limit: 10_000, windowMs: 1000 };

/** @param monotonic real milliseconds */
export function createRates({ buckets, global }: RateOptions, monotonic: () => number) {
  const windows = new Map<string, Window>();

  /** A window starts with the first request after the last one ended. */
  function take(
    key: string,
    limit: number,
    windowMs: number,
  ): { remaining: number; resetMs: number; refused: boolean } {
    const now = monotonic();
    const open = windows.get(key);
    const window = open && now - open.startedAt < windowMs ? open : { startedAt: now, used: 0 };
    windows.set(key, window);
    const refused = window.used >= limit;
    if (!refused) window.used += 1;
    return { remaining: limit - window.used, resetMs: window.startedAt + windowMs - now, refused };
  }

  /**
   * Counts a request and returns the headers of its bucket. Throws a 429 where a rate is exceeded.
   * @param route method and template, such as `POST /channels/:channel/messages`
   * @param majorId the channel, guild or webhook in its path
   */
  return function count(route: string, majorId: string, nowMs: number): Record<string, string> {
    const isInteraction = route.includes('/interactions/') || route.includes('/webhooks/');
    if (global && !isInteraction) {
      const { refused, resetMs } = take('global', limits.requestsPerSecond, 1000);
      if (refused) throw rateLimited('global', resetMs / 1000);
    }
    if (route.endsWith('/callback')) return {};
    const { limit, windowMs } = buckets === 'wide' ? wide : (routeLimits[route] ?? otherRoutesLimit);
    const { remaining, resetMs, refused } = take(`${route} ${majorId}`, limit, windowMs);
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String((nowMs + resetMs) / 1000),
      'x-ratelimit-reset-after': String(resetMs / 1000),
      'x-ratelimit-bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
    };
    if (!refused) return headers;
    const limited = rateLimited('user', resetMs / 1000);
    Object.assign(limited.headers, headers);
    throw limited;
  };
}

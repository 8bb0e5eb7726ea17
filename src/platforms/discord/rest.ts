/** The two ways to Discord's REST API. They share nothing, so that a wave of posts never delays an interaction. */

import { DefaultRestOptions, REST } from 'discord.js';
import { createPace } from './pace.ts';

type Access = { apiUrl: string; token: string };

/** What a queue may keep a post waiting for its bucket; a longer wait is the outbox's to remember. */
const shortWaitMs = 1500;
/** What is added to every wait for a rate to reset, in place of discord.js's own 50 ms. */
const offsetMs = 10;
/** Discord takes 50 requests in a second (topics/rate-limits); so much longer, because they travel unevenly. */
const requestsPerSecond = 50;
const secondMs = 1030;

/**
 * For the outbox: fails at once instead of trying again, because only the outbox knows what may be sent twice. A wait
 * of seconds is refused with the time to wait.
 */
export function jobRest({ apiUrl, token }: Access): REST {
  const pace = createPace(requestsPerSecond, secondMs);
  return new REST({
    api: apiUrl,
    retries: 0,
    timeout: 10_000,
    offset: offsetMs,
    // The pace sees to that.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    async makeRequest(url, init) {
      await pace();
      return DefaultRestOptions.makeRequest(url, init);
    },
    // No time to wait means a refusal that only looks like a rate; waiting "0 ms" for it would go on for ever.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > shortWaitMs || retryAfter === 0,
  }).setToken(token);
}

/** For answers to interactions, which Discord exempts from the global rate, and for looks on their behalf. */
export function interactionRest({ apiUrl, token }: Access): REST {
  return new REST({
    api: apiUrl,
    retries: 1,
    timeout: 2500,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > shortWaitMs || retryAfter === 0,
  }).setToken(token);
}

/** Clients of the Web API. */

import { webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { boltLogger } from './bolt-logger.ts';

export type WebClient = webApi.WebClient;

export type Clients = {
  /** For what a person is waiting for. */
  interactive(token: string): WebClient;
  /** For what the outbox sends; its requests end with the signal. */
  job(token: string, signal: AbortSignal): WebClient;
  /** For what needs no token. */
  anonymous: WebClient;
  /** Options for clients that libraries make for themselves. */
  options: webApi.WebClientOptions;
};

const timeoutMs = 10_000;

/**
 * No retries anywhere: one was measured to post twice after a 500, and Bolt's own go on for half an hour. A client is
 * made for every use, because one that met a rate limit holds back all that it sends.
 */
export function createClients({ apiUrl, log }: { apiUrl: string; log: Log }): Clients {
  const options: webApi.WebClientOptions = {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger: boltLogger(log),
  };
  return {
    options,
    anonymous: new webApi.WebClient(undefined, options),
    interactive: (token) => new webApi.WebClient(token, options),
    job: (token, signal) =>
      new webApi.WebClient(token, {
        ...options,
        fetch: (input, init) => {
          const own = init?.signal ? [init.signal] : [];
          return fetch(input, { ...init, signal: AbortSignal.any([signal, ...own]) });
        },
      }),
  };
}

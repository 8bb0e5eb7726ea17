/** Refusals in Discord's own words and numbers (topics/opcodes-and-status-codes#json). */

import type { JsonObject } from './json.ts';

const refusals = {
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30015: [400, 'Maximum number of attachments in a message reached (10)'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  30046: [429, 'Maximum number of edits to messages older than 1 hour reached. Try again later'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50045: [400, 'File uploaded exceeds the maximum size'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
  200000: [400, 'Message was blocked by automatic moderation'],
} as const satisfies { [code: number]: readonly [status: number, message: string] };

/** Becomes the response of the request that met it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Record<string, string>;

  constructor(status: number, body: JsonObject, headers: Record<string, string> = {}) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function refusal(code: keyof typeof refusals): ApiError {
  const [status, message] = refusals[code];
  return new ApiError(status, { message, code });
}

export function unauthorized(): ApiError {
  return new ApiError(401, { message: '401: Unauthorized', code: 0 });
}

export function notFound(): ApiError {
  return new ApiError(404, { message: '404: Not Found', code: 0 });
}

/** @param scope whose limit it is, see topics/rate-limits#header-format-rate-limit-header-examples */
export function rateLimited(scope: 'user' | 'shared' | 'global', retryAfterSeconds: number): ApiError {
  const global = scope === 'global';
  const message = scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
  return new ApiError(
    429,
    { message, retry_after: retryAfterSeconds, global },
    {
      // Whole seconds in the documentation's examples, the exact value in the body.
      'retry-after': String(Math.ceil(retryAfterSeconds * 1000) / 1000),
      'x-ratelimit-scope': scope,
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
}

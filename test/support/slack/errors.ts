/** Refusals as the Web API words them: status 200 and `ok: false`, but for rate limits and failures. */

import type { JsonObject } from './json.ts';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly details: JsonObject;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(code: string, details: JsonObject = {}, status = 200, headers: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.details = details;
    this.status = status;
    this.headers = headers;
  }
}

/** @param problems in Slack's words, without `[ERROR]` */
export function invalid(code: 'invalid_blocks' | 'invalid_arguments', problems: readonly string[]): ApiError {
  const messages = problems.map((problem) => `[ERROR] ${problem}`);
  return new ApiError(code, {
    ...(code === 'invalid_blocks' ? { errors: [...problems] } : {}),
    response_metadata: { messages },
  });
}

export function rateLimited(retryAfterSeconds: number): ApiError {
  return new ApiError('ratelimited', {}, 429, { 'retry-after': String(retryAfterSeconds) });
}

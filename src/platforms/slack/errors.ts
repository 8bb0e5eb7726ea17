/** Slack's errors, turned into ours at the edge. Codes are those of reference/methods/chat.postMessage and its like. */

import { webApi } from '@slack/bolt';
import { PlatformError, type PlatformTrouble } from '../../chat/platform.ts';

const gone = ['channel_not_found', 'message_not_found', 'thread_not_found', 'user_not_found', 'edit_window_closed'];
const forbidden = [
  'account_inactive',
  'as_user_not_supported',
  'cannot_dm_bot',
  'cant_update_message',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'is_archived',
  'messages_tab_disabled',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_visible',
];
const rateLimited = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];
/** Slack says of these that the work may have been done. */
const unsure = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'];

const troubles = new Map<string, PlatformTrouble>([
  ...gone.map((code) => [code, 'gone'] as const),
  ...forbidden.map((code) => [code, 'forbidden'] as const),
  ...rateLimited.map((code) => [code, 'rate-limited'] as const),
  ...unsure.map((code) => [code, 'unavailable'] as const),
]);

/** Errors of a connection that never came about. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/**
 * @returns a {@link PlatformError}, or the error itself where it is a bug of ours, as when Slack refuses what we wrote:
 * no second try and no admin can mend that
 */
export function platformError(error: unknown): unknown {
  if (error instanceof PlatformError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const wait = { retryAfterMs: error.retryAfter * 1000 };
    return new PlatformError('rate-limited', 'Slack asks to wait', { cause: error, ...wait });
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const isOurs = error.statusCode < 500;
    return new PlatformError('unavailable', `Slack answered ${error.statusCode}`, { cause: error, certain: isOurs });
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const certain = wasNeverSent(error.original);
    return new PlatformError('unavailable', 'Slack could not be reached', { cause: error, certain });
  }
  const code = slackCode(error);
  const trouble = code === undefined ? undefined : troubleOf(code);
  if (trouble === undefined) return error;
  const certain = trouble !== 'unavailable';
  return new PlatformError(trouble, `Slack says: ${code}`, { cause: error, certain });
}

function troubleOf(code: string): PlatformTrouble | undefined {
  return troubles.get(code) ?? (code.startsWith('restricted_action') ? 'forbidden' : undefined);
}

/** The code of an answer with `ok: false`. */
export function slackCode(error: unknown): string | undefined {
  const cause = error instanceof PlatformError ? error.cause : error;
  return cause instanceof webApi.WebAPIPlatformError ? cause.data.error : undefined;
}

function wasNeverSent(error: Error): boolean {
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && neverConnected.has(String(cause.code));
}

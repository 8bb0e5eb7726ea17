/** Discord's errors, turned into ours at the edge. Codes are those of topics/opcodes-and-status-codes#json. */

import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { PlatformError, type PlatformTrouble } from '../../chat/platform.ts';

const troubles = new Map<number | string, PlatformTrouble>([
  [RESTJSONErrorCodes.UnknownChannel, 'gone'],
  [RESTJSONErrorCodes.UnknownGuild, 'gone'],
  [RESTJSONErrorCodes.UnknownMessage, 'gone'],
  [RESTJSONErrorCodes.UnknownUser, 'gone'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'forbidden'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'forbidden'],
  [RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType, 'forbidden'],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, 'forbidden'],
  [RESTJSONErrorCodes.ThreadLocked, 'forbidden'],
  [RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration, 'forbidden'],
  [RESTJSONErrorCodes.ChannelSendRateLimit, 'rate-limited'],
  [RESTJSONErrorCodes.ServerSendRateLimit, 'rate-limited'],
  [RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached, 'rate-limited'],
  [RESTJSONErrorCodes.OpeningDirectMessagesTooFast, 'rate-limited'],
  [RESTJSONErrorCodes.APIResourceOverloaded, 'unavailable'],
]);

/** Errors of a connection that never came about. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/**
 * @returns a {@link PlatformError}, or another error where it is a bug of ours, as when Discord refuses what we wrote: no
 * second try and no admin can mend that
 */
export function platformError(error: unknown): unknown {
  if (error instanceof PlatformError) return error;
  if (error instanceof RateLimitError) {
    const wait = error.retryAfter > 0 ? { retryAfterMs: error.retryAfter } : {};
    return new PlatformError('rate-limited', 'Discord asks to wait', { cause: error, ...wait });
  }
  if (error instanceof DiscordAPIError) return apiError(error);
  if (error instanceof TypeError || error instanceof RangeError) return error;
  const why = error instanceof HTTPError ? `Discord answered ${error.status}` : 'Discord could not be reached';
  return new PlatformError('unavailable', why, { cause: error, certain: wasNeverSent(error) });
}

function apiError(error: DiscordAPIError): unknown {
  const { code, status, message } = error;
  const trouble = troubles.get(code) ?? (status === 403 ? 'forbidden' : status === 401 ? 'unavailable' : undefined);
  if (trouble === undefined) return new Error(`Discord refuses this request: ${message} (${code})`, { cause: error });
  return new PlatformError(trouble, `Discord says: ${message} (${code})`, { cause: error, certain: true });
}

function wasNeverSent(error: unknown): boolean {
  // After a 401 discord.js throws its token away and refuses to send anything.
  if (error instanceof Error && error.message.startsWith('Expected token to be set')) return true;
  const cause = error instanceof Error && 'code' in error ? error : error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && neverConnected.has(String(cause.code));
}

/**
 * What the log may know of an error. An error of discord.js holds the whole request: an address with the token that
 * answers the interaction, and a body with what somebody is told in private.
 */
export function loggable(error: unknown): unknown {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    const { name, message, status, method } = error;
    return { type: name, message, status, method };
  }
  return error instanceof RateLimitError ? { type: error.name, retryAfter: error.retryAfter } : error;
}

/** Whether Discord no longer takes the token. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401 && error.code === 0;
}

/** Whether an error carries one of these codes of Discord's. */
export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  const api = error instanceof PlatformError ? error.cause : error;
  return api instanceof DiscordAPIError && codes.includes(Number(api.code));
}

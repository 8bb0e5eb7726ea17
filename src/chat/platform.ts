import type { PlatformName } from '../store/schema.ts';
import type { Message } from './message.ts';

/** Where a message goes: a channel, a post's thread, or one member in private. Ids are the platform's own. */
export type Place =
  | { workspace: string; channel: string /** Ref of the post whose thread it joins. */; replyTo?: string }
  | { workspace: string; member: string };

/** Names a sent message for later edits; opaque to everybody but the platform that made it. */
export type Ref = string;

/** What a look-up of an earlier send found; `unknown` where the platform cannot tell. */
export type Found = { ref: Ref } | 'absent' | 'unknown';

/** What the program may do in a channel, and whether a person sees it. */
export type Look = {
  canPost: boolean;
  canThread: boolean;
  /** Missing rights in the platform's own words, so that an admin finds the switch. */
  missing: string[];
  /** Whether the asked-for person sees this channel. */
  seen: boolean;
};

/**
 * What every platform does for the program. Every method may throw a {@link PlatformError}; none may hang past its
 * signal. `key` is the outbox's idempotency key: two sends with one key are one message wherever the platform can
 * see to that.
 */
export interface Platform {
  readonly name: PlatformName;
  send(place: Place, message: Message, key: string, signal: AbortSignal): Promise<Ref>;
  edit(place: Place, ref: Ref, message: Message, signal: AbortSignal): Promise<void>;
  find(place: Place, key: string, signal: AbortSignal): Promise<Found>;
  /** Looks at a channel with one person's eyes; a channel that is gone is a PlatformError `gone`. */
  look(place: { workspace: string; channel: string }, person: string, signal: AbortSignal): Promise<Look>;
}

export type PlatformTrouble = 'rate-limited' | 'forbidden' | 'gone' | 'unavailable';

/** Made at the adapter's edge, with the platform's own error as its cause. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly code: PlatformTrouble;
  /** Wait at least this long before the next try. */
  readonly retryAfterMs: number | undefined;
  /** Whether the platform certainly did nothing; where it is unsure, a send must be looked up before a second try. */
  readonly certain: boolean;

  constructor(
    code: PlatformTrouble,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; certain?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.certain = options.certain ?? code !== 'unavailable';
  }
}

/** What a message carries so that two sends with one key are one message. Pure. */

import { createHash } from 'node:crypto';

/** Discord keeps a nonce for a few minutes and takes 25 characters at most (resources/message#create-message). */
const nonceLength = 25;

export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, nonceLength);
}

/**
 * The id that the first component of a message gets, from 1 to 2^31 − 1 (components/reference#anatomy-of-a-component).
 * Discord shows it with the message for ever, while a nonce is shown only once.
 */
export function markOf(key: string): number {
  return (createHash('sha256').update(key).digest().readUInt32BE() % 0x7fff_ffff) + 1;
}

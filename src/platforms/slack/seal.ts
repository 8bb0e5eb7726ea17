/** Tokens at rest: AES-256-GCM under SECRET_KEY, each bound to the place it is stored at. */

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Secret } from '../../secret.ts';

export type Sealer = {
  /** Names the key without telling it. */
  keyId: string;
  /**
   * @param place what the text belongs to: sealed for one place, it cannot be opened at another
   * @param salt fresh for every call; two texts under one salt would tell of each other
   */
  seal(text: string, place: string, salt: string): string;
  /** @throws SealError for another key or place, or where it was tampered with */
  open(sealed: string, place: string): string;
};

export class SealError extends Error {
  override readonly name = 'SealError';
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1.';

/** @param secretKey 32 bytes in base64 */
export function createSealer(secretKey: Secret): Sealer {
  const bytes = Buffer.from(secretKey.reveal(), 'base64');
  // Links are signed with the same secret: neither use must help against the other.
  const key = createHash('sha256').update('installations:').update(bytes).digest();
  return {
    keyId: createHash('sha256').update('key id:').update(key).digest('hex').slice(0, 12),

    seal(text, place, salt) {
      const nonce = createHash('sha256').update(`${place} ${salt}`).digest().subarray(0, nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place));
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return version + Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },

    open(sealed, place) {
      if (!sealed.startsWith(version)) throw new SealError('Sealed in a way that this version does not know.');
      const all = Buffer.from(sealed.slice(version.length), 'base64url');
      const [nonce, tag] = [all.subarray(0, nonceBytes), all.subarray(nonceBytes, nonceBytes + tagBytes)];
      try {
        const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
        return Buffer.concat([decipher.update(all.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError('Sealed with another SECRET_KEY, or changed since.', { cause });
      }
    },
  };
}

/** Changes the key that stored tokens are sealed with. */

import type { Secret } from '../../secret.ts';
import { allInstallations, resealInstallation } from '../../store/installations.ts';
import type { Db } from '../../store/open.ts';
import { placeOf } from './installs.ts';
import { createSealer } from './seal.ts';

export type Resealed = {
  /** Sealed with the new key now. */
  changed: number;
  /** Were so before. */
  kept: number;
  /** Workspaces whose tokens neither key opens: they have to install again. */
  lost: string[];
};

/** Can be run again where it was broken off, and while the program runs with the new key. */
export async function reseal(
  db: Db,
  keys: { old: Secret; next: Secret },
  { now, newId }: { now(): number; newId(): string },
): Promise<Resealed> {
  const [old, next] = [createSealer(keys.old), createSealer(keys.next)];
  const done: Resealed = { changed: 0, kept: 0, lost: [] };
  for (const row of await allInstallations(db)) {
    if (row.keyId === next.keyId) {
      done.kept += 1;
      continue;
    }
    const place = placeOf(row.externalId);
    const text = row.keyId === old.keyId ? old.open(row.sealed, place) : undefined;
    if (text === undefined) {
      done.lost.push(row.externalId);
      continue;
    }
    const sealed = { sealed: next.seal(text, place, newId()), keyId: next.keyId };
    if (await resealInstallation(db, row, sealed, now())) done.changed += 1;
  }
  return done;
}

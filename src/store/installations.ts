/** Where the program was installed by OAuth. Tokens are sealed by who stores them; the store never sees them. */
import type { Handle } from './open.ts';
import type { PlatformName } from './schema.ts';

export type SealedInstallation = {
  platform: PlatformName;
  /** The workspace's, or the Enterprise's where one installation serves all of it. */
  externalId: string;
  sealed: string;
  /** Names the key that opens it, without telling it. */
  keyId: string;
  /** The platform's id of the person. */
  installedBy: string | null;
  createdAt: number;
  changedAt: number;
};

const columns = [
  'platform',
  'external_id as externalId',
  'sealed',
  'key_id as keyId',
  'installed_by as installedBy',
  'created_at as createdAt',
  'changed_at as changedAt',
] as const;

export function installationOf(
  db: Handle,
  platform: PlatformName,
  externalId: string,
): Promise<SealedInstallation | undefined> {
  return db
    .selectFrom('installations')
    .select(columns)
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
}

export function allInstallations(db: Handle): Promise<SealedInstallation[]> {
  return db.selectFrom('installations').select(columns).orderBy('created_at').execute();
}

/** Adds an installation, or puts it in the place of the one before. */
export async function saveInstallation(
  db: Handle,
  installation: Omit<SealedInstallation, 'createdAt' | 'changedAt'>,
  at: number,
): Promise<void> {
  const { platform, externalId, sealed, keyId, installedBy } = installation;
  const changed = { sealed, key_id: keyId, installed_by: installedBy, created_at: at, changed_at: at };
  await db
    .insertInto('installations')
    .values({ platform, external_id: externalId, ...changed })
    .onConflict((conflict) => conflict.columns(['platform', 'external_id']).doUpdateSet(changed))
    .execute();
}

/**
 * Seals an installation anew, unless it was changed or removed meanwhile.
 * @param known as it was read
 * @returns whether it was written
 */
export async function resealInstallation(
  db: Handle,
  known: Pick<SealedInstallation, 'platform' | 'externalId' | 'sealed'>,
  next: { sealed: string; keyId: string },
  at: number,
): Promise<boolean> {
  const written = await db
    .updateTable('installations')
    .set({ sealed: next.sealed, key_id: next.keyId, changed_at: at })
    .where('platform', '=', known.platform)
    .where('external_id', '=', known.externalId)
    .where('sealed', '=', known.sealed)
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

/** Removes an installation that was made before an instant; false where there is none. */
export async function removeInstallation(
  db: Handle,
  platform: PlatformName,
  externalId: string,
  madeBefore: number,
): Promise<boolean> {
  const removed = await db
    .deleteFrom('installations')
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .where('created_at', '<=', madeBefore)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

/** Whose token serves a workspace: the one that was pasted, or what OAuth stored, kept fresh where tokens rotate. */

import type { Installation } from '@slack/oauth';
import { z } from 'zod';
import { PlatformError } from '../../chat/platform.ts';
import type { SlackConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import {
  installationOf,
  resealInstallation,
  type SealedInstallation,
  saveInstallation,
} from '../../store/installations.ts';
import type { Db } from '../../store/open.ts';
import type { Sealer } from './seal.ts';
import type { WebClient } from './web.ts';

/** What it takes to act in a workspace. */
export type Access = {
  token: string;
  /** Undefined as long as nobody asked Slack. */
  botUserId: string | undefined;
  /** Who installed the app by OAuth. */
  installedBy: string | undefined;
  /** Of the workspace or the Enterprise; empty where it was not told. */
  name: string;
};

export type Installs = {
  /**
   * @param workspace id of the Enterprise where one installation serves all of it, else of the workspace
   * @returns undefined where the app is not installed
   * @throws PlatformError where a token ran out and could not be renewed
   */
  access(workspace: string): Promise<Access | undefined>;
};

/** One workspace, whose token was pasted. */
export function pastedInstalls(token: string): Installs & { learn(about: Pick<Access, 'botUserId' | 'name'>): void } {
  let access: Access = { token, botUserId: undefined, installedBy: undefined, name: '' };
  return {
    access: async () => access,
    learn(about) {
      access = { ...access, ...about };
    },
  };
}

export type StoredInstalls = Installs & {
  store(installation: Installation, at: number): Promise<{ workspace: string; installedBy: string }>;
  /** What OAuth told once; undefined where the app is not installed. */
  fetch(workspace: string): Promise<Installation<'v1' | 'v2', boolean> | undefined>;
};

type Needs = {
  db: Db;
  log: Log;
  sealer: Sealer;
  config: Extract<SlackConfig, { mode: 'oauth' }>;
  /** For the exchange of tokens, which needs none. */
  client: WebClient;
  now(): number;
  newId(): string;
};

const renewed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
const seenInstallation = z.looseObject({
  bot: z.looseObject({ token: z.string(), userId: z.string() }),
});
/** Tokens live twelve hours; the last two are for renewing them. */
const renewBeforeMs = 2 * 3600_000;

export function storedInstalls({ db, log, sealer, config, client, now, newId }: Needs): StoredInstalls {
  /** A refresh token can be used once: whoever comes meanwhile waits for the same renewal. */
  const renewals = new Map<string, Promise<Installation>>();

  const opened = (row: SealedInstallation): Installation => {
    const installation: unknown = JSON.parse(sealer.open(row.sealed, placeOf(row.externalId)));
    return isInstallation(installation) ? installation : fail(row.externalId);
  };
  const seal = (workspace: string, installation: Installation) => ({
    sealed: sealer.seal(JSON.stringify(installation), placeOf(workspace), newId()),
    keyId: sealer.keyId,
  });

  async function fresh(row: SealedInstallation): Promise<Installation> {
    const installation = opened(row);
    const { bot } = installation;
    if (!bot?.refreshToken || bot.expiresAt === undefined || bot.expiresAt * 1000 - now() > renewBeforeMs)
      return installation;
    const { externalId } = row;
    const renewal = renewals.get(externalId) ?? renew(row, installation, bot.refreshToken);
    renewals.set(externalId, renewal);
    try {
      return await renewal;
    } finally {
      if (renewals.get(externalId) === renewal) renewals.delete(externalId);
    }
  }

  async function renew(
    row: SealedInstallation,
    installation: Installation,
    refresh_token: string,
  ): Promise<Installation> {
    try {
      const answer = await client.oauth.v2.access({
        client_id: config.clientId,
        client_secret: config.clientSecret.reveal(),
        grant_type: 'refresh_token',
        refresh_token,
      });
      const { access_token: token, refresh_token: refreshToken, expires_in } = renewed.parse(answer);
      const expiresAt = Math.floor(now() / 1000) + expires_in;
      const next: Installation = {
        ...installation,
        ...(installation.bot && { bot: { ...installation.bot, token, refreshToken, expiresAt } }),
      };
      // Where the row changed or went meanwhile, that holds, and this token is forgotten.
      await resealInstallation(db, row, seal(row.externalId, next), now());
      return next;
    } catch (err) {
      return instead(row, installation, err);
    }
  }

  /** Another replica may have renewed the token first; else the old one is used as long as it lives. */
  async function instead(row: SealedInstallation, installation: Installation, err: unknown): Promise<Installation> {
    const current = await installationOf(db, 'slack', row.externalId);
    if (current && current.sealed !== row.sealed) return opened(current);
    log.warn({ err, workspace: row.externalId }, 'could not renew a token');
    if ((installation.bot?.expiresAt ?? 0) * 1000 > now()) return installation;
    throw new PlatformError('unavailable', 'Slack did not renew the token', { cause: err, certain: true });
  }

  return {
    async access(workspace) {
      const row = await installationOf(db, 'slack', workspace);
      if (!row) return undefined;
      const installation = await fresh(row);
      const { bot, team, enterprise } = installation;
      if (!bot) return undefined;
      const name = (installation.isEnterpriseInstall ? enterprise?.name : team?.name) ?? '';
      return { token: bot.token, botUserId: bot.userId, installedBy: row.installedBy ?? undefined, name };
    },

    async store(installation, at) {
      const workspace = workspaceOf(installation);
      const installedBy = installation.user.id;
      await saveInstallation(
        db,
        { platform: 'slack', externalId: workspace, installedBy, ...seal(workspace, installation) },
        at,
      );
      return { workspace, installedBy };
    },

    async fetch(workspace) {
      const row = await installationOf(db, 'slack', workspace);
      return row && opened(row);
    },
  };
}

/** What a sealed text is bound to. */
export function placeOf(workspace: string): string {
  return `slack:${workspace}`;
}

function workspaceOf({ isEnterpriseInstall, enterprise, team }: Installation): string {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (id === undefined) throw new Error('Slack told neither a workspace nor an Enterprise.');
  return id;
}

function isInstallation(value: unknown): value is Installation {
  return seenInstallation.safeParse(value).success;
}

function fail(workspace: string): never {
  throw new Error(`The installation of ${workspace} cannot be read.`);
}

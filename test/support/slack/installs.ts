/** The app in workspaces: installing, its tokens, uninstalling. */

import type { Core } from './core.ts';
import { limits } from './limits.ts';
import type { Enterprise, Installation, Token } from './records.ts';
import { installationIn } from './state.ts';

export type NewInstallation = {
  workspaceIds: readonly string[];
  enterprise: Enterprise | undefined;
  isEnterpriseInstall: boolean;
  scopes: readonly string[];
  installedBy: string;
};

/** Installed once more in the same place, it keeps its bot and gains scopes. */
export function install(core: Core, sought: NewInstallation): Installation {
  const { state } = core;
  const [first = ''] = sought.workspaceIds;
  const before = installationIn(state, first);
  if (before && before.isEnterpriseInstall === sought.isEnterpriseInstall) {
    for (const scope of sought.scopes) before.scopes.add(scope);
    return before;
  }
  const installation: Installation = {
    enterprise: sought.enterprise,
    isEnterpriseInstall: sought.isEnterpriseInstall,
    workspaceIds: new Set(sought.workspaceIds),
    botId: state.newId('B'),
    botUserId: state.newId('U'),
    scopes: new Set(sought.scopes),
    installedBy: sought.installedBy,
    isUninstalled: false,
  };
  state.users.set(installation.botUserId, {
    id: installation.botUserId,
    name: 'mlops-quiz',
    tz: 'America/Los_Angeles',
    locale: 'en-US',
    isAdmin: false,
    isOwner: false,
    isDeleted: false,
    isBot: true,
    workspaceIds: installation.workspaceIds,
  });
  state.installations.push(installation);
  return installation;
}

/** A rotating token is a new one each time, and of those only two live; one that lasts is always the same. */
export function issueToken({ state, app, now }: Core, installation: Installation): { token: Token; refresh?: string } {
  const owned = [...state.tokens.values()].filter((one) => one.installation === installation && !one.isRevoked);
  const [lasting] = owned;
  if (!app.rotatesTokens && lasting) return { token: lasting };
  const { scopes } = installation;
  const common = { kind: 'bot', scopes, installation, isRevoked: false } as const;
  if (!app.rotatesTokens) {
    const token: Token = { ...common, value: `${state.newId('xoxb-')}-lasting-token-of-the-double` };
    state.tokens.set(token.value, token);
    return { token };
  }
  const spare = owned.length - (limits.liveTokens.most - 1);
  for (const old of owned.slice(0, Math.max(0, spare))) old.isRevoked = true;
  const value = `${state.newId('xoxe.xoxb-1-')}-rotating-token-of-the-double`;
  const token: Token = { ...common, value, expiresAt: now() + limits.tokenMs.most };
  state.tokens.set(value, token);
  const refresh = `${state.newId('xoxe-1-')}-refresh-token-of-the-double`;
  state.refreshTokens.set(refresh, { value: refresh, installation, isUsed: false });
  return { token, refresh };
}

export function revokeTokens({ state, waiting }: Core, installation: Installation): void {
  for (const token of state.tokens.values()) if (token.installation === installation) token.isRevoked = true;
  waiting.changed();
}

/** Its bot leaves every channel; its tokens answer `account_inactive`. */
export function uninstall({ state, waiting }: Core, installation: Installation): void {
  installation.isUninstalled = true;
  for (const { memberIds } of state.channels.values()) memberIds.delete(installation.botUserId);
  waiting.changed();
}

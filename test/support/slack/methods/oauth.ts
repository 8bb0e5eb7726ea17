/** oauth.v2.access: a code for a token, or a refresh token for the next one (reference/methods/oauth.v2.access). */

import type { Args } from '../args.ts';
import type { Core } from '../core.ts';
import { ApiError } from '../errors.ts';
import { install, issueToken } from '../installs.ts';
import type { JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import type { Installation } from '../records.ts';

/** @param credentials of HTTP Basic, when they came so */
export function oauthAccess(core: Core, args: Args, credentials: { id?: string; secret?: string }): JsonObject {
  if ((credentials.id ?? args.text('client_id')) !== core.app.clientId) throw new ApiError('invalid_client_id');
  if ((credentials.secret ?? args.text('client_secret')) !== core.app.clientSecret) {
    throw new ApiError('bad_client_secret');
  }
  const grant = args.text('grant_type') ?? 'authorization_code';
  if (grant === 'refresh_token') return refreshed(core, args.text('refresh_token') ?? '');
  if (grant !== 'authorization_code') throw new ApiError('invalid_grant_type');
  return exchanged(core, args.text('code') ?? '', args.text('redirect_uri'));
}

function exchanged(core: Core, value: string, redirectUri: string | undefined): JsonObject {
  const code = core.state.codes.get(value);
  if (!code || code.expiresAt <= core.now()) throw new ApiError('invalid_code');
  if (code.isUsed) throw new ApiError('code_already_used');
  if (code.redirectUri !== redirectUri) throw new ApiError('bad_redirect_uri');
  code.isUsed = true;
  return granted(core, install(core, { ...code, installedBy: code.userId }), code.userId);
}

function refreshed(core: Core, value: string): JsonObject {
  const refresh = core.state.refreshTokens.get(value);
  if (!refresh || refresh.isUsed || refresh.installation.isUninstalled) throw new ApiError('invalid_refresh_token');
  refresh.isUsed = true;
  return granted(core, refresh.installation, refresh.installation.installedBy);
}

function granted(core: Core, installation: Installation, userId: string): JsonObject {
  const { token, refresh } = issueToken(core, installation);
  const { enterprise, isEnterpriseInstall, workspaceIds } = installation;
  const [workspaceId = ''] = workspaceIds;
  const workspace = core.state.workspaces.get(workspaceId);
  return {
    app_id: core.app.appId,
    authed_user: { id: userId },
    scope: [...installation.scopes].join(','),
    token_type: 'bot',
    access_token: token.value,
    bot_user_id: installation.botUserId,
    team: isEnterpriseInstall || !workspace ? null : { id: workspace.id, name: workspace.name },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: isEnterpriseInstall,
    ...(refresh === undefined ? {} : { refresh_token: refresh, expires_in: limits.tokenMs.most / 1000 }),
  };
}

/** auth.* (reference/methods). */

import type { BotMethod } from '../calls.ts';

const test: BotMethod = ({ core, installation }) => {
  const [workspaceId = ''] = installation.workspaceIds;
  const workspace = core.state.workspaces.get(workspaceId);
  const { enterprise, isEnterpriseInstall } = installation;
  const home = isEnterpriseInstall ? enterprise : workspace;
  return {
    url: `https://${home?.domain}.${isEnterpriseInstall ? 'enterprise.' : ''}slack.com/`,
    team: home?.name,
    team_id: home?.id,
    user: core.state.users.get(installation.botUserId)?.name,
    user_id: installation.botUserId,
    bot_id: installation.botId,
    is_enterprise_install: isEnterpriseInstall,
    ...(enterprise ? { enterprise_id: enterprise.id } : {}),
  };
};

/** Revoking its only token takes the app out of the workspace. */
const revoke: BotMethod = ({ core, args, token, installation }) => {
  if (args.flag('test')) return { revoked: false };
  token.isRevoked = true;
  const isAlive = [...core.state.tokens.values()].some((one) => one.installation === installation && !one.isRevoked);
  if (!isAlive) installation.isUninstalled = true;
  return { revoked: true };
};

export const auth: Record<string, BotMethod> = { 'auth.test': test, 'auth.revoke': revoke };

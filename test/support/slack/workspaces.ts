/** Workspaces and Enterprises as a test sets them up: people, channels, the app in them. */

import { addChannel, type ChannelHandle, type ChannelOptions, type SendEvent } from './channels.ts';
import { eventDelivery } from './deliveries.ts';
import type { ExchangeTools } from './exchange.ts';
import { type Choice, installBy, type Visit } from './installing.ts';
import { install, issueToken, revokeTokens, uninstall } from './installs.ts';
import { addUser, type MemberHandle } from './members.ts';
import type { Enterprise, Installation, Profile, Workspace } from './records.ts';
import { installationIn } from './state.ts';

export const usualScopes = [
  'commands',
  'chat:write',
  'im:write',
  'users:read',
  'channels:read',
  'groups:read',
] as const;

export type Installed = { token: string; botId: string; botUserId: string; refreshToken?: string };

export type WorkspaceHandle = {
  readonly id: string;
  readonly name: string;
  addUser(options?: Partial<Profile>): MemberHandle;
  /** Somebody of another workspace of the Enterprise is here as well. */
  admit(user: { id: string }): void;
  addChannel(options?: ChannelOptions): ChannelHandle;
  /** Without OAuth, as by pasting tokens. */
  install(options?: { scopes?: readonly string[]; by?: { id: string } }): Installed;
  /** As a person with a browser who begins at a page of the app. */
  installBy(person: { id: string }, startUrl: string, choice?: Choice): Promise<Visit>;
  /** The app is taken out: both events, in this order. */
  uninstall(first?: 'app_uninstalled' | 'tokens_revoked'): Promise<void>;
  /** Its tokens answer `token_revoked`, and nobody tells the app. */
  revokeTokens(): void;
  /** Any event, whether the app subscribed to it or not. */
  event(event: Parameters<typeof eventDelivery>[3]): Promise<void>;
};

export type EnterpriseHandle = {
  readonly id: string;
  addWorkspace(options?: { name?: string }): WorkspaceHandle;
  /** One token for these workspaces. */
  install(
    workspaces: readonly { id: string }[],
    options?: { scopes?: readonly string[]; by?: { id: string } },
  ): Installed;
  installBy(
    person: { id: string },
    startUrl: string,
    workspaces: readonly { id: string }[],
    choice?: Choice,
  ): Promise<Visit>;
};

export function createWorkspaces(tools: ExchangeTools) {
  const { core, deliverer } = tools;
  const { state } = core;

  function installed(installation: Installation): Installed {
    const { token, refresh } = issueToken(core, installation);
    const { botId, botUserId } = installation;
    return { token: token.value, botId, botUserId, ...(refresh === undefined ? {} : { refreshToken: refresh }) };
  }

  function mustBeInstalled(workspaceId: string): Installation {
    const installation = installationIn(state, workspaceId);
    if (!installation) throw new Error(`the app is not installed in ${workspaceId}`);
    return installation;
  }

  const sendTo = (installation: Installation, workspaceId: string, event: Parameters<SendEvent>[1]) =>
    deliverer.deliver(eventDelivery(core, installation, workspaceId, event));

  /** Only what the app has subscribed to, and only while it is installed. */
  const sendEvent: SendEvent = async (workspaceId, event) => {
    const installation = installationIn(state, workspaceId);
    if (installation && core.app.events.includes(String(event.type))) await sendTo(installation, workspaceId, event);
  };

  function addWorkspace(given: { name?: string } = {}, enterprise?: Enterprise): WorkspaceHandle {
    const id = state.newId('T');
    const name = given.name ?? `workspace-${state.workspaces.size + 1}`;
    const workspace: Workspace = { id, name, domain: name.toLowerCase().replaceAll(/\W+/g, '-'), enterprise };
    state.workspaces.set(id, workspace);
    const here = { workspaceIds: [id], enterprise, isEnterpriseInstall: false };
    return {
      id,
      name,
      addUser: (options = {}) => addUser(tools, sendEvent, workspace, options),
      admit({ id: userId }) {
        state.users.get(userId)?.workspaceIds.add(id);
      },
      addChannel: (options = {}) => addChannel(core, sendEvent, id, options),
      install: ({ scopes = usualScopes, by } = {}) =>
        installed(install(core, { ...here, scopes, installedBy: by?.id ?? '' })),
      installBy: (person, startUrl, choice = {}) =>
        installBy({ core, signal: deliverer.signal, grantee: here }, person.id, startUrl, choice),
      async uninstall(first = 'app_uninstalled') {
        const installation = mustBeInstalled(id);
        uninstall(core, installation);
        const events = [
          { type: 'app_uninstalled' },
          { type: 'tokens_revoked', tokens: { oauth: [], bot: [installation.botUserId] } },
        ];
        if (first === 'tokens_revoked') events.reverse();
        for (const event of events) await sendTo(installation, id, event);
      },
      revokeTokens: () => revokeTokens(core, mustBeInstalled(id)),
      event: (event) => sendTo(mustBeInstalled(id), id, event),
    };
  }

  function addEnterprise({ name = 'enterprise' }: { name?: string } = {}): EnterpriseHandle {
    const enterprise: Enterprise = { id: state.newId('E'), name, domain: name };
    const granteeOf = (workspaces: readonly { id: string }[]) => ({
      workspaceIds: workspaces.map(({ id }) => id),
      enterprise,
      isEnterpriseInstall: true,
    });
    return {
      id: enterprise.id,
      addWorkspace: (options) => addWorkspace(options, enterprise),
      install: (workspaces, { scopes = usualScopes, by } = {}) =>
        installed(install(core, { ...granteeOf(workspaces), scopes, installedBy: by?.id ?? '' })),
      installBy: (person, startUrl, workspaces, choice = {}) =>
        installBy({ core, signal: deliverer.signal, grantee: granteeOf(workspaces) }, person.id, startUrl, choice),
    };
  }

  return { addWorkspace, addEnterprise };
}

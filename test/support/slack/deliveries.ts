/** What requests to the app have in common: triggers, who and where; and events (apis/events-api). */

import type { Core } from './core.ts';
import type { JsonObject } from './json.ts';
import { limits } from './limits.ts';
import type { Channel, Delivery, Installation, User } from './records.ts';

/** Deprecated, and never to be trusted. */
export const verificationToken = 'verification-token';

export type Origin = { kind: Delivery['kind']; installation: Installation; workspaceId: string; user: User };

export function newDelivery(
  core: Core,
  { kind, installation, workspaceId, user }: Origin,
  channel?: Channel,
): Delivery {
  const id = core.state.newId('envelope-');
  const who = { userId: user.id, channelId: channel?.id };
  return { id, kind, body: {}, installation, workspaceId, ...who, messageTs: [], viewIds: [] };
}

export function newTrigger(core: Core, delivery: Delivery, userId: string, viewId?: string): string {
  const id = core.state.newId('trigger.');
  const expiresAt = core.now() + limits.triggerMs.most;
  core.state.triggers.set(id, { id, delivery, userId, viewId, expiresAt, isUsed: false });
  return id;
}

export const channelName = ({ kind, name }: Channel) =>
  ({ public: name, private: 'privategroup', direct: 'directmessage' })[kind];

/** What every interaction says of who used the app where. */
export function interactive(core: Core, { user, workspaceId, installation }: Origin): JsonObject {
  const workspace = core.state.workspaces.get(workspaceId);
  const enterprise = workspace?.enterprise;
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: workspaceId },
    api_app_id: core.app.appId,
    token: verificationToken,
    team: {
      id: workspaceId,
      domain: workspace?.domain,
      ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
    },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: installation.isEnterpriseInstall,
  };
}

export function eventDelivery(
  core: Core,
  installation: Installation,
  workspaceId: string,
  event: JsonObject,
): Delivery {
  const { enterprise, isEnterpriseInstall, botUserId } = installation;
  const id = core.state.newId('envelope-');
  return {
    id,
    kind: 'event',
    installation,
    workspaceId,
    userId: undefined,
    channelId: undefined,
    messageTs: [],
    viewIds: [],
    body: {
      token: verificationToken,
      team_id: workspaceId,
      ...(enterprise ? { enterprise_id: enterprise.id } : {}),
      api_app_id: core.app.appId,
      event: { ...event, event_ts: core.state.newTs() },
      type: 'event_callback',
      event_id: core.state.newId('Ev'),
      event_time: Math.floor(core.now() / 1000),
      authorizations: [
        {
          enterprise_id: enterprise?.id ?? null,
          team_id: isEnterpriseInstall ? null : workspaceId,
          user_id: botUserId,
          is_bot: true,
          is_enterprise_install: isEnterpriseInstall,
        },
      ],
      is_ext_shared_channel: false,
    },
  };
}

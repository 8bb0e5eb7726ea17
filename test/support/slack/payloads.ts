/** What the app reads when somebody uses it (reference/interaction-payloads, interactivity/implementing-slash-commands). */

import { type Control, stateOf } from './controls.ts';
import type { Core } from './core.ts';
import type { JsonObject } from './json.ts';
import { limits } from './limits.ts';
import { messageObject } from './messages.ts';
import { createResponseUrl } from './response-urls.ts';
import type { Channel, Delivery, Installation, StoredMessage, StoredView, User } from './state.ts';
import { viewObject } from './views.ts';

/** Deprecated, and never to be trusted. */
const verificationToken = 'verification-token';

type Origin = { kind: Delivery['kind']; installation: Installation; workspaceId: string; user: User };

export function newDelivery(
  core: Core,
  { kind, installation, workspaceId, user }: Origin,
  channel?: Channel,
): Delivery {
  const id = core.state.newId('envelope-');
  const who = { userId: user.id, channelId: channel?.id };
  return { id, kind, body: {}, installation, workspaceId, ...who, messageTs: [], viewIds: [] };
}

function newTrigger(core: Core, delivery: Delivery, userId: string, viewId?: string): string {
  const id = core.state.newId('trigger.');
  const expiresAt = core.now() + limits.triggerMs.most;
  core.state.triggers.set(id, { id, delivery, userId, viewId, expiresAt, isUsed: false });
  return id;
}

const channelName = ({ kind, name }: Channel) =>
  ({ public: name, private: 'privategroup', direct: 'directmessage' })[kind];

export function commandDelivery(
  core: Core,
  origin: Origin,
  channel: Channel,
  typed: { command: string; text: string },
) {
  const delivery = newDelivery(core, origin, channel);
  const { user, workspaceId, installation } = origin;
  const workspace = core.state.workspaces.get(workspaceId);
  const enterprise = workspace?.enterprise;
  const answering = { delivery, channelId: channel.id, userId: user.id, originalTs: undefined, threadTs: undefined };
  delivery.body = {
    token: verificationToken,
    team_id: workspaceId,
    team_domain: workspace?.domain,
    ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    ...typed,
    api_app_id: core.app.appId,
    is_enterprise_install: String(installation.isEnterpriseInstall),
    response_url: createResponseUrl(core, 'commands', answering),
    trigger_id: newTrigger(core, delivery, user.id),
  };
  return delivery;
}

function interactive(core: Core, { user, workspaceId, installation }: Origin): JsonObject {
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

/** @param value what was chosen; of a button nothing */
function actionOf(
  core: Core,
  { type, blockId, actionId, element }: Control,
  value: JsonObject | undefined,
): JsonObject {
  const { text, value: carried, style } = element;
  const pressed = { text, ...(carried === undefined ? {} : { value: carried }), ...(style ? { style } : {}) };
  const common = { type, block_id: blockId, action_id: actionId, action_ts: core.state.newTs() };
  return value === undefined ? { ...common, ...pressed } : { ...common, ...value };
}

type Used = { control: Control; value: JsonObject | undefined };

export function messageActionDelivery(core: Core, origin: Origin, used: Used & { message: StoredMessage }): Delivery {
  const { message, control, value } = used;
  const channel = core.state.channels.get(message.channelId);
  if (!channel) throw new Error('a message without its channel');
  const delivery = newDelivery(core, origin, channel);
  const isEphemeral = message.ephemeralFor !== undefined;
  const { threadTs, ts } = message;
  const answering = { delivery, channelId: channel.id, userId: origin.user.id, originalTs: ts, threadTs };
  delivery.body = {
    type: 'block_actions',
    ...interactive(core, origin),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    trigger_id: newTrigger(core, delivery, origin.user.id),
    channel: { id: channel.id, name: channelName(channel) },
    // Of an ephemeral message the app is not told what stands in it.
    ...(isEphemeral ? {} : { message: messageObject(core, message) }),
    state: { values: stateOf(message.blocks, message.values.get(origin.user.id) ?? {}) },
    response_url: createResponseUrl(core, 'actions', answering),
    actions: [actionOf(core, control, value)],
  };
  return delivery;
}

export function viewActionDelivery(core: Core, origin: Origin, { view, control, value }: Used & { view: StoredView }) {
  const delivery = newDelivery(core, origin);
  delivery.body = {
    type: 'block_actions',
    ...interactive(core, origin),
    container: { type: 'view', view_id: view.id },
    trigger_id: newTrigger(core, delivery, origin.user.id, view.id),
    view: viewObject(view, core.app.appId),
    actions: [actionOf(core, control, value)],
  };
  return delivery;
}

export function submissionDelivery(core: Core, origin: Origin, view: StoredView): Delivery {
  const delivery = newDelivery(core, origin);
  delivery.body = {
    type: 'view_submission',
    ...interactive(core, origin),
    trigger_id: newTrigger(core, delivery, origin.user.id, view.id),
    view: viewObject(view, core.app.appId),
    response_urls: [],
  };
  return delivery;
}

export function closedDelivery(core: Core, origin: Origin, view: StoredView, isCleared: boolean): Delivery {
  const delivery = newDelivery(core, origin);
  const shown = viewObject(view, core.app.appId);
  delivery.body = { type: 'view_closed', ...interactive(core, origin), view: shown, is_cleared: isCleared };
  return delivery;
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

/** What the app reads when somebody uses it (reference/interaction-payloads, interactivity/implementing-slash-commands). */

import { type Control, stateOf } from './controls.ts';
import type { Core } from './core.ts';
import { channelName, interactive, newDelivery, newTrigger, type Origin, verificationToken } from './deliveries.ts';
import type { JsonObject } from './json.ts';
import { messageObject } from './messages.ts';
import type { Channel, Delivery, StoredMessage, StoredView } from './records.ts';
import { createResponseUrl } from './response-urls.ts';
import { viewObject } from './views.ts';

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

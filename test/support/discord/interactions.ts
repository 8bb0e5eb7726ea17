/** Interactions as an application is sent them (interactions/receiving-and-responding#interaction-object). */

import type { Core } from './core.ts';
import type { JsonObject } from './json.ts';
import { limits } from './limits.ts';
import { permissionsIn } from './permissions.ts';
import type { Channel, Interaction, InteractionKind, StoredMessage, User } from './state.ts';
import { wireChannel, wireInvoker, wireMessage } from './wire.ts';

const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export type Use = {
  kind: InteractionKind;
  user: User;
  channel: Channel;
  data: JsonObject;
  /** The message that the component stands on, or that the modal was opened from. */
  message?: StoredMessage;
};

/** Notes that somebody used something; sending it is another's work. */
export function openInteraction(core: Core, { kind, user, channel, data, message }: Use): Interaction {
  const { state } = core;
  const id = state.ids.next();
  const token = Buffer.from(`interaction:${id}:${user.id}`).toString('base64url');
  const guild = channel.kind === 'direct' ? undefined : state.guilds.get(channel.guildId);
  const payload: JsonObject = {
    id,
    application_id: state.applicationId,
    type: interactionType[kind],
    token,
    version: 1,
    data,
    channel: { ...wireChannel(state, channel), permissions: String(permissionsIn(state, user.id, channel)) },
    channel_id: channel.id,
    ...wireInvoker(state, user, channel),
    locale: user.locale,
    app_permissions: String(permissionsIn(state, state.botId, channel)),
    entitlements: [],
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: limits.fileBytes,
    ...(guild
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
        }
      : {}),
    ...(message ? { message: wireMessage(state, message) } : {}),
  };
  const interaction: Interaction = {
    id,
    token,
    kind,
    userId: user.id,
    channelId: channel.id,
    payload,
    createdAt: core.now(),
    sentMs: core.monotonic(),
    followUpIds: [],
    ...(guild ? { guildId: guild.id } : {}),
    ...(message ? { messageId: message.id } : {}),
  };
  state.interactions.set(id, interaction);
  return interaction;
}

export function idInToken(token: string): string {
  return Buffer.from(token, 'base64url').toString().split(':')[1] ?? '';
}

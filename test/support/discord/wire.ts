/** What is remembered, as JSON of API version 10. */

import { numbered } from './component-tree.ts';
import { isObject, type JsonObject } from './json.ts';
import { flag } from './message-payload.ts';
import { guildPermissions, permissionsIn } from './permissions.ts';
import type { Channel, Command, Guild, Interaction, Member, Role, State, StoredMessage, User } from './state.ts';

const channelType = { text: 0, direct: 1, thread: 11 } as const;
const instant = (at: number) => new Date(at).toISOString().replace('Z', '000+00:00');

export function wireUser({ id, name, bot }: User): JsonObject {
  return {
    id,
    username: name,
    global_name: bot ? null : name,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    public_flags: 0,
    ...(bot ? { bot: true } : {}),
  };
}

export function wireRole({ id, name, permissions, mentionable }: Role, position: number): JsonObject {
  return {
    id,
    name,
    permissions: String(permissions),
    mentionable,
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    flags: 0,
    icon: null,
    unicode_emoji: null,
  };
}

export function wireMember(state: State, guild: Guild, { userId, roleIds }: Member): JsonObject {
  const user = state.users.get(userId);
  return {
    ...(user ? { user: wireUser(user) } : {}),
    roles: roleIds,
    nick: null,
    avatar: null,
    joined_at: instant(Number(BigInt(guild.id) >> 22n) + 1_420_070_400_000),
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function wireGuild(state: State, guild: Guild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    icon: null,
    features: [],
    emojis: [],
    stickers: [],
    roles: [...guild.roles.values()].map(wireRole),
    system_channel_id: null,
    system_channel_flags: 0,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    application_id: null,
    permissions: String(guildPermissions(guild, state.botId)),
  };
}

/** As the event GUILD_CREATE has it: with channels, threads and the bot as a member. */
export function wireWholeGuild(state: State, guild: Guild): JsonObject {
  const channels = [...state.channels.values()].filter((one) => one.kind !== 'direct' && one.guildId === guild.id);
  const bot = guild.members.get(state.botId);
  return {
    ...wireGuild(state, guild),
    large: false,
    unavailable: false,
    joined_at: instant(Number(BigInt(guild.id) >> 22n) + 1_420_070_400_000),
    member_count: guild.members.size,
    members: bot ? [wireMember(state, guild, bot)] : [],
    channels: channels.filter(({ kind }) => kind === 'text').map((one) => wireChannel(state, one)),
    threads: channels.filter(({ kind }) => kind === 'thread').map((one) => wireChannel(state, one)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function wireChannel(state: State, channel: Channel): JsonObject {
  const common = { id: channel.id, type: channelType[channel.kind], flags: 0, last_message_id: null };
  if (channel.kind === 'direct') {
    const user = state.users.get(channel.userId);
    return { ...common, recipients: user ? [wireUser(user)] : [] };
  }
  const placed = { ...common, guild_id: channel.guildId, name: channel.name, rate_limit_per_user: 0 };
  if (channel.kind === 'thread') {
    return {
      ...placed,
      parent_id: channel.parentId,
      owner_id: state.botId,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: channel.archiveMinutes,
        archive_timestamp: instant(Number(BigInt(channel.id) >> 22n) + 1_420_070_400_000),
      },
    };
  }
  return {
    ...placed,
    parent_id: null,
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: channel.overwrites.map(({ id, of, allow, deny }) => ({
      id,
      type: of === 'role' ? 0 : 1,
      allow: String(allow),
      deny: String(deny),
    })),
  };
}

/** The nonce comes back only from creating a message, not from looking it up. */
export function wireMessage(state: State, message: StoredMessage): JsonObject {
  const author = state.users.get(message.authorId);
  const interaction = message.interactionId ? state.interactions.get(message.interactionId) : undefined;
  // Text of others is hidden from who lacks the intent MESSAGE_CONTENT.
  const readable = message.authorId === state.botId;
  const thread = state.channels.get(message.id);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: interaction?.kind === 'command' ? 20 : 0,
    ...(author ? { author: wireUser(author) } : {}),
    content: readable ? message.content : '',
    embeds: message.embeds.map((embed) => ({ ...withoutUndefined(embed), type: 'rich' })),
    components: numbered(message.components.map(withoutUndefined)),
    attachments: message.attachments.map((attachment) => ({
      id: attachment.id,
      filename: attachment.filename,
      description: attachment.description,
      content_type: attachment.contentType,
      size: attachment.bytes.length,
      url: `https://cdn.example/attachments/${attachment.id}/${attachment.filename}`,
      proxy_url: `https://media.example/attachments/${attachment.id}/${attachment.filename}`,
    })),
    flags: message.flags | (thread ? flag.hasThread : 0),
    timestamp: instant(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : instant(message.editedAt),
    tts: false,
    pinned: false,
    mention_everyone: message.notified.includes('@everyone'),
    mentions: [],
    mention_roles: [],
    ...(interaction ? { interaction_metadata: metadata(state, interaction) } : {}),
    ...(interaction ? { application_id: state.applicationId, webhook_id: state.applicationId } : {}),
    ...(thread ? { thread: wireChannel(state, thread) } : {}),
  };
}

function metadata(state: State, interaction: Interaction): JsonObject {
  const user = state.users.get(interaction.userId);
  return {
    id: interaction.id,
    type: interaction.payload.type,
    ...(user ? { user: wireUser(user) } : {}),
    authorizing_integration_owners: interaction.payload.authorizing_integration_owners,
    ...(interaction.kind === 'component' ? { interacted_message_id: interaction.messageId } : {}),
  };
}

/** A copy as plain JSON, as whoever reads it from the wire has it. */
export function withoutUndefined(value: object): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return isObject(copy) ? copy : {};
}

/** Optional things that are false or empty are not told. */
export function wireCommand(state: State, { guildId, ...command }: Command): JsonObject {
  const tidy = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([key, one]) => !(['required', 'autocomplete'].includes(key) && one === false))
        .map(([key, one]) => [key, key === 'options' && Array.isArray(one) ? one.filter(isObject).map(tidy) : one]),
    );
  const whole = tidy(withoutUndefined(command));
  return {
    default_member_permissions: null,
    nsfw: false,
    ...whole,
    application_id: state.applicationId,
    name_localizations: whole.name_localizations ?? null,
    description_localizations: whole.description_localizations ?? null,
    ...(guildId === undefined
      ? {
          contexts: whole.contexts ?? null,
          integration_types: whole.integration_types ?? [0],
          dm_permission: true,
        }
      : { guild_id: guildId }),
  };
}

/** Who used it, with the rights held there. */
export function wireInvoker(state: State, user: User, channel: Channel): JsonObject {
  const guild = channel.kind === 'direct' ? undefined : state.guilds.get(channel.guildId);
  const member = guild?.members.get(user.id);
  if (!guild || !member) return { user: wireUser(user) };
  const permissions = String(permissionsIn(state, user.id, channel));
  return { member: { ...wireMember(state, guild, member), permissions } };
}

/** conversations.* (reference/methods). */

import { type BotMethod, type Call, channelFor, needScope, needText, userFor } from '../calls.ts';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { directChannel, messageObject } from '../messages.ts';
import type { Channel, StoredMessage } from '../records.ts';

const scopeName = { public: 'channels', private: 'groups', direct: 'im' } as const;

function channelObject({ installation }: Call, channel: Channel): JsonObject {
  const isDirect = channel.kind === 'direct';
  const common = {
    id: channel.id,
    created: Math.floor(channel.createdAt / 1000),
    is_im: isDirect,
    is_archived: channel.isArchived,
    context_team_id: channel.workspaceId,
  };
  if (isDirect) {
    return { ...common, user: [...channel.memberIds].find((id) => id !== installation.botUserId), is_open: true };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    creator: channel.creatorId,
    is_member: channel.memberIds.has(installation.botUserId),
    num_members: channel.memberIds.size,
  };
}

const info: BotMethod = (call) => {
  const channel = channelFor(call, call.args.text('channel'));
  needScope(call, `${scopeName[channel.kind]}:read`);
  return { channel: channelObject(call, channel) };
};

const open: BotMethod = (call) => {
  const { core, args, installation } = call;
  needScope(call, 'im:write');
  const ids = args.text('users')?.split(',') ?? [];
  const [id] = ids;
  if (id === undefined) throw new ApiError('users_list_not_supplied');
  if (ids.length > 1) throw new ApiError('method_not_supported_for_channel_type');
  const user = userFor(call, id);
  if (user.isBot) throw new ApiError('cannot_dm_bot');
  if (user.isDeleted) throw new ApiError('user_disabled');
  const [workspaceId = ''] = [...user.workspaceIds].filter((one) => installation.workspaceIds.has(one));
  const channel = directChannel(core, installation, id, workspaceId);
  return { channel: args.flag('return_im') ? channelObject(call, channel) : { id: channel.id } };
};

const list: BotMethod = (call) => {
  const { core, args, installation, token } = call;
  const types = args.text('types')?.split(',') ?? ['public_channel'];
  for (const type of types) needScope({ token }, type === 'private_channel' ? 'groups:read' : 'channels:read');
  const team = args.text('team_id');
  if (installation.isEnterpriseInstall && team === undefined) throw new ApiError('missing_argument');
  const workspaceId = team ?? [...installation.workspaceIds][0];
  const found = [...core.state.channels.values()].filter(
    (channel) =>
      channel.workspaceId === workspaceId &&
      types.includes(`${channel.kind}_channel`) &&
      (channel.kind === 'public' || channel.memberIds.has(installation.botUserId)) &&
      !(args.flag('exclude_archived') && channel.isArchived),
  );
  const from = Number(args.text('cursor') ?? 0);
  const to = from + (args.number('limit') ?? 100);
  const next = to < found.length ? String(to) : '';
  return {
    channels: found.slice(from, to).map((channel) => channelObject(call, channel)),
    response_metadata: { next_cursor: next },
  };
};

/** Of a private channel the app has to be a member. */
const members: BotMethod = (call) => {
  const channel = channelFor(call, call.args.text('channel'));
  needScope(call, `${scopeName[channel.kind]}:read`);
  const all = [...channel.memberIds];
  const from = Number(call.args.text('cursor') ?? 0);
  const to = from + (call.args.number('limit') ?? 100);
  return {
    members: all.slice(from, to),
    response_metadata: { next_cursor: to < all.length ? String(to) : '' },
  };
};

/** One page of messages that lie between `oldest` and `latest`. */
function page(call: Call, messages: StoredMessage[]): JsonObject {
  const { core, args } = call;
  const { oldest, latest } = { oldest: args.text('oldest') ?? '0', latest: args.text('latest') ?? '9999999999' };
  const isInclusive = args.flag('inclusive') ?? false;
  const between = messages.filter(({ ts }) => {
    const isEdge = ts === oldest || ts === latest;
    return isEdge ? isInclusive : Number(ts) > Number(oldest) && Number(ts) < Number(latest);
  });
  const from = Number(args.text('cursor') ?? 0);
  const to = from + (args.number('limit') ?? 100);
  const hasMore = to < between.length;
  const hasMetadata = args.flag('include_all_metadata') ?? false;
  return {
    messages: between.slice(from, to).map((message) => messageObject(core, message, hasMetadata)),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(to) : '' },
  };
}

function readableChannel(call: Call): Channel {
  const channel = channelFor(call, call.args.text('channel'));
  needScope(call, `${scopeName[channel.kind]}:history`);
  if (!channel.memberIds.has(call.installation.botUserId)) throw new ApiError('not_in_channel');
  return channel;
}

const lasting = (call: Call, { id }: Channel) =>
  [...call.core.state.messages.values()].filter((one) => one.channelId === id && one.ephemeralFor === undefined);

/** Newest first, without replies. */
const history: BotMethod = (call) => {
  const messages = lasting(call, readableChannel(call)).filter(({ threadTs }) => threadTs === undefined);
  return page(call, messages.toReversed());
};

/** Oldest first, the parent before all. */
const replies: BotMethod = (call) => {
  const channel = readableChannel(call);
  const ts = needText(call.args, 'ts');
  const thread = lasting(call, channel).filter((one) => one.ts === ts || one.threadTs === ts);
  if (thread.length === 0) throw new ApiError('thread_not_found');
  return page(call, thread);
};

export const conversations: Record<string, BotMethod> = {
  'conversations.info': info,
  'conversations.open': open,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
};

/** One call of a Web API method: who calls, with which rights, and whom and what they may reach. */

import type { Args } from './args.ts';
import type { Core } from './core.ts';
import { ApiError } from './errors.ts';
import type { JsonObject } from './json.ts';
import { directChannel } from './messages.ts';
import type { Channel, Installation, StoredMessage, Token, User } from './records.ts';

export type Call = { core: Core; args: Args; token: Token; installation: Installation };

/** A method with a bot token. */
export type BotMethod = (call: Call) => JsonObject;

/** @throws ApiError `missing_scope` when the token has none of them */
export function needScope({ token }: Pick<Call, 'token'>, ...anyOf: readonly string[]): void {
  if (anyOf.some((scope) => token.scopes.has(scope))) return;
  throw new ApiError('missing_scope', { needed: anyOf.join(','), provided: [...token.scopes].join(',') });
}

/** @throws ApiError `invalid_arguments` */
export function needText(args: Args, name: string): string {
  const value = args.text(name);
  if (value !== undefined) return value;
  const problem = `[ERROR] missing required field: ${name}`;
  throw new ApiError('invalid_arguments', { response_metadata: { messages: [problem] } });
}

/** @throws ApiError `user_not_found` */
export function userFor({ core, installation }: Call, id: string): User {
  const user = core.state.users.get(id);
  const isHere = user && [...user.workspaceIds].some((workspace) => installation.workspaceIds.has(workspace));
  if (!isHere) throw new ApiError('user_not_found');
  return user;
}

/**
 * A channel the app may know of: not a private one or direct messages without it.
 * @throws ApiError `channel_not_found`, `team_access_not_granted`
 */
export function channelFor({ core, installation }: Call, id: string | undefined): Channel {
  const channel = id === undefined ? undefined : core.state.channels.get(id);
  if (!channel) throw new ApiError('channel_not_found');
  if (!installation.workspaceIds.has(channel.workspaceId)) {
    const enterprise = core.state.workspaces.get(channel.workspaceId)?.enterprise;
    const isSister = installation.isEnterpriseInstall && enterprise === installation.enterprise;
    throw new ApiError(isSister ? 'team_access_not_granted' : 'channel_not_found');
  }
  if (channel.kind !== 'public' && !channel.memberIds.has(installation.botUserId)) {
    throw new ApiError('channel_not_found');
  }
  return channel;
}

/**
 * A channel the app may write to.
 * @throws ApiError also `not_in_channel`, `is_archived`
 */
export function writableChannel(call: Call, id: string | undefined): Channel {
  const channel = channelFor(call, id);
  if (channel.isArchived) throw new ApiError('is_archived');
  const isIn = channel.memberIds.has(call.installation.botUserId);
  if (!isIn && !call.token.scopes.has('chat:write.public')) throw new ApiError('not_in_channel');
  return channel;
}

/** Where a new message goes: a channel, or for the id of a user their direct messages with the app. */
export function placeFor(call: Call, id: string | undefined): Channel {
  if (id === undefined || !/^[UW]/.test(id)) return writableChannel(call, id);
  const user = call.core.state.users.get(id);
  const [workspaceId] = [...(user?.workspaceIds ?? [])].filter((one) => call.installation.workspaceIds.has(one));
  if (!user || user.isBot || workspaceId === undefined) throw new ApiError('channel_not_found');
  return directChannel(call.core, call.installation, user.id, workspaceId);
}

/**
 * An own message, not an ephemeral one, which no method can reach.
 * @throws ApiError `message_not_found`, or `denied` when somebody else wrote it
 */
export function ownMessage(call: Call, channel: Channel, denied: string): StoredMessage {
  const message = call.core.state.messages.get(needText(call.args, 'ts'));
  if (!message || message.channelId !== channel.id || message.ephemeralFor !== undefined) {
    throw new ApiError('message_not_found');
  }
  if (message.authorId !== call.installation.botUserId) throw new ApiError(denied);
  return message;
}

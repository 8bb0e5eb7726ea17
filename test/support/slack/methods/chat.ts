/** chat.* (reference/methods). */

import { type BotMethod, type Call, needScope, needText, ownMessage, placeFor, writableChannel } from '../calls.ts';
import { ApiError } from '../errors.ts';
import { limits } from '../limits.ts';
import { change, contentOf, messageObject, metadataOf, remove, store } from '../messages.ts';
import type { Channel } from '../records.ts';

function contentSent({ core, args }: Call, mostText: number) {
  if (args.all.attachments !== undefined) throw new Error('this Slack knows no attachments');
  const sent = { text: args.text('text'), blocks: args.json('blocks', 'invalid_blocks_format') };
  return contentOf(core, sent, mostText);
}

/** Strict: real Slack lets some wrong ones pass, and the reply is then nowhere to be seen. */
function threadSent({ core, args }: Call, channel: Channel): string | undefined {
  const ts = args.text('thread_ts');
  if (ts === undefined) return undefined;
  const parent = core.state.messages.get(ts);
  if (!parent || parent.channelId !== channel.id || parent.ephemeralFor !== undefined) {
    throw new ApiError('thread_not_found');
  }
  return parent.threadTs ?? parent.ts;
}

const postMessage: BotMethod = (call) => {
  const { core, args, installation } = call;
  needScope(call, 'chat:write');
  const channel = placeFor(call, args.text('channel'));
  const message = store(core, {
    ...contentSent(call, limits.postText.most),
    channelId: channel.id,
    authorId: installation.botUserId,
    installation,
    threadTs: threadSent(call, channel),
    metadata: metadataOf(args.json('metadata', 'invalid_metadata_format')),
  });
  return { channel: channel.id, ts: message.ts, message: messageObject(core, message, true) };
};

const update: BotMethod = (call) => {
  const { core, args } = call;
  needScope(call, 'chat:write');
  const channel = writableChannel(call, args.text('channel'));
  const message = ownMessage(call, channel, 'cant_update_message');
  const content = contentSent(call, limits.updateText.most);
  change(core, message, content, metadataOf(args.json('metadata', 'invalid_metadata_format')));
  return { channel: channel.id, ts: message.ts, text: message.text, message: messageObject(core, message, true) };
};

const postEphemeral: BotMethod = (call) => {
  const { core, args, installation } = call;
  needScope(call, 'chat:write');
  const channel = writableChannel(call, args.text('channel'));
  const userId = needText(args, 'user');
  if (!channel.memberIds.has(userId)) throw new ApiError('user_not_in_channel');
  const message = store(core, {
    ...contentSent(call, limits.postText.most),
    channelId: channel.id,
    authorId: installation.botUserId,
    installation,
    threadTs: threadSent(call, channel),
    ephemeralFor: userId,
  });
  return { message_ts: message.ts };
};

const deleteMessage: BotMethod = (call) => {
  needScope(call, 'chat:write');
  const channel = writableChannel(call, call.args.text('channel'));
  const message = ownMessage(call, channel, 'cant_delete_message');
  remove(call.core, message);
  return { channel: channel.id, ts: message.ts };
};

export const chat: Record<string, BotMethod> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
  'chat.delete': deleteMessage,
};

/** Discord behind the port of all platforms. A ref is the id of a message; its thread, if it has one, has the same id. */

import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { Message } from '../../chat/message.ts';
import type { Place, Platform } from '../../chat/platform.ts';
import { cut, plainText } from '../../chat/text.ts';
import { hasCode, isTokenRefused, platformError } from './errors.ts';
import { lookAt, readsHistory } from './look.ts';
import { messageBody } from './message.ts';
import { markOf, nonceOf } from './once-key.ts';
import { findMarked, findMarkedInThread } from './search.ts';

export type PlatformNeeds = {
  /** For what the outbox sends. */
  jobs: REST;
  /** For what a person is waiting for. */
  interactions: REST;
  botId(): Promise<string>;
  /** Hears that Discord no longer lets the bot into a channel; may be called often. */
  shutOut(guild: string): Promise<void>;
  /** Hears that Discord no longer takes the token. */
  tokenRefused(): void;
};

const identified = z.object({ id: z.string() });
const threadName = 100;
const archiveAfterMinutes = 1440;

export function createPlatform({ jobs, interactions, botId, shutOut, tokenRefused }: PlatformNeeds): Platform {
  /** Sends a message under its key to a channel, a thread or a direct channel. */
  async function post(channel: string, message: Message, key: string, signal: AbortSignal, more: object = {}) {
    const body = { ...messageBody(message, markOf(key)), nonce: nonceOf(key), enforce_nonce: true, ...more };
    return identified.parse(await jobs.post(Routes.channelMessages(channel), { body, signal })).id;
  }

  async function directChannel(person: string, signal: AbortSignal): Promise<string> {
    const body = { recipient_id: person };
    return identified.parse(await jobs.post(Routes.userChannels(), { body, signal })).id;
  }

  /** Sends into the thread of a post, and opens that first. Where the bot may not, the message stands in the channel. */
  async function postInThread(channel: string, replyTo: string, message: Message, key: string, signal: AbortSignal) {
    try {
      await openThread(channel, replyTo, message, signal);
      return await post(replyTo, message, key, signal);
    } catch (error) {
      if (!hasCode(error, ...noThread)) throw error;
      const reference = { message_id: replyTo, fail_if_not_exists: false };
      return post(channel, message, key, signal, { message_reference: reference });
    }
  }

  async function openThread(channel: string, post: string, message: Message, signal: AbortSignal): Promise<void> {
    const [title = ''] = plainText(message).trim().split('\n');
    const body = { name: cut(title, threadName) || '…', auto_archive_duration: archiveAfterMinutes };
    try {
      await jobs.post(Routes.threads(channel, post), { body, signal });
    } catch (error) {
      // Somebody opened it already.
      if (!hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) throw error;
    }
  }

  /** @returns false where it does not stand in the thread: {@link postInThread} may have had to post it in the channel */
  async function editInThread(thread: string, ref: string, body: object, signal: AbortSignal): Promise<boolean> {
    const edit = () => jobs.patch(Routes.channelMessage(thread, ref), { body, signal });
    try {
      await edit();
    } catch (error) {
      if (hasCode(error, RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownMessage)) return false;
      if (!hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error;
      // A thread archives itself after a day of silence, and nothing in it can be edited then.
      await jobs.patch(Routes.channel(thread), { body: { archived: false }, signal });
      await edit();
    }
    return true;
  }

  /** Everything that Discord throws becomes ours here, and nowhere else. */
  async function atTheEdge<T>(place: { workspace: string }, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (hasCode(error, RESTJSONErrorCodes.UnknownGuild, RESTJSONErrorCodes.MissingAccess)) {
        await shutOut(place.workspace);
      }
      if (isTokenRefused(error)) tokenRefused();
      throw platformError(error);
    }
  }

  return {
    name: 'discord',

    send: (place, message, key, signal) =>
      atTheEdge(place, async () => {
        if ('member' in place) return post(await directChannel(place.member, signal), message, key, signal);
        const { channel, replyTo } = place;
        return replyTo === undefined
          ? post(channel, message, key, signal)
          : postInThread(channel, replyTo, message, key, signal);
      }),

    edit: (place, ref, message, signal) =>
      atTheEdge(place, async () => {
        const body = messageBody(message);
        if ('channel' in place && place.replyTo !== undefined && (await editInThread(place.replyTo, ref, body, signal)))
          return;
        const channel = await channelOf(place, signal);
        await jobs.patch(Routes.channelMessage(channel, ref), { body, signal });
      }),

    find: (place, key, signal) =>
      atTheEdge(place, async () => {
        const mark = markOf(key);
        if ('channel' in place && place.replyTo !== undefined) {
          const inThread = await findMarkedInThread(jobs, place.replyTo, mark, signal);
          if (inThread === 'unknown' || typeof inThread === 'object') return inThread;
        }
        const found = await findMarked(jobs, await channelOf(place, signal), mark, signal);
        if (found !== 'empty' || 'member' in place) return found === 'empty' ? 'absent' : found;
        return (await readsHistory(jobs, await botId(), place, signal)) ? 'absent' : 'unknown';
      }),

    look: (place, person, signal) =>
      atTheEdge(place, async () => lookAt(interactions, await botId(), place, person, signal)),
  };

  function channelOf(place: Place, signal: AbortSignal): Promise<string> | string {
    return 'member' in place ? directChannel(place.member, signal) : place.channel;
  }
}

/** A thread that cannot be opened, is closed, or may not be written in. */
const noThread = [
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
  RESTJSONErrorCodes.MaximumActiveThreads,
];

/** Looks at a channel with the bot's and with one person's eyes. */

import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Look } from '../../chat/platform.ts';
import { hasCode } from './errors.ts';
import { channelShape, guildShape, lookWith, mayReadHistory, memberShape, rightsIn, sees } from './permissions.ts';

type Place = { workspace: string; channel: string };

/** @throws the REST client's errors, of which 10003 says that there is no such channel */
export async function lookAt(
  rest: REST,
  botId: string,
  place: Place,
  person: string,
  signal: AbortSignal,
): Promise<Look> {
  try {
    const of = await readerOf(rest, place, signal);
    const [bot, seer] = await Promise.all([of(botId), of(person)]);
    return { ...lookWith(bot ?? 0n), seen: seer !== undefined && sees(seer) };
  } catch (error) {
    // A channel hidden from the bot tells nothing more of itself.
    if (!hasCode(error, RESTJSONErrorCodes.MissingAccess)) throw error;
    return { canPost: false, canThread: false, missing: ['View Channel'], seen: false };
  }
}

/** Whether the bot may read earlier messages; where it may not, Discord shows it none. */
export async function readsHistory(rest: REST, botId: string, place: Place, signal: AbortSignal): Promise<boolean> {
  const of = await readerOf(rest, place, signal);
  return mayReadHistory((await of(botId)) ?? 0n);
}

/** @returns a function from a user's id to their rights in the channel; undefined for who is no member */
async function readerOf(rest: REST, { workspace, channel }: Place, signal: AbortSignal) {
  const [shownChannel, shownGuild] = await Promise.all([
    rest.get(Routes.channel(channel), { signal }),
    rest.get(Routes.guild(workspace), { signal }),
  ]);
  const [place, guild] = [channelShape.parse(shownChannel), guildShape.parse(shownGuild)];
  return async (userId: string): Promise<bigint | undefined> => {
    try {
      const member = memberShape.parse(await rest.get(Routes.guildMember(workspace, userId), { signal }));
      return rightsIn(place, guild, { ...member, id: userId });
    } catch (error) {
      if (hasCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)) return undefined;
      throw error;
    }
  };
}

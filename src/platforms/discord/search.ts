/** Finds an earlier send among the messages of a channel. */

import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { hasCode } from './errors.ts';

const listed = z.array(
  z.object({
    id: z.string(),
    components: z.array(z.object({ id: z.int().optional() })).default([]),
  }),
);

/** Discord lists at most a hundred; further back than this nobody looks. */
const pageSize = 100;
const mostPages = 3;

/**
 * @param mark id of the first component, as the message was sent with
 * @returns `empty` where Discord shows no message at all, `unknown` where there are too many to look through
 */
export async function findMarked(
  rest: REST,
  channel: string,
  mark: number,
  signal: AbortSignal,
): Promise<{ ref: string } | 'absent' | 'empty' | 'unknown'> {
  let before: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(before !== undefined && { before }) });
    const messages = listed.parse(await rest.get(Routes.channelMessages(channel), { query, signal }));
    const found = messages.find(({ components }) => components.some(({ id }) => id === mark));
    if (found) return { ref: found.id };
    if (messages.length < pageSize) return page === 0 && messages.length === 0 ? 'empty' : 'absent';
    before = messages.at(-1)?.id;
  }
  return 'unknown';
}

/** The same in a thread, which need not be there. */
export async function findMarkedInThread(rest: REST, thread: string, mark: number, signal: AbortSignal) {
  try {
    return await findMarked(rest, thread, mark, signal);
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.UnknownChannel)) return 'absent';
    throw error;
  }
}

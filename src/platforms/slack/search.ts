/** Finds an earlier send among the messages of a channel, by the key in its metadata. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { slackCode } from './errors.ts';
import type { WebClient } from './web.ts';

const eventType = 'mlops_quiz_message';
const keyLength = 32;

/** Metadata can be read by every app and member, so it holds a digest: a key names rounds and members. */
export function metadataOf(key: string) {
  return { event_type: eventType, event_payload: { key: digest(key) } };
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, keyLength);
}

const listed = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ key: z.string().optional() }).optional() })
        .optional(),
    }),
  ),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

/** An errand is looked for within hours; further back than this nobody looks. */
const pageSize = 100;
const mostPages = 3;

/** Without the scope or as no member one is shown nothing, which says nothing. */
const closed = [
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
  'method_not_supported_for_channel_type',
];

/** @param thread ts of the post whose thread it is in */
export async function findKeyed(
  client: WebClient,
  place: { channel: string; thread: string | undefined },
  key: string,
): Promise<{ ref: string } | 'absent' | 'unknown'> {
  const { channel, thread } = place;
  const wanted = digest(key);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const wish = { channel, limit: pageSize, include_all_metadata: true, ...(cursor !== undefined && { cursor }) };
    const shown = await pageOf(client, wish, thread);
    if (!shown) return 'unknown';
    const found = shown.messages.find(
      ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload?.key === wanted,
    );
    if (found) return { ref: found.ts };
    cursor = shown.response_metadata?.next_cursor;
    if (!shown.has_more || !cursor) return 'absent';
  }
  return 'unknown';
}

type Wish = { channel: string; limit: number; include_all_metadata: boolean; cursor?: string };

async function pageOf(client: WebClient, wish: Wish, thread: string | undefined) {
  try {
    const { history, replies } = client.conversations;
    return listed.parse(await (thread === undefined ? history(wish) : replies({ ...wish, ts: thread })));
  } catch (error) {
    const code = slackCode(error);
    if (code === 'thread_not_found') return { messages: [], has_more: false };
    if (code !== undefined && closed.includes(code)) return undefined;
    throw error;
  }
}

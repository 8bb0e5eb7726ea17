/** What a channel or its admins are told beside the rounds. Kept as data in the outbox, worded when it is sent. */

import { z } from 'zod';
import type { App } from '../app.ts';
import { claimEnds } from '../store/claims.ts';
import { noteNotice, notifyChannelOf } from '../store/notices.ts';
import type { Handle } from '../store/open.ts';
import { enqueue, type NewErrand } from '../store/outbox.ts';

const notice = z.discriminatedUnion('notice', [
  /** To the channel: one more answer counts. */
  z.object({ notice: z.literal('accepted'), number: z.int(), answer: z.string(), gained: z.int() }),
  /** To the channel: nobody answered for two weeks. */
  z.object({ notice: z.literal('silent') }),
  /** To the channel: how the week went. */
  z.object({ notice: z.literal('recap'), week: z.string() }),
  /** To a member: what became of a proposal. */
  z.object({
    notice: z.literal('suggestion'),
    prompt: z.string(),
    decision: z.enum(['accepted', 'declined']),
    reason: z.string().nullable(),
  }),
  /** To a member: what became of a claim; `before` and `after` are the points of its round, null where none count. */
  z.object({
    notice: z.literal('claim'),
    decision: z.enum(claimEnds),
    number: z.int().nullable(),
    title: z.string(),
    label: z.string(),
    phrasing: z.string(),
    before: z.int().nullable(),
    after: z.int().nullable(),
  }),
  /** To the admins: a member reported a round. */
  z.object({ notice: z.literal('report'), number: z.int(), channel: z.string(), reason: z.string() }),
  /** To the admins: a claim or a proposal waits for their decision. */
  z.object({ notice: z.literal('claimed') }),
  z.object({ notice: z.literal('suggested') }),
  /** To the admins: a day went by without its question. */
  z.object({ notice: z.literal('missed'), channel: z.string(), on: z.string() }),
  /** To the admins: the platform refused for good; the schedule is paused. */
  z.object({ notice: z.literal('trouble'), channel: z.string(), trouble: z.string() }),
  /** To the admins: few questions are left. */
  z.object({ notice: z.literal('stock'), channel: z.string(), left: z.int() }),
]);

export type Notice = z.infer<typeof notice>;

/** What an outbox row's payload says. */
export function readNotice(payload: string): Notice {
  return notice.parse(JSON.parse(payload));
}

/** Tells a channel something once; `once` names the occasion. */
export async function tellChannel(
  app: App,
  tx: Handle,
  to: { channelId: string; roundId?: string },
  what: Notice,
  once: string,
  at: number,
): Promise<void> {
  await tell(app, tx, to, what, once, at);
}

/**
 * Tells the admins, where they chose to hear of it, and at most once a day of each kind. Where they chose no place,
 * `admin status` holds the same.
 * @param about the channel the trouble is in
 * @param on the local day there
 */
export async function tellAdmins(
  app: App,
  tx: Handle,
  about: { teamId: string; on: string },
  what: Notice,
  at: number,
): Promise<void> {
  const channelId = await notifyChannelOf(tx, about.teamId);
  if (channelId === undefined || !(await noteNotice(tx, about.teamId, what.notice, about.on))) return;
  await tellChannel(app, tx, { channelId }, what, `${about.teamId}:${about.on}`, at);
}

/** Tells one member something in private, once. Only what they asked for by an act of their own. */
export async function tellMember(
  app: App,
  tx: Handle,
  memberId: string,
  what: Notice,
  once: string,
  at: number,
): Promise<void> {
  await tell(app, tx, { memberId }, what, once, at);
}

async function tell(
  app: App,
  tx: Handle,
  to: Pick<NewErrand, 'channelId' | 'roundId' | 'memberId'>,
  what: Notice,
  once: string,
  at: number,
): Promise<void> {
  const payload = JSON.stringify(what);
  await enqueue(tx, { id: app.newId(), key: `${once}:${what.notice}`, kind: 'notice', ...to, payload }, at);
}

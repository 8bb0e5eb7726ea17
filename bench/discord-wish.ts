/** What is said between a bench and the process with its Discord; over and back as JSON. */

import { z } from 'zod';

const wish = z.discriminatedUnion('wish', [
  /** Opens the Discord; where the rate is enforced, more than 50 requests in a second are refused. */
  z.object({ wish: z.literal('open'), enforced: z.boolean() }),
  /** Makes guilds of one channel each. */
  z.object({ wish: z.literal('guilds'), count: z.int() }),
  /** Waits until so many messages stand. */
  z.object({ wish: z.literal('posts'), count: z.int() }),
  /** Makes a guild whose members all may set up rounds. */
  z.object({ wish: z.literal('team'), members: z.int() }),
  /** Sends interactions to this URL from now on. */
  z.object({ wish: z.literal('endpoint'), url: z.string() }),
  /** Has a round posted, with this question of the bank. */
  z.object({ wish: z.literal('ask-for-round'), question: z.string() }),
  /** Presses the buttons of these labels on the post, one after another. */
  z.object({ wish: z.literal('press'), labels: z.array(z.string()), seconds: z.number(), perSecond: z.number() }),
]);
export type Wish = z.output<typeof wish>;

/** @throws when it is none */
export function readWish(message: unknown): Wish {
  return wish.parse(message);
}

export const told = {
  open: z.object({ apiUrl: z.string(), token: z.string(), applicationId: z.string(), publicKey: z.string() }),
  guilds: z.object({ guilds: z.array(z.object({ guild: z.string(), channel: z.string() })) }),
  /** `lastAt` in epoch milliseconds. */
  posts: z.object({ posts: z.int(), refused: z.int(), lastAt: z.number() }),
  team: z.object({ channel: z.string() }),
  endpoint: z.object({}),
  'ask-for-round': z.object({}),
  /** From the interaction's dispatch to its callback's arrival. */
  press: z.object({ callbacksMs: z.array(z.number()) }),
} as const satisfies Record<Wish['wish'], z.ZodType>;

export type Told = { [W in Wish['wish']]: z.output<(typeof told)[W]> }[Wish['wish']];

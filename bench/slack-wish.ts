/** What is said between the bench and the process with its Slack; over and back as JSON. */

import { z } from 'zod';

const load = { seconds: z.number(), perSecond: z.number() };
const wish = z.discriminatedUnion('wish', [
  /** Opens a Slack with one workspace and the app in it; all members may set up rounds. */
  z.object({ wish: z.literal('open'), members: z.int() }),
  /** Sends requests to this URL from now on; before, they go over Socket Mode. */
  z.object({ wish: z.literal('request-url'), url: z.string() }),
  /** Waits until the app is connected by Socket Mode. */
  z.object({ wish: z.literal('connected') }),
  /** Has a round posted, with this question of the bank. */
  z.object({ wish: z.literal('ask-for-round'), question: z.string() }),
  /** Everybody in turn types this after the command. */
  z.object({ wish: z.literal('type'), text: z.string(), ...load }),
]);
export type Wish = z.output<typeof wish>;

/** @throws when it is none */
export function readWish(message: unknown): Wish {
  return wish.parse(message);
}

export const told = {
  open: z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string(), signingSecret: z.string() }),
  'request-url': z.object({}),
  connected: z.object({}),
  'ask-for-round': z.object({}),
  /** From sending the request to the arrival of its acknowledgement. */
  type: z.object({ acksMs: z.array(z.number()) }),
} as const satisfies Record<Wish['wish'], z.ZodType>;

export type Told = { [W in Wish['wish']]: z.output<(typeof told)[W]> }[Wish['wish']];

/** What a view carries back: where it was opened, since a view has no channel of its own. Only this app can read it. */

import { z } from 'zod';

const shape = z.object({
  channel: z.object({ id: z.string(), name: z.string() }),
  /** Where its answer can go, for half an hour. */
  url: z.string().optional(),
  thread: z.string().optional(),
  /** Whether it was opened by a control of a message that its reader alone sees. */
  onPrivate: z.boolean().default(false),
});

export type Origin = z.output<typeof shape>;

export function writeOrigin(origin: Origin): string {
  return JSON.stringify(origin);
}

export function readOrigin(metadata: string): Origin | undefined {
  try {
    return shape.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

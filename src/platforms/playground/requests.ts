/** The bodies and queries that the playground's doors take. */

import { z } from 'zod';
import { requestFaults } from '../../words/playground.ts';
import { readDuration, readInstant } from './clock.ts';
import { firstChannel } from './members.ts';

const member = z.string().max(40);
const channel = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .default(firstChannel);

export const commandBody = z.object({ as: member, channel, text: z.string().max(8000) });

const value = z.string().max(20_000);
export const actionBody = z.object({
  as: member,
  channel,
  message: z.string().max(64),
  action: z.string().max(100),
  values: z.record(z.string().max(100), z.union([value, z.array(value).max(100)])).default({}),
});

export const clockBody = z.object({ advance: z.string().max(40).optional(), to: z.string().max(40).optional() });

export const eyesQuery = z.object({ as: member, channel });

export type Faulty = { error: string };

/** What a schema makes of a value that came from outside, or which field is wrong and why. */
export function readRequest<T extends z.ZodType>(schema: T, sent: unknown): z.infer<T> | Faulty {
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  return { error: faults.join('; ') };
}

const farthestDays = 400;
const dayMs = 86_400_000;

/** The instant a clock request asks for, in epoch milliseconds. */
export function instantAsked(body: z.infer<typeof clockBody>, now: number): { at: number } | Faulty {
  const { advance, to } = body;
  if ((advance === undefined) === (to === undefined)) return { error: requestFaults.oneTime };
  const forwardMs = advance === undefined ? undefined : readDuration(advance);
  if (advance !== undefined && forwardMs === undefined) return { error: requestFaults.duration(advance) };
  const at = forwardMs === undefined ? readInstant(to ?? '') : now + forwardMs;
  if (at === undefined) return { error: requestFaults.instant(to ?? '') };
  if (at < now) return { error: requestFaults.backwards(new Date(now).toISOString()) };
  return at > now + farthestDays * dayMs ? { error: requestFaults.tooFar(farthestDays) } : { at };
}

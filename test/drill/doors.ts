/** The playground's doors over HTTP. Whatever gets no answer, because the server was ended, is undefined. */

import { z } from 'zod';

const message = z.object({
  id: z.string(),
  private: z.boolean(),
  text: z.string(),
  controls: z.array(z.object({ id: z.string() })),
});
export type Seen = z.infer<typeof message>;
const messages = z.object({ messages: z.array(message) });

const instant = z.iso
  .datetime()
  .nullable()
  .transform((text) => (text === null ? undefined : Date.parse(text)));
const state = z.object({
  now: z.iso.datetime().transform(Date.parse),
  next: z.object({ reveal: instant, post: instant }),
});

/** A door that takes longer than this has hung, which is a fault. */
const answersWithinMs = 20_000;

async function ask<T extends z.ZodType>(url: string, schema: T, body?: object): Promise<z.infer<T> | undefined> {
  const post = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...post, signal: AbortSignal.timeout(answersWithinMs) });
    text = await response.text();
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') throw new Error(`${url} hangs`, { cause: error });
    return undefined;
  }
  // A wish to go back in time is refused where the clock was moved on meanwhile; other refusals are in the server's log.
  return response.status === 200 ? schema.parse(JSON.parse(text)) : undefined;
}

export type Doors = ReturnType<typeof doorsAt>;

export function doorsAt(url: string) {
  const at = (path: string) => `${url}/playground/${path}`;
  return {
    async command(as: string, channel: string, text: string): Promise<Seen[] | undefined> {
      return (await ask(at('command'), messages, { as, channel, text }))?.messages;
    },
    async action(
      as: string,
      channel: string,
      on: { message: string; action: string; values?: Record<string, string> },
    ) {
      return (await ask(at('action'), messages, { as, channel, ...on }))?.messages;
    },
    async messages(as: string, channel: string): Promise<Seen[]> {
      return (await ask(at(`messages?as=${as}&channel=${channel}`), messages))?.messages ?? [];
    },
    /** Moves the server's time to an instant, with everything that is due on the way. */
    clockTo: (instantAt: number) => ask(at('clock'), z.object({}), { to: new Date(instantAt).toISOString() }),
    state: (channel: string) => ask(at(`state?as=alice&channel=${channel}`), state),
  };
}

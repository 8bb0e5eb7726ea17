import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type Eyes, lastRevision, messagesChanged } from '../../store/playground.ts';
import type { History } from './history.ts';
import { shownMessage } from './shown.ts';

/** Proxies and browsers give up on a connection that says nothing for long. */
const keepAliveMs = 20_000;

/**
 * Server-sent events: a `message` for each message that is new or changed for a member, and a `reset` when all are gone.
 * An event's id is the message's revision; a reader that comes back with it misses nothing.
 */
export function streamEvents(c: Context, history: History, eyes: Eyes): Response {
  return streamSSE(c, async (stream) => {
    let rung = Promise.withResolvers<void>();
    let reset = false;
    const unwatch = history.watch((change) => {
      reset ||= change === 'reset';
      rung.resolve();
    });
    stream.onAbort(() => rung.resolve());
    // The look at the history is for what another process wrote into it.
    const keepAlive = setInterval(() => stream.write(': still here\n\n').then(() => rung.resolve()), keepAliveMs);
    try {
      const lastSeen = Number(c.req.header('last-event-id') || Number.NaN);
      let seen = Number.isSafeInteger(lastSeen) ? lastSeen : await lastRevision(history.db);
      await stream.write(': here\n\n');
      while (!stream.aborted) {
        if (reset) {
          reset = false;
          await stream.writeSSE({ event: 'reset', data: '{}' });
        }
        for (const message of await messagesChanged(history.db, eyes, seen, 'revision')) {
          await stream.writeSSE({
            event: 'message',
            id: String(message.revision),
            data: JSON.stringify(shownMessage(message)),
          });
          seen = message.revision;
        }
        await rung.promise;
        rung = Promise.withResolvers();
      }
    } finally {
      clearInterval(keepAlive);
      unwatch();
    }
  });
}

import { Hono } from 'hono';
import type { z } from 'zod';
import { deletePlayground, messagesSeen } from '../../store/playground.ts';
import { requestFaults } from '../../words/playground.ts';
import { type Acting, action, command, strangerMessage } from './acting.ts';
import type { Clock } from './clock.ts';
import { streamEvents } from './events.ts';
import { guard } from './guard.ts';
import { personById } from './members.ts';
import { actionBody, clockBody, commandBody, eyesQuery, type Faulty, instantAsked, readRequest } from './requests.ts';
import { seedPlayground } from './seed.ts';
import { shownMessage } from './shown.ts';
import { type CommandHint, playgroundState, type StateNeeds } from './state.ts';
import { travel } from './travel.ts';

export type RouteNeeds = Acting & StateNeeds & { clock: Clock; travels: boolean; commands: readonly CommandHint[] };

/** The playground's doors, for scripts and for its page. */
export function createRoutes(needs: RouteNeeds): Hono {
  const { app, history, clock, turns, zone } = needs;
  const routes = new Hono().basePath('/playground');
  routes.use('*', guard);

  routes.post('/command', async (c) => {
    const body = await readBody(c.req.text(), commandBody);
    return 'error' in body ? c.json(body, 400) : c.json({ messages: await command(needs, body) });
  });

  routes.post('/action', async (c) => {
    const body = await readBody(c.req.text(), actionBody);
    return 'error' in body ? c.json(body, 400) : c.json({ messages: await action(needs, body) });
  });

  routes.get('/messages', async (c) => {
    const eyes = readRequest(eyesQuery, c.req.query());
    if ('error' in eyes) return c.json(eyes, 400);
    if (!personById(eyes.as)) return c.json({ messages: [strangerMessage(app, eyes.as)] });
    const seen = await messagesSeen(history.db, { member: eyes.as, channel: eyes.channel });
    return c.json({ messages: seen.map(shownMessage) });
  });

  routes.get('/events', (c) => {
    const eyes = readRequest(eyesQuery, c.req.query());
    if ('error' in eyes) return c.json(eyes, 400);
    return streamEvents(c, history, { member: eyes.as, channel: eyes.channel });
  });

  routes.post('/clock', async (c) => {
    const body = await readBody(c.req.text(), clockBody);
    if ('error' in body) return c.json(body, 400);
    if (!needs.travels) return c.json({ error: requestFaults.connected }, 409);
    const fault = await turns.take(async () => {
      const asked = instantAsked(body, clock.now());
      if ('error' in asked) return asked;
      return void (await travel(app, clock, asked.at));
    });
    return fault ? c.json(fault, 400) : c.json({ now: isoNow(clock) });
  });

  routes.post('/reset', async (c) => {
    await turns.take(async () => {
      await app.store.transaction(deletePlayground);
      await clock.toRealTime();
      history.forget();
      await seedPlayground(app, { zone, at: clock.now() });
    });
    return c.json({ now: isoNow(clock) });
  });

  routes.get('/commands', (c) => c.json({ commands: needs.commands }));

  routes.get('/state', async (c) => {
    const eyes = readRequest(eyesQuery, c.req.query());
    return 'error' in eyes ? c.json(eyes, 400) : c.json(await playgroundState(needs, eyes));
  });

  return routes;
}

function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

async function readBody<T extends z.ZodType>(sent: Promise<string>, schema: T): Promise<z.infer<T> | Faulty> {
  const text = await sent;
  try {
    return readRequest(schema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return { error: requestFaults.json };
    throw error;
  }
}

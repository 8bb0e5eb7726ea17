import { Hono } from 'hono';
import type { App } from '../../app.ts';
import type { Door } from '../../chat/door.ts';
import type { Platform } from '../../chat/platform.ts';
import type { SlackConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/open.ts';
import { type Connection, createConnection } from '../connection.ts';
import type { OutsideDoor } from '../registry.ts';
import { createRequestMemory } from '../request-memory.ts';
import { createAnswers } from './answers.ts';
import { type Bolt, createBolt } from './bolt.ts';
import { createEndpoint } from './endpoint.ts';
import { createEvents } from './events.ts';
import { createHome } from './home.ts';
import { openInstalling } from './installing.ts';
import { createInteractions } from './interactions.ts';
import { createPeople } from './people.ts';
import { createPlatform } from './platform.ts';
import { createSocket } from './socket.ts';
import { createClients } from './web.ts';

export type SlackNeeds = { store: Store; log: Log; now(): number; newId(): string };

type SlackServing = {
  app: App;
  door: Door;
  /** Slack turned this app away for good while it ran; the reason is one line for the operator. */
  refused(reason: string): void;
  /** How long an answer may take before the request is acknowledged without it; Slack gives three seconds in all. */
  deferAfterMs?: number;
};

export type Slack = {
  platform: Platform;
  /** Once the program stands: takes requests from then on. */
  serve(serving: SlackServing): OutsideDoor;
};

const defaultDeferAfterMs = 1800;
/** A form has to open within three seconds; less than half of them are for Slack to say who asks. */
const askWithinMs = 1200;

/** Slack in two steps, because a program needs its platforms before its door. */
export function openSlack(config: SlackConfig, needs: SlackNeeds): Slack {
  const { store, log, now } = needs;
  const clients = createClients({ apiUrl: config.apiUrl, log });
  const { installs, identify, installUrl, routes } = openInstalling(config, { ...needs, clients });
  const platform = createPlatform({ installs, clients, now });

  return {
    platform,

    serve({ app, door, refused, deferAfterMs = defaultDeferAfterMs }) {
      const people = createPeople(clients);
      const memory = createRequestMemory({ store, log, now });
      const asking = { db: app.db, log, people, now: app.now, askWithinMs };
      const home = createHome({ ...asking, door, clients });
      const answers = createAnswers({ clients, platform, log });
      const homeChanged = home.publish;
      const interactions = createInteractions({
        app,
        door,
        asking,
        memory,
        answers,
        deferAfterMs,
        installUrl,
        homeChanged,
      });
      const events = createEvents({ app, home, people, memory });
      /** What was acknowledged is finished, over the connection that its answers may need. */
      const closing = (bolt: Bolt, connection: Connection) => async () => {
        await bolt.idle();
        await connection.close();
        // What came in between.
        await bolt.idle();
        await memory.close();
      };
      const ways = { installs, clients, interactions, events, log };
      const missing = { prepared: 'the token is not checked yet', connected: 'not connected by Socket Mode' };
      const connecting = { platform: 'Slack', log, prepare: identify, missing, refused };
      if (config.mode === 'socket') {
        const socket = createSocket({ appToken: config.appToken, clients, log }, refused);
        const bolt = createBolt({ ...ways, receiver: socket.receiver });
        const connection = createConnection({ ...connecting, link: socket });
        return { ...connection, routes: undefined, close: closing(bolt, connection) };
      }
      const endpoint = createEndpoint(config.signingSecret, now);
      const bolt = createBolt({ ...ways, receiver: endpoint.receiver });
      const connection = createConnection({ ...connecting, link: undefined });
      const all = new Hono().route('/', endpoint.routes);
      const install = routes(platform);
      if (install) all.route('/', install);
      return { ...connection, routes: all, close: closing(bolt, connection) };
    },
  };
}

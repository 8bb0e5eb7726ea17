/** Our Slack platform, on real Bolt, in front of a Slack of our own. */

import { Hono } from 'hono';
import type { App } from '../../../src/app.ts';
import { loadBank } from '../../../src/bank/load.ts';
import type { Door } from '../../../src/chat/door.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import type { SlackConfig } from '../../../src/config.ts';
import { createDoor } from '../../../src/door.ts';
import { createLog } from '../../../src/log.ts';
import { openSlack as openPlatform } from '../../../src/platforms/slack/index.ts';
import { Secret } from '../../../src/secret.ts';
import { createServer } from '../../../src/server/http.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import type { Store } from '../../../src/store/open.ts';
import { dataFolder } from '../../support/paths.ts';
import { openSlack, type Slack, type SlackOptions } from '../../support/slack/index.ts';
import { type Installed, usualScopes, type WorkspaceHandle } from '../../support/slack/workspaces.ts';
import { sqlite } from '../../support/store.ts';

export type Transport = 'socket' | 'http' | 'oauth';

export type Stage = {
  app: App;
  slack: Slack;
  platform: Platform;
  workspace: WorkspaceHandle;
  /** Where the program listens. */
  url: string;
  channel: ReturnType<WorkspaceHandle['addChannel']>;
  alice: ReturnType<WorkspaceHandle['addUser']>;
  bob: ReturnType<WorkspaceHandle['addUser']>;
  /** Undefined as long as nobody installed by OAuth. */
  installed: Installed | undefined;
  /** Every line logged so far. */
  logged: string[];
  /** Reasons for which Slack turned the app away. */
  refusals: string[];
  ready(): true | string;
  /** Moves the clock of the program and of Slack. */
  advance(ms: number): void;
  close(): Promise<void>;
};

export type StageOptions = {
  transport: Transport;
  slack?: Partial<SlackOptions>;
  scopes?: readonly string[];
  deferAfterMs?: number;
  store?: Store;
};

export const secretKey = new Secret('MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=');
const bank = loadBank(dataFolder);

/** The whole program behind it. */
export const wholeProgram = (app: App): Door => createDoor(app, () => 'incident');

/**
 * It is 24 November 2026, 06:00 UTC. Alice is the workspace's admin and made the channel, bob is a member; the app is
 * in the channel.
 * @param openDoor what stands behind the platform; it gets the whole program
 */
export async function openStage(openDoor: (app: App) => Door, options: StageOptions): Promise<Stage> {
  const { transport, deferAfterMs } = options;
  let at = Date.UTC(2026, 10, 24, 6);
  const now = () => at;
  const store = options.store ?? (await sqlite.open());
  const logged: string[] = [];
  const log = createLog({ level: 'trace', secrets: [], output: { write: (line) => logged.push(line) } });
  let serve = new Hono();

  // The server's address is needed before there is anything to serve.
  const late = new Hono().all('/slack/*', (c) => serve.fetch(c.req.raw, c.env ?? undefined));
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    routes: [late],
    health: { ready: async () => ({ ok: true, checks: {} }) },
    metrics: createMetrics(async () => 0),
    incident(err, doing) {
      log.error({ err, request: doing }, 'a request failed');
      return 'incident';
    },
  });
  const url = await server.listen();
  const slack = await openSlack({
    now,
    patienceMs: 2000,
    redirectUrls: [`${url}/slack/oauth_redirect`],
    ...options.slack,
  });
  const workspace = slack.addWorkspace({ name: 'ML people' });
  const alice = workspace.addUser({ name: 'alice', isAdmin: true });
  const bob = workspace.addUser({ name: 'bob' });
  const installed =
    transport === 'oauth' ? undefined : workspace.install({ scopes: options.scopes ?? usualScopes, by: alice });
  const channel = workspace.addChannel({
    name: 'mlops-interviews',
    creator: alice,
    members: [alice, bob],
    hasBot: installed !== undefined,
  });

  const opened = openPlatform(configOf(slack, transport, installed, url), { store, log, now, newId: counted('n') });
  const app: App = {
    store,
    db: store.db,
    bank: await bank,
    platforms: new Map([['slack', opened.platform]]),
    log,
    metrics: createMetrics(async () => 0),
    now,
    newId: counted('id'),
    admins: new Set(),
  };
  const refusals: string[] = [];
  const door = opened.serve({
    app,
    door: openDoor(app),
    refused: (reason) => refusals.push(reason),
    ...(deferAfterMs !== undefined && { deferAfterMs }),
  });
  const { routes } = door;
  if (routes) serve = routes;
  await door.check();
  await door.connect();
  if (transport !== 'socket') await slack.setRequestUrl(`${url}/slack/events`);

  return {
    app,
    slack,
    platform: opened.platform,
    workspace,
    url,
    channel,
    alice: { ...alice, ...alice.in(channel) },
    bob: { ...bob, ...bob.in(channel) },
    installed,
    logged,
    refusals,
    ready: door.ready,
    advance(ms) {
      at += ms;
    },
    async close() {
      await door.close();
      await server.close(100);
      await slack.close();
      await store.close();
    },
  };
}

function configOf(slack: Slack, transport: Transport, installed: Installed | undefined, url: string): SlackConfig {
  const { apiUrl, app } = slack;
  const signingSecret = new Secret(app.signingSecret);
  if (transport === 'oauth') {
    return {
      mode: 'oauth',
      apiUrl,
      signingSecret,
      clientId: app.clientId,
      clientSecret: new Secret(app.clientSecret),
      stateSecret: new Secret('state secret'),
      secretKey,
      publicUrl: url,
    };
  }
  const botToken = new Secret(installed?.token ?? '');
  if (transport === 'http') return { mode: 'http', apiUrl, botToken, signingSecret };
  return { mode: 'socket', apiUrl, botToken, appToken: new Secret(slack.appToken) };
}

function counted(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${String(count++).padStart(6, '0')}`;
}

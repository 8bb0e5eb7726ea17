/** A small app on real Bolt that uses every part of Slack the double speaks. */

import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { InstallationStore } from '@slack/oauth';
import type { Slack } from './index.ts';
import { listen } from './sample-handlers.ts';

export type SampleApp = {
  /** Of HTTP: where it listens. */
  url: string;
  /** Types of events it was told, in order. */
  events: string[];
  /** Trigger ids of the commands it was told, in order. */
  triggers: string[];
  /** The command `slow` is acknowledged once this was called. */
  hurry(): void;
  stop(): Promise<void>;
};

export type SampleOptions = {
  transport: 'socket' | 'http';
  /** Of one workspace; without it the app is installed by OAuth, over HTTP. */
  token?: string;
  store?: InstallationStore;
  /** Bolt also waits as long as this before it connects again. */
  pingTimeoutMs?: number;
};

/** Says nothing: what goes wrong is seen in the double. */
const logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export function clientOptionsFor({ apiUrl }: Slack) {
  return { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger };
}

export async function startSampleApp(
  slack: Slack,
  { transport, token, store, pingTimeoutMs = 5000 }: SampleOptions,
): Promise<SampleApp> {
  const clientOptions = clientOptionsFor(slack);
  const oauth = {
    clientId: slack.app.clientId,
    clientSecret: slack.app.clientSecret,
    stateSecret: 'state secret',
    scopes: ['commands', 'chat:write'],
    ...(store ? { installationStore: store } : {}),
    installerOptions: { clientOptions, authorizationUrl: slack.authorizationUrl, directInstall: true },
  };
  const receiver: Receiver =
    transport === 'http'
      ? new HTTPReceiver({ signingSecret: slack.app.signingSecret, logger, ...(token === undefined ? oauth : {}) })
      : new SocketModeReceiver({
          appToken: slack.appToken,
          logger,
          clientPingTimeout: pingTimeoutMs,
          installerOptions: { clientOptions },
        });
  const app = new App({
    receiver,
    logger,
    clientOptions,
    convoStore: false,
    ...(token === undefined ? {} : { token }),
  });
  const events: string[] = [];
  const triggers: string[] = [];
  const slow = Promise.withResolvers<void>();
  listen(app, { events, triggers, slow: slow.promise });
  const server: unknown = await app.start(0);
  const address = hasAddress(server) ? server.address() : null;
  const url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  let isStopped = false;
  return {
    url,
    events,
    triggers,
    hurry: slow.resolve,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      slow.resolve();
      await app.stop();
    },
  };
}

function hasAddress(server: unknown): server is { address(): { port: number } | string | null } {
  return typeof server === 'object' && server !== null && 'address' in server;
}

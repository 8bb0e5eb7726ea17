/**
 * A Slack of our own on a loopback port: Web API, Socket Mode, signed HTTP, response_url, views and OAuth, with people
 * who use it. It knows nothing of the program it tests. Real Bolt runs against it with
 * `clientOptions: { slackApiUrl: slack.apiUrl }`.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createWaiting } from '../waiting.ts';
import { createApi } from './api.ts';
import { authorizePage } from './authorize-page.ts';
import type { AppSettings, Core } from './core.ts';
import { type Again, createDelivery } from './deliver.ts';
import { createFaults, type Faults } from './faults.ts';
import { isObject, parseJson } from './json.ts';
import { limits } from './limits.ts';
import type { Delivery, SeenRequest, StoredMessage, Violation } from './records.ts';
import { createResponder } from './response-urls.ts';
import { type Sight, sightOf } from './seen.ts';
import { createSockets, type Sockets } from './socket.ts';
import { createState } from './state.ts';
import { send, signature } from './wire.ts';
import { createWorkspaces, type EnterpriseHandle, type WorkspaceHandle } from './workspaces.ts';

export type SlackOptions = Partial<Omit<AppSettings, 'appId'>> & {
  /** Slack's clock, epoch milliseconds. Bolt's own receiver compares signatures with the real one. */
  now?: () => number;
  /** Real time, for how long an acknowledgement took. */
  monotonic?: () => number;
  /** How long an app may take to acknowledge, real milliseconds: Slack's three seconds, or less for a quick test. */
  ackWithinMs?: number;
  /** How long, in real milliseconds, a person waits for an answer and {@link Slack.until} for what it waits for. */
  patienceMs?: number;
};

export type Slack = {
  /** For `SLACK_API_URL`, or `slackApiUrl` of Bolt. */
  readonly apiUrl: string;
  /** For `installerOptions.authorizationUrl`. */
  readonly authorizationUrl: string;
  readonly appToken: string;
  readonly app: Readonly<AppSettings>;
  readonly faults: Omit<Faults, 'meet'>;
  /** Socket Mode. */
  readonly socket: Omit<Sockets, 'open' | 'send' | 'close'>;
  addWorkspace(options?: { name?: string }): WorkspaceHandle;
  addEnterprise(options?: { name?: string }): EnterpriseHandle;
  /**
   * From now on requests are sent to this URL and no longer over Socket Mode. Rejects where Slack would refuse it: when
   * it does not answer the challenge.
   */
  setRequestUrl(url: string): Promise<void>;
  /** Where OAuth may lead back to from now on; for an app whose address is known only once it listens. */
  setRedirectUrls(urls: readonly string[]): void;
  /** Sends a request once more: a replay, a forgery or a retry. Resolves with the status over HTTP. */
  deliverAgain(delivery: Delivery, again?: Again): Promise<number | undefined>;
  sees(user: { id: string }, channel: { id: string }): Sight;
  /** Resolves once it is so; looks again whenever something happens here. Rejects after the patience. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** What was out of bounds: bad blocks and views, late or odd acknowledgements, odd uses of response_url. */
  violations(): readonly Violation[];
  /** Every call of the Web API and of response_urls so far, in order. */
  requests(method?: string): readonly SeenRequest[];
  /** Every request to the app so far, in order. */
  deliveries(): readonly Delivery[];
  /** All messages that stand now, ephemeral ones too, oldest first. */
  messages(): readonly StoredMessage[];
  close(): Promise<void>;
};

const defaults: AppSettings = {
  appId: 'A000000001',
  clientId: '1000000001.1000000001',
  clientSecret: 'client-secret-of-the-double',
  signingSecret: 'signing-secret-of-the-double',
  commands: ['/mlops-quiz'],
  events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'member_joined_channel', 'user_change'],
  redirectUrls: [],
  rotatesTokens: false,
};

export async function openSlack(options: SlackOptions = {}): Promise<Slack> {
  const { now = Date.now, monotonic = () => performance.now(), patienceMs = 10_000, ...settings } = options;
  const { ackWithinMs = limits.ackMs.most, ...app } = settings;
  const state = createState(now);
  const waiting = createWaiting();
  const faults = createFaults();
  let origin = '';
  let requestUrl: string | undefined;
  const core: Core = {
    state,
    app: { ...defaults, ...app },
    faults,
    waiting,
    now,
    monotonic,
    ackWithinMs,
    origin: () => origin,
  };
  const appToken = 'xapp-1-A000000001-token-of-the-double';
  state.tokens.set(appToken, {
    value: appToken,
    kind: 'app',
    scopes: new Set(['connections:write']),
    isRevoked: false,
  });

  const server = createServer((request, response) => void serve(request, response));
  const sockets = createSockets(server, core);
  const call = createApi(core, sockets.open);
  const respond = createResponder(core);
  const deliverer = createDelivery(core, sockets, () => requestUrl);
  const workspaces = createWorkspaces({ core, deliverer, patienceMs });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const method = /^\/api\/([\w.]+)$/.exec(pathname)?.[1];
    if (method !== undefined) await call(request, response, method);
    else if (pathname === '/oauth/v2/authorize') await authorizePage(core, request, response);
    else if (/^\/(commands|actions)\//.test(pathname)) await respond(request, response, pathname);
    else response.writeHead(404).end();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  return {
    apiUrl: `${origin}/api/`,
    authorizationUrl: `${origin}/oauth/v2/authorize`,
    appToken,
    app: core.app,
    faults,
    socket: sockets,
    ...workspaces,
    async setRequestUrl(url) {
      const body = JSON.stringify({ token: 'verification-token', challenge: 'challenge', type: 'url_verification' });
      const headers = { 'content-type': 'application/json', ...signature(core.app.signingSecret, body, now()) };
      const reply = await send({ method: 'POST', url, headers, body }, deliverer.signal);
      const answered = parseJson(reply.body);
      const challenge = isObject(answered) ? answered.challenge : reply.body;
      if (reply.status !== 200 || challenge !== 'challenge') throw new Error(`${url} did not answer the challenge`);
      requestUrl = url;
    },
    setRedirectUrls(urls) {
      core.app.redirectUrls = urls;
    },
    deliverAgain: deliverer.deliverAgain,
    sees: (user, channel) => sightOf(state, user.id, channel.id),
    async until(isSo, what) {
      if (!(await waiting.happens(isSo, patienceMs))) throw new Error(`not within ${patienceMs} ms: ${what}`);
    },
    violations: () => state.violations,
    requests: (method) => state.requests.filter((one) => method === undefined || one.method === method),
    deliveries: () => state.deliveries,
    messages: () => [...state.messages.values()],
    async close() {
      faults.clear();
      waiting.end();
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await deliverer.close();
      await closed;
    },
  };
}

/** The REST API over HTTP: finds the route, counts rates, lets troubles happen, answers in JSON. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.ts';
import { ApiError, notFound, unauthorized } from './errors.ts';
import { Dropped, type Faults } from './faults.ts';
import { FormError } from './form-body.ts';
import type { Sent } from './messages.ts';
import { readBody } from './request-body.ts';
import { applicationRoutes } from './routes/application.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { type Answer, match, paramReader, type Route } from './routes/route.ts';
import type { SeenRequest } from './state.ts';

const prefix = '/api/v10';
const sharedRoutes = [
  ...applicationRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...guildRoutes,
  ...interactionRoutes,
  ...messageRoutes,
];

type Parts = {
  faults: Faults;
  countRate(route: string, majorId: string, nowMs: number): Record<string, string>;
  /** Routes that belong to another part of the double. */
  routes: readonly Route[];
};

/** @returns a listener for an HTTP server's requests */
export function createApi(core: Core, { faults, countRate, routes }: Parts) {
  const all = [...sharedRoutes, ...routes];

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : undefined;
    const found = path === undefined ? undefined : find(all, method, path);
    const name = found ? `${method} ${found.route.path}` : 'unknown';
    const seen: SeenRequest = { method, path: url.pathname, route: name, body: undefined, at: core.now() };
    core.state.requests.push(seen);
    try {
      const sent = await readBody(request);
      seen.body = sent.body;
      const trouble = faults.meet(name);
      await trouble.before();
      const { answer, headers } = judge(found, name, url, sent, request.headers.authorization);
      await trouble.after();
      respond(response, seen, answer, headers);
    } catch (error) {
      if (error instanceof Dropped) request.socket.destroy();
      else if (error instanceof ApiError) refuse(error, response, seen, name);
      else {
        respond(response, seen, { status: 500, body: { message: '500: Internal Server Error', code: 0 } }, {});
        throw error;
      }
    } finally {
      core.changed();
    }
  };

  function judge(
    found: Found | undefined,
    name: string,
    url: URL,
    sent: Sent,
    authorization: string | undefined,
  ): { answer: Answer; headers: Record<string, string> } {
    if (!found) throw notFound();
    const { token } = core.state;
    const isKnown = token !== undefined && authorization === `Bot ${token}`;
    if (!found.route.open && !isKnown) throw unauthorized();
    const headers = countRate(name, majorId(found.params), core.now());
    const asked = { ...sent, param: paramReader(found.params), query: url.searchParams };
    return { answer: found.route.handle(core, asked), headers };
  }

  function refuse(error: ApiError, response: ServerResponse, seen: SeenRequest, name: string): void {
    if (error instanceof FormError) {
      core.state.violations.push({ request: name, faults: error.faults, body: seen.body });
    }
    respond(response, seen, { status: error.status, body: error.body }, error.headers);
  }
}

type Found = { route: Route; params: Map<string, string> };

function find(routes: readonly Route[], method: string, path: string): Found | undefined {
  for (const route of routes) {
    const params = route.method === method ? match(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function majorId(params: Map<string, string>): string {
  return params.get('channel') ?? params.get('guild') ?? params.get('token') ?? '';
}

function respond(
  response: ServerResponse,
  seen: SeenRequest,
  { status, body }: Answer,
  headers: Record<string, string>,
): void {
  seen.status = status;
  response.writeHead(status, { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

import { createServer as createNodeServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Metrics } from './metrics.ts';
import { endingWith } from './streams.ts';

/** The server cannot start for a reason outside the program; the message is one line that says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

interface Health {
  /** Whether requests may come: every check is true, or the reason why not. */
  ready(): Promise<{ ok: boolean; checks: Record<string, boolean | string> }>;
}

export interface ServerOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Mounted at the root, in this order. */
  routes: readonly Hono[];
  health: Health;
  metrics: Pick<Metrics, 'text'>;
  /**
   * Logs a bug once and returns the incident id that the caller is told.
   * @param doing method and path, without the query, which may carry a code
   */
  incident(error: unknown, doing: string): string;
}

export interface HttpServer {
  /** The whole application, for requests without a socket. */
  app: Hono;
  /**
   * @returns where it can be reached from this machine, without a slash at its end
   * @throws {StartError} when the address cannot be had
   */
  listen(): Promise<string>;
  /** Takes no new connections, ends event streams, waits for running requests up to the deadline, then cuts them off. */
  close(deadlineMs: number): Promise<void>;
}

/** Four times what a platform sends at most; an import of questions fits as well. */
const largestBody = 1024 * 1024;

/** A page loads its own files and nothing else; Slack and Discord fetch pictures, so those may be embedded elsewhere. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginResourcePolicy: false,
  // The proxy that ends TLS decides this for its host name; this server speaks plain HTTP.
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

/** An error in the form the caller reads: JSON where it is asked for or was sent, else one line of text. */
function fault(c: Context, status: 404 | 413 | 500, error: string): Response {
  const json = [c.req.header('accept'), c.req.header('content-type')].some((type) => type?.includes('json'));
  return json ? c.json({ error }, status) : c.text(`${error}\n`, status);
}

const tooLarge = (c: Context) => fault(c, 413, 'The body is larger than 1 MiB.');
const countBody = bodyLimit({ maxSize: largestBody, onError: tooLarge });

/** Where a request tells the length of its body, Node holds it to that; only else does the body have to be counted. */
const limitBody: MiddlewareHandler = (c, next) => {
  const length = c.req.header('content-length');
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) return countBody(c, next);
  return Number(length) > largestBody ? Promise.resolve(tooLarge(c)) : next();
};

function createApp(options: ServerOptions, closing: AbortSignal): Hono {
  const { routes, health, metrics, incident } = options;
  const app = new Hono();
  app.use(headers);
  app.use(async (c, next) => {
    await next();
    if (closing.aborted) c.header('Connection', 'close');
    if (c.res.headers.get('content-type')?.startsWith('text/event-stream') && c.res.body) {
      c.res = new Response(endingWith(closing, c.res.body), c.res);
    }
  });
  app.use(limitBody);

  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    if (closing.aborted) return c.json({ ok: false, checks: { server: 'stopping' } }, 503);
    const state = await health.ready();
    return c.json(state, state.ok ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    const { body, contentType } = await metrics.text();
    return c.body(body, 200, { 'Content-Type': contentType });
  });
  for (const route of routes) app.route('/', route);

  app.notFound((c) => fault(c, 404, `Nothing is at ${c.req.path}.`));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    return fault(c, 500, `Something broke here. Incident ${incident(error, `${c.req.method} ${c.req.path}`)}.`);
  });
  return app;
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'is in use: stop the other program, or set PORT to another port',
  EADDRNOTAVAIL: 'is not an address of this machine: set HOST to 127.0.0.1, 0.0.0.0 or one it has',
  ENOTFOUND: 'is not a name this machine knows: set HOST to 127.0.0.1, 0.0.0.0 or an address it has',
  EACCES: 'is not allowed to this user: set PORT to one above 1023',
};

function startError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  const reason = reasons[error.code ?? ''] ?? `cannot be listened on (${error.message}): check HOST and PORT`;
  return new StartError(`${withPort(host, port)} ${reason}.`, { cause: error });
}

function withPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A server that listens everywhere is reached from this machine on loopback. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** The one HTTP server of the program: health, metrics and every platform's routes. */
export function createServer(options: ServerOptions): HttpServer {
  const { host, port } = options;
  const closing = new AbortController();
  const app = createApp(options, closing.signal);
  const server = createNodeServer(getRequestListener(app.fetch));
  // A kept-alive connection whose stream was ended would otherwise hold the closing up until it times out.
  server.on('request', (_request, response) => {
    response.once('close', () => closing.signal.aborted && setImmediate(() => server.closeIdleConnections()));
  });

  return {
    app,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error) => reject(startError(error, host, port)));
        server.listen({ host, port }, () => {
          const address = server.address();
          const taken = typeof address === 'object' && address ? address.port : port;
          resolve(`http://${withPort(reachable(host), taken)}`);
        });
      }),
    close: (deadlineMs) =>
      new Promise((resolve) => {
        closing.abort();
        const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
      }),
  };
}

import type { MiddlewareHandler } from 'hono';
import { requestFaults } from '../../words/playground.ts';

/**
 * Lets in only what was meant for this machine: a page elsewhere that points its own name at 127.0.0.1 sends a Host
 * that is not loopback, a page that posts here an Origin that is not, and forms cannot send JSON.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const url = new URL(c.req.url);
  if (!isLoopback(c.req.header('host') ?? url.host)) return c.json({ error: requestFaults.host }, 403);
  const origin = c.req.header('origin');
  if (origin !== undefined && !isLoopback(URL.parse(origin)?.host ?? '')) {
    return c.json({ error: requestFaults.origin }, 403);
  }
  if (c.req.method === 'POST' && !isJson(c.req.header('content-type'), url.pathname)) {
    return c.json({ error: requestFaults.type }, 400);
  }
  return next();
};

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** Only the door that needs no body may be called without one. */
function isJson(type: string | undefined, path: string): boolean {
  if (type === undefined) return path === '/playground/reset';
  return /^application\/json\s*(;|$)/i.test(type);
}

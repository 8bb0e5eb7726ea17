import type { Config } from '../config.ts';
import { createServer, StartError } from '../server/http.ts';
import type { Finding } from './finding.ts';

const about = 'port';
/** Milliseconds a program on the port gets to answer. */
const patience = 2000;

/** Tries to listen as the server would; where something else does, asks whether that is the server. */
export async function portFinding({ host, port }: Config['http']): Promise<Finding> {
  if (port === 0) return { level: 'ok', about, said: 'any free one' };
  const server = createServer({
    host,
    port,
    routes: [],
    health: { ready: async () => ({ ok: false, checks: {} }) },
    metrics: { text: async () => ({ body: '', contentType: 'text/plain' }) },
    incident: () => '',
  });
  try {
    const url = await server.listen();
    await server.close(0);
    return { level: 'ok', about, said: `${url} is free` };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const url = `http://${reached(host)}:${port}`;
    return (await isServer(url))
      ? { level: 'ok', about, said: `a server is running here, at ${url}` }
      : { level: 'wrong', about, said: error.message };
  }
}

async function isServer(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/healthz`, {
      // A kept-alive connection would hold up the end of the command for seconds.
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(patience),
    });
    return answer.ok && (await answer.text()) === 'ok';
  } catch {
    // Nobody there, no HTTP, or too slow: all the same, not the server.
    return false;
  }
}

function reached(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

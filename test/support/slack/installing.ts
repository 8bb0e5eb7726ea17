/** A person who installs the app with a browser: from a page of the app over our own and back to the app. */

import type { Core } from './core.ts';
import type { OAuthCode } from './records.ts';
import { type Reply, send } from './wire.ts';

export type Choice = {
  decision?: 'allow' | 'cancel';
  /** Comes back with another browser, without the cookies of the first one. */
  losesCookies?: boolean;
  /** Comes back with this state instead of the one that was given. */
  state?: string;
};

/** The last page: where it ended, and what it said. */
export type Visit = { url: string; status: number; body: string; location: string | undefined };

type Browser = {
  core: Core;
  signal: AbortSignal;
  grantee: Pick<OAuthCode, 'workspaceIds' | 'enterprise' | 'isEnterpriseInstall'>;
};

export async function installBy(browser: Browser, userId: string, startUrl: string, choice: Choice): Promise<Visit> {
  const { core, signal, grantee } = browser;
  let cookies = new Map<string, string>();

  async function go(method: 'GET' | 'POST', url: string, body?: string): Promise<Visit> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...(cookie === '' ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const reply = await send({ method, url, headers, ...(body === undefined ? {} : { body }) }, signal);
    keepCookies(cookies, reply);
    const { location } = reply.headers;
    const target = typeof location === 'string' ? new URL(location, url).href : undefined;
    return { url, status: reply.status, body: reply.body, location: target };
  }

  const start = await go('GET', startUrl);
  const authorizeUrl = start.location ?? linkIn(start.body, `${core.origin()}/oauth/v2/authorize`);
  if (!authorizeUrl?.startsWith(`${core.origin()}/oauth/v2/authorize`)) return start;
  const page = await go('GET', authorizeUrl);
  if (page.status !== 200) return page;
  const form = new URLSearchParams({
    user: userId,
    decision: choice.decision ?? 'allow',
    org: String(grantee.isEnterpriseInstall),
  });
  for (const id of grantee.workspaceIds) form.append('workspace', id);
  const decided = await go('POST', authorizeUrl, form.toString());
  if (decided.location === undefined) return decided;
  const back = new URL(decided.location);
  if (choice.state !== undefined) back.searchParams.set('state', choice.state);
  if (choice.losesCookies) cookies = new Map();
  return go('GET', back.href);
}

/** `Secure` is left aside: on a loopback address there is no TLS. */
function keepCookies(cookies: Map<string, string>, { headers }: Reply): void {
  const given = headers['set-cookie'] ?? [];
  for (const line of typeof given === 'string' ? [given] : given) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) cookies.set(name, value);
  }
}

function linkIn(html: string, start: string): string | undefined {
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
  return links.find((link) => link.startsWith(start));
}

/** `/oauth/v2/authorize`: asks a person whether the app may come in (authentication/installing-with-oauth). */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from './args.ts';
import type { Core } from './core.ts';
import { limits } from './limits.ts';

/** What is wrong with a request for authorization; undefined when nothing is. */
function problemWith({ app }: Core, query: URLSearchParams): string | undefined {
  if (query.get('client_id') !== app.clientId) return 'invalid_client_id';
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  if (scopes.length === 0) return 'invalid_scope_requested';
  if (scopes.some((scope) => !/^[a-z]+(:[a-z.]+)*$/.test(scope))) return 'invalid_scope';
  const redirectUri = query.get('redirect_uri');
  if (app.redirectUrls.length === 0) return redirectUri === null ? 'bad_redirect_uri' : undefined;
  const isKnown = redirectUri === null || app.redirectUrls.some((known) => redirectUri.startsWith(known));
  return isKnown ? undefined : 'bad_redirect_uri';
}

/** @returns where the person is led to, with a code or with a refusal */
function decide(core: Core, query: URLSearchParams, form: URLSearchParams): string {
  const redirectUri = query.get('redirect_uri') ?? undefined;
  const target = new URL(redirectUri ?? core.app.redirectUrls[0] ?? '');
  const state = query.get('state');
  if (form.get('decision') !== 'allow') target.searchParams.set('error', 'access_denied');
  else {
    const code = core.state.newId('code-');
    core.state.codes.set(code, {
      redirectUri,
      scopes: (query.get('scope') ?? '').split(','),
      userId: form.get('user') ?? '',
      workspaceIds: form.getAll('workspace'),
      enterprise: core.state.workspaces.get(form.get('workspace') ?? '')?.enterprise,
      isEnterpriseInstall: form.get('org') === 'true',
      expiresAt: core.now() + limits.oauthCodeMs.most,
      isUsed: false,
    });
    target.searchParams.set('code', code);
  }
  if (state !== null) target.searchParams.set('state', state);
  return target.href;
}

/** The page on GET; on POST its form: `user`, `workspace` (several for an Enterprise), `org`, `decision`. */
export async function authorizePage(core: Core, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const query = new URL(request.url ?? '/', core.origin()).searchParams;
  const problem = problemWith(core, query);
  if (problem !== undefined) {
    response.writeHead(400, { 'content-type': 'text/html' }).end(`<h1>Something went wrong</h1><p>${problem}</p>`);
  } else if (request.method === 'POST') {
    const form = new URLSearchParams(await readText(request));
    response.writeHead(302, { location: decide(core, query, form) }).end();
  } else {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<form method="post"><button>Allow</button></form>');
  }
}

/** The Web API: `POST /api/<method>`. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Args, createArgs, readFields } from './args.ts';
import { type BotMethod, needScope } from './calls.ts';
import { type Core, violate } from './core.ts';
import { ApiError } from './errors.ts';
import { Dropped } from './faults.ts';
import type { JsonObject } from './json.ts';
import { auth } from './methods/auth.ts';
import { chat } from './methods/chat.ts';
import { conversations } from './methods/conversations.ts';
import { oauthAccess } from './methods/oauth.ts';
import { users } from './methods/users.ts';
import { views } from './methods/views.ts';
import type { SeenRequest, Token } from './records.ts';

const botMethods = new Map<string, BotMethod>(
  Object.entries({ ...auth, ...chat, ...conversations, ...users, ...views }),
);

/** @param openSocket makes the URL of a Socket Mode connection */
export function createApi(core: Core, openSocket: () => string) {
  function tokenFor(args: Args, authorization: string | undefined, kind: Token['kind']): Token {
    const value = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? args.text('token');
    if (value === undefined) throw new ApiError('not_authed');
    const token = core.state.tokens.get(value);
    if (!token) throw new ApiError('invalid_auth');
    if (token.installation?.isUninstalled) throw new ApiError('account_inactive');
    if (token.isRevoked) throw new ApiError('token_revoked');
    if (token.expiresAt !== undefined && token.expiresAt <= core.now()) throw new ApiError('token_expired');
    if (token.kind !== kind) throw new ApiError('not_allowed_token_type');
    return token;
  }

  function run(method: string, args: Args, authorization: string | undefined): JsonObject {
    if (method === 'oauth.v2.access') return oauthAccess(core, args, basicCredentials(authorization));
    if (method === 'apps.connections.open') {
      needScope({ token: tokenFor(args, authorization, 'app') }, 'connections:write');
      return { url: openSocket() };
    }
    const botMethod = botMethods.get(method);
    if (!botMethod) throw new ApiError('unknown_method');
    const token = tokenFor(args, authorization, 'bot');
    if (!token.installation) throw new ApiError('invalid_auth');
    return botMethod({ core, args, token, installation: token.installation });
  }

  return async function call(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const seen: SeenRequest = { method, args: {}, token: undefined, at: core.now() };
    core.state.requests.push(seen);
    const fault = core.faults.meet(method);
    const { authorization } = request.headers;
    const answer = (status: number, body: JsonObject, headers: Record<string, string> = {}) => {
      seen.status = status;
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(JSON.stringify(body));
      core.waiting.changed();
    };
    try {
      const args = createArgs(await readFields(request));
      seen.args = args.all;
      seen.token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? args.text('token');
      core.waiting.changed();
      await fault.before();
      const result = run(method, args, authorization);
      await fault.after();
      answer(200, { ok: true, ...result });
    } catch (error) {
      if (error instanceof Dropped) {
        response.destroy();
        return;
      }
      if (!(error instanceof ApiError)) throw error;
      seen.error = error.code;
      if (/^(invalid_(blocks|arguments|metadata)|msg_|no_text)/.test(error.code)) {
        const { errors, response_metadata: metadata } = error.details;
        const problems = [error.code, ...[errors ?? metadata ?? []].map((one) => JSON.stringify(one))];
        violate(core, { where: method, problems, payload: seen.args });
      }
      answer(error.status, { ok: false, error: error.code, ...error.details }, error.headers);
    }
  };
}

function basicCredentials(authorization: string | undefined): { id?: string; secret?: string } {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}

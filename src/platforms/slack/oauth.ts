/** Installing in any workspace: `/slack/install` sends to Slack, which sends back to `/slack/oauth_redirect`. */

import { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type InstallationStore, InstallProvider } from '@slack/oauth';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { SlackConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import { installedPage, notInstalledPage } from '../../words/slack.ts';
import { boltLogger } from './bolt-logger.ts';
import type { StoredInstalls } from './installs.ts';
import { botScopes, optionalScopes } from './scopes.ts';
import type { Clients } from './web.ts';

type Needs = {
  config: Extract<SlackConfig, { mode: 'oauth' }>;
  clients: Clients;
  installs: StoredInstalls;
  log: Log;
  now(): number;
  installed(by: { workspace: string; installedBy: string }): Promise<void>;
};

export function installUrlOf(publicUrl: string): string {
  return `${publicUrl}/slack/install`;
}

export function oauthRoutes(needs: Needs): Hono {
  const { config, clients, log } = needs;
  const installer = new InstallProvider({
    clientId: config.clientId,
    clientSecret: config.clientSecret.reveal(),
    stateSecret: config.stateSecret.reveal(),
    directInstall: true,
    installationStore: storeOf(needs),
    // In Slack's own words and in a double's alike, the page stands beside the API.
    authorizationUrl: new URL('../oauth/v2/authorize', config.apiUrl).href,
    clientOptions: clients.options,
    logger: boltLogger(log),
  });
  const wish = {
    scopes: [...botScopes, ...optionalScopes],
    redirectUri: `${config.publicUrl}/slack/oauth_redirect`,
  };

  // The constant itself may be Hono's lightweight kind of response, which its server writes out without a look at what it is.
  const sentAlready = () => RESPONSE_ALREADY_SENT.clone();
  const routes = new Hono();
  routes.get('/slack/install', async (c) => {
    const { incoming, outgoing } = nodeOf(c);
    await installer.handleInstallPath(incoming, outgoing, {}, wish);
    return sentAlready();
  });
  routes.get('/slack/oauth_redirect', async (c) => {
    const { incoming, outgoing } = nodeOf(c);
    await installer.handleCallback(
      incoming,
      outgoing,
      {
        success: (_installation, _options, _request, response) => page(response, 200, installedPage),
        failure(error, _options, _request, response) {
          log.warn({ err: error }, 'an installation did not come about');
          page(response, 400, notInstalledPage);
        },
      },
      wish,
    );
    return sentAlready();
  });
  return routes;
}

function storeOf({ installs, now, installed }: Needs): InstallationStore {
  return {
    async storeInstallation(installation) {
      await installed(await installs.store(installation, now()));
    },
    async fetchInstallation({ isEnterpriseInstall, enterpriseId, teamId }) {
      const found = await installs.fetch((isEnterpriseInstall ? enterpriseId : teamId) ?? '');
      if (!found) throw new Error('The app is not installed there.');
      return found;
    },
  };
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(`${text}\n`);
}

/** Slack's installer writes to Node's own response. */
function nodeOf({ env }: Context): { incoming: IncomingMessage; outgoing: ServerResponse } {
  const { incoming, outgoing }: { incoming?: unknown; outgoing?: unknown } = env ?? {};
  if (incoming instanceof IncomingMessage && outgoing instanceof ServerResponse) return { incoming, outgoing };
  throw new HTTPException(501, { message: 'Only over the network.' });
}

/** How the app came into workspaces, by mode: a pasted token, or OAuth. */

import type { Hono } from 'hono';
import type { Platform } from '../../chat/platform.ts';
import type { SlackConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/open.ts';
import { welcomeBack } from '../../store/removals.ts';
import { welcomeInstaller } from '../../words/slack.ts';
import { botOf } from './identity.ts';
import { type Installs, pastedInstalls, storedInstalls } from './installs.ts';
import { installUrlOf, oauthRoutes } from './oauth.ts';
import { createSealer } from './seal.ts';
import type { Clients } from './web.ts';

export type Installing = {
  installs: Installs;
  /** Asks Slack whose token it is, where there is one from the start. @throws PlatformRefusal */
  identify(): Promise<void>;
  /** Where people can add the app; undefined where only the host can. */
  installUrl: string | undefined;
  routes(platform: Platform): Hono | undefined;
};

type Needs = { clients: Clients; store: Store; log: Log; now(): number; newId(): string };

export function openInstalling(config: SlackConfig, needs: Needs): Installing {
  return config.mode === 'oauth' ? byOauth(config, needs) : byPasting(config.botToken.reveal(), needs.clients);
}

function byPasting(token: string, clients: Clients): Installing {
  const installs = pastedInstalls(token);
  return {
    installs,
    identify: async () => installs.learn(await botOf(clients.interactive(token))),
    installUrl: undefined,
    routes: () => undefined,
  };
}

const sendMs = 10_000;

function byOauth(config: Extract<SlackConfig, { mode: 'oauth' }>, needs: Needs): Installing {
  const { clients, store, log, now } = needs;
  const installs = storedInstalls({
    ...needs,
    db: store.db,
    config,
    client: clients.anonymous,
    sealer: createSealer(config.secretKey),
  });

  /** The installation stands already; a greeting that fails takes nothing from it. */
  async function greet(platform: Platform, workspace: string, member: string): Promise<void> {
    try {
      const key = `welcome:${workspace}:${now()}`;
      await platform.send({ workspace, member }, welcomeInstaller(), key, AbortSignal.timeout(sendMs));
    } catch (err) {
      log.warn({ err, workspace }, 'could not greet who installed');
    }
  }

  return {
    installs,
    identify: async () => undefined,
    installUrl: installUrlOf(config.publicUrl),
    routes: (platform) =>
      oauthRoutes({
        config,
        clients,
        installs,
        log,
        now,
        async installed({ workspace, installedBy }) {
          await welcomeBack(store.db, 'slack', workspace);
          log.info({ workspace }, 'installed in a workspace');
          await greet(platform, workspace, installedBy);
        },
      }),
  };
}

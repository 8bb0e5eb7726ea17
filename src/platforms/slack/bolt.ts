/** Bolt between the receivers and the program: one authorization for all modes, and no state of its own. */

import { App, type Receiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { createUnderWay } from '../under-way.ts';
import { boltLogger } from './bolt-logger.ts';
import { eventTypes } from './event-types.ts';
import type { Events } from './events.ts';
import type { Access, Installs } from './installs.ts';
import type { Interactions } from './interactions.ts';
import type { Clients } from './web.ts';

type Needs = {
  receiver: Receiver;
  installs: Installs;
  clients: Clients;
  interactions: Interactions;
  events: Events;
  log: Log;
};

export type Bolt = {
  /** Resolves once nothing is being handled. */
  idle(): Promise<void>;
};

export function createBolt({ receiver, installs, clients, interactions, events, log }: Needs): Bolt {
  const { track, idle } = createUnderWay();

  /** Where there is no installation the listeners run all the same: silence would leave the person alone. */
  async function accessTo(workspace: string | undefined): Promise<Access | undefined> {
    try {
      return workspace === undefined ? undefined : await installs.access(workspace);
    } catch (err) {
      log.error({ err, workspace }, 'no token for a workspace');
      return undefined;
    }
  }

  const app = new App({
    receiver,
    // Given instead of a token, because Bolt calls auth.test for one before it is ready.
    authorize: async ({ isEnterpriseInstall, enterpriseId, teamId }) => {
      const access = await accessTo(isEnterpriseInstall ? (enterpriseId ?? teamId) : teamId);
      return { access };
    },
    convoStore: false,
    ignoreSelf: false,
    clientOptions: clients.options,
    logger: boltLogger(log),
  });

  app.command(/^/, ({ body, ack, context }) =>
    track(
      interactions.handle(body, context.access, (answer) =>
        answer !== undefined && 'response_type' in answer ? ack(answer) : ack(),
      ),
    ),
  );
  app.action(/^/, ({ body, ack, context }) => track(interactions.handle(body, context.access, () => ack())));
  app.view(/^/, ({ body, ack, context }) =>
    track(
      interactions.handle(body, context.access, (answer) =>
        answer !== undefined && 'response_action' in answer ? ack(answer) : ack(),
      ),
    ),
  );
  for (const type of eventTypes) {
    app.event(type, ({ body, context }) => track(events.handle(body, context.access)));
  }
  // The default throws on, which would end as an unhandled rejection.
  app.error(async (err) => log.error({ err }, 'a request of Slack failed'));

  return { idle };
}

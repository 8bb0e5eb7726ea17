/** Socket Mode: a connection that Slack renews every few hours, and that comes back whatever happens to it. */

import { setTimeout as sleep } from 'node:timers/promises';
import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Secret } from '../../secret.ts';
import { boltLogger } from './bolt-logger.ts';
import { slackCode } from './errors.ts';
import { refusals } from './identity.ts';
import type { Clients } from './web.ts';

export type Socket = {
  receiver: Receiver;
  /** Resolves with the first connection, or when it is told to stop before. */
  connect(): Promise<void>;
  connected(): boolean;
  close(): Promise<void>;
};

/** Waits between tries, the last one again and again. The first is short: Slack closes connections to renew them. */
const retryMs = [50, 1000, 5000, 15_000, 60_000];
const closeMs = 2000;

/** @param refused Slack turned the app's token away for good */
export function createSocket(
  { appToken, clients, log }: { appToken: Secret; clients: Clients; log: Log },
  refused: (reason: string) => void,
): Socket {
  const receiver = new SocketModeReceiver({
    appToken: appToken.reveal(),
    logger: boltLogger(log),
    // Its own reconnecting ends the process when Slack cannot be reached at that moment: nobody catches the failure.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...clients.options } },
  });
  const { client } = receiver;
  const closing = new AbortController();
  let isConnected = false;
  let connecting: Promise<void> | undefined;

  async function keepTrying(): Promise<void> {
    for (let tries = 0; !closing.signal.aborted; tries += 1) {
      try {
        await receiver.start();
        return;
      } catch (err) {
        if (closing.signal.aborted) return;
        const code = slackCode(err);
        if (code !== undefined && refusals.has(code)) {
          closing.abort();
          return refused('Slack refuses SLACK_APP_TOKEN; make a new one with connections:write.');
        }
        log.warn({ err }, 'no connection to Slack');
        await sleep(retryMs[Math.min(tries, retryMs.length - 1)], undefined, closing).catch(() => undefined);
      }
    }
  }

  function connect(): Promise<void> {
    connecting ??= keepTrying().finally(() => {
      connecting = undefined;
      // It may have gone again before this was noticed.
      if (!isConnected && !closing.signal.aborted) void connect();
    });
    return connecting;
  }

  client.on('connected', () => {
    isConnected = true;
    if (closing.signal.aborted) void client.disconnect();
    else log.info('connected to Slack');
  });
  client.on('disconnected', () => {
    isConnected = false;
    if (!closing.signal.aborted) void connect();
  });

  return {
    receiver,
    connect,
    connected: () => isConnected,
    async close() {
      closing.abort();
      // A connection that is only coming about ends by itself once it stands.
      const ended = Promise.allSettled([client.disconnect(), connecting]);
      await Promise.race([ended, sleep(closeMs, undefined, { ref: false })]);
    },
  };
}

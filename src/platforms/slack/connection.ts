/** Coming up: whose token it is, and Socket Mode connected; again and again until it is so. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { SlackRefusal } from './identity.ts';
import type { Socket } from './socket.ts';

export type ConnectionNeeds = {
  log: Log;
  /** Asks Slack whose token it is; throws a SlackRefusal for one that is not valid. */
  identify(): Promise<void>;
  /** Undefined where requests come by HTTP. */
  socket: Socket | undefined;
  refused(reason: string): void;
};

export type Connection = {
  /**
   * Checks the token. A Slack that cannot be reached is no fault of the operator's: that is logged, and left to
   * {@link connect}.
   * @throws SlackRefusal when Slack will not have this app
   */
  check(): Promise<void>;
  /** Resolves once all is connected, or when it is told to stop before. */
  connect(): Promise<void>;
  /** True, or what is still missing. */
  ready(): true | string;
  close(): Promise<void>;
};

/** Waits between tries, the last one again and again. */
const retryMs = [1000, 5000, 15_000, 60_000];

export function createConnection({ log, identify, socket, refused }: ConnectionNeeds): Connection {
  const closing = new AbortController();
  let isChecked = false;

  async function prepare(): Promise<void> {
    await identify();
    isChecked = true;
  }

  return {
    async check() {
      try {
        await prepare();
      } catch (err) {
        if (err instanceof SlackRefusal) throw err;
        log.warn({ err }, 'Slack cannot be reached');
      }
    },

    async connect() {
      for (let tries = 0; !isChecked && !closing.signal.aborted; tries += 1) {
        try {
          await prepare();
        } catch (err) {
          if (err instanceof SlackRefusal) return refused(err.message);
          log.warn({ err }, 'Slack cannot be reached');
          await sleep(retryMs[Math.min(tries, retryMs.length - 1)], undefined, closing).catch(() => undefined);
        }
      }
      if (!closing.signal.aborted) await socket?.connect();
    },

    ready() {
      if (!isChecked) return 'the token is not checked yet';
      return socket === undefined || socket.connected() || 'not connected by Socket Mode';
    },

    async close() {
      closing.abort();
      await socket?.close();
    },
  };
}

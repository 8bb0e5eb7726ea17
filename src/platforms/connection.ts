/** Coming up: accepted by the platform and connected to it; again and again until it is so. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** A platform will not have this program; the message is one line for the operator. */
export class PlatformRefusal extends Error {
  override readonly name = 'PlatformRefusal';
}

/** A connection of our own that brings the requests. */
type Link = {
  connect(): Promise<void>;
  connected(): boolean;
  close(): Promise<void>;
};

export type ConnectionNeeds = {
  /** The platform's own name. */
  platform: string;
  log: Log;
  /** What comes first, and once. @throws PlatformRefusal when the platform turns the program away */
  prepare(): Promise<void>;
  /** Undefined where requests come by HTTP. */
  link: Link | undefined;
  /** What to say while something is missing. */
  missing: { prepared: string; connected: string };
  /** Is told when the platform turns the program away later on. */
  refused(reason: string): void;
  /** An error as it may be logged. */
  loggable?(err: unknown): unknown;
};

export type Connection = {
  /**
   * Prepares. A platform that cannot be reached is no fault of the operator's: that is logged, and left to
   * {@link connect}.
   * @throws PlatformRefusal when the platform turns the program away
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

export function createConnection(needs: ConnectionNeeds): Connection {
  const { platform, log, link, missing, loggable = (err) => err } = needs;
  const closing = new AbortController();
  let isPrepared = false;

  async function prepare(): Promise<void> {
    await needs.prepare();
    isPrepared = true;
  }

  const tell = (err: unknown) => log.warn({ err: loggable(err) }, `${platform} cannot be reached`);

  return {
    async check() {
      try {
        await prepare();
      } catch (err) {
        if (err instanceof PlatformRefusal) throw err;
        tell(err);
      }
    },

    async connect() {
      for (let tries = 0; !closing.signal.aborted; tries += 1) {
        try {
          if (!isPrepared) await prepare();
          if (!closing.signal.aborted) await link?.connect();
          return;
        } catch (err) {
          if (closing.signal.aborted) return;
          if (err instanceof PlatformRefusal) return needs.refused(err.message);
          tell(err);
          await sleep(retryMs[Math.min(tries, retryMs.length - 1)], undefined, closing).catch(() => undefined);
        }
      }
    },

    ready() {
      if (!isPrepared) return missing.prepared;
      return link === undefined || link.connected() || missing.connected;
    },

    async close() {
      closing.abort();
      await link?.close();
    },
  };
}

/** Coming up: whose token it is, the command registered, the gateway connected; again and again until it is so. */

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { REST } from 'discord.js';
import { commands } from '../../commands/index.ts';
import type { Log } from '../../log.ts';
import { factOf, rememberFact } from '../../store/facts.ts';
import type { Db } from '../../store/open.ts';
import { rootCommand } from './commands.ts';
import { loggable } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { DiscordRefusal } from './identity.ts';
import { writeCommand } from './register.ts';

export type ConnectionNeeds = {
  db: Db;
  log: Log;
  rest: REST;
  applicationId: string;
  /** Throws a DiscordRefusal for a token that is not ours. */
  botId(): Promise<string>;
  /** Undefined where interactions come by HTTP. */
  gateway: Gateway | undefined;
  refused(reason: string): void;
};

export type Connection = {
  /**
   * Checks the token and registers the command where its definition changed. A Discord that cannot be reached is no
   * fault of the operator's: that is logged, and left to {@link connect}.
   * @throws DiscordRefusal when Discord will not have this bot
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
  const { db, log, gateway } = needs;
  const closing = new AbortController();
  let checked = false;

  async function prepare(): Promise<void> {
    await needs.botId();
    await registerIfChanged();
    checked = true;
  }

  /** Remembers what was registered, so that a restart asks nothing of Discord. */
  async function registerIfChanged(): Promise<void> {
    const command = rootCommand(commands);
    const hash = createHash('sha256').update(JSON.stringify(command)).digest('hex');
    const registered = `${needs.applicationId}:${hash}`;
    if ((await factOf(db, 'discord-command')) === registered) return;
    await writeCommand(needs.rest, { applicationId: needs.applicationId }, command);
    await rememberFact(db, 'discord-command', registered);
    log.info('registered the command with Discord');
  }

  return {
    async check() {
      try {
        await prepare();
      } catch (err) {
        if (err instanceof DiscordRefusal) throw err;
        log.warn({ err: loggable(err) }, 'Discord cannot be reached');
      }
    },

    async connect() {
      for (let tries = 0; !closing.signal.aborted; tries += 1) {
        try {
          if (!checked) await prepare();
          return await gateway?.connect();
        } catch (err) {
          if (closing.signal.aborted) return;
          if (err instanceof DiscordRefusal) return needs.refused(err.message);
          log.warn({ err: loggable(err) }, 'Discord cannot be reached');
          await sleep(retryMs[Math.min(tries, retryMs.length - 1)], undefined, closing).catch(() => undefined);
        }
      }
    },

    ready() {
      if (!checked) return 'the command is not registered yet';
      return gateway === undefined || gateway.connected() || 'not connected to the gateway';
    },

    async close() {
      closing.abort();
      await gateway?.close();
    },
  };
}

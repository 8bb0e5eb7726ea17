/** Which servers the bot is in. One that threw it out gets nothing more; its data waits a month for its return. */

import type { Log } from '../../log.ts';
import type { Store } from '../../store/open.ts';
import { noteRemoved, presentWorkspaces, welcomeBack } from '../../store/removals.ts';

export type Membership = {
  /** @param guilds all that the bot is in on this shard */
  ready(guilds: readonly string[], shard: readonly [id: number, count: number]): void;
  joined(guild: string): void;
  left(guild: string): void;
  /** Resolves once all of that is written down. */
  idle(): Promise<void>;
};

export function createMembership({ store, log, now }: { store: Store; log: Log; now(): number }): Membership {
  // One after another: a server that leaves and returns at once must end up where it is.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    last = last.then(work).catch((err) => log.error({ err }, 'could not write down where the bot is'));
  };

  async function left(guild: string): Promise<void> {
    if (await store.transaction((tx) => noteRemoved(tx, 'discord', guild, now()))) {
      log.info({ guild }, 'removed from a server');
    }
  }

  return {
    ready: (guilds, [shard, count]) =>
      inTurn(async () => {
        const here = new Set(guilds);
        for (const guild of await presentWorkspaces(store.db, 'discord')) {
          if (shardOf(guild, count) === shard && !here.has(guild)) await left(guild);
        }
      }),
    joined: (guild) => inTurn(() => welcomeBack(store.db, 'discord', guild)),
    left: (guild) => inTurn(() => left(guild)),
    idle: () => last,
  };
}

/** The shard that a server's events come by (events/gateway#sharding). */
function shardOf(guild: string, count: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(count));
}

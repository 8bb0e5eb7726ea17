/** The gateway: one connection for each shard of this process. */

import {
  Client,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits,
  type GatewayReadyDispatchData,
  Options,
  Status,
} from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Interactions } from './interactions.ts';
import type { Membership } from './membership.ts';

type GatewayConfig = Extract<DiscordConfig, { mode: 'gateway' }>;
type GatewayNeeds = {
  interactions: Interactions;
  membership: Membership;
  log: Log;
  /** Discord will not have this bot back: its token was reset, or an intent was withdrawn. */
  refused(reason: string): void;
};

export type Gateway = {
  /** Resolves once every shard is connected. */
  connect(): Promise<void>;
  /** Whether every shard is connected now. */
  connected(): boolean;
  guildName(guild: string): string | undefined;
  close(): Promise<void>;
};

export function createGateway(config: GatewayConfig, needs: GatewayNeeds): Gateway {
  let client: Client | undefined;
  return {
    async connect() {
      // A client whose login failed has closed itself for good, so every try gets a new one.
      client = createClient(config, needs);
      await client.login(config.token.reveal());
    },
    connected() {
      const shards = client?.ws.shards;
      return shards !== undefined && shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
    },
    guildName: (guild) => client?.guilds.cache.get(guild)?.name,
    async close() {
      await client?.destroy();
    },
  };
}

function createClient(config: GatewayConfig, { interactions, membership, log, refused }: GatewayNeeds): Client {
  const { shards } = config;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: config.apiUrl },
    // Waiting for unavailable servers would hold every interaction back for up to 15 seconds.
    waitGuildTimeout: 0,
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0, ThreadManager: 0 }),
    ...(shards === 'auto' ? { shards } : { shards: range(shards.first, shards.last), shardCount: shards.total }),
  });

  // The raw event comes ahead of the queue in which the client keeps everything until it is ready.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: { type: number }) => {
    interactions
      .handle({ ...payload }, interactions.respondByRest)
      .catch((err) => log.error({ err }, 'could not handle an interaction'));
    // What it does not know, the client leaves alone; else it would build objects of its own before our answer goes out,
    // and keep everybody who ever pressed a button.
    payload.type = 0;
  });
  client.ws.on(GatewayDispatchEvents.Ready, ({ guilds, shard }: GatewayReadyDispatchData) => {
    membership.ready(
      guilds.map(({ id }) => id),
      shard ?? [0, 1],
    );
  });
  client.ws.on(GatewayDispatchEvents.GuildDelete, ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
    if (!unavailable) membership.left(id);
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, ({ id }: GatewayGuildCreateDispatchData) => membership.joined(id));

  client.on('error', (err) => log.warn({ err }, 'the connection to Discord stumbled'));
  client.on('shardError', (err, shard) => log.warn({ err, shard }, 'the connection to Discord stumbled'));
  client.on('shardReconnecting', (shard) => log.info({ shard }, 'connecting to Discord again'));
  client.on('shardResume', (shard, replayed) => log.info({ shard, replayed }, 'connected to Discord again'));
  client.on('shardDisconnect', ({ code }) => refused(`Discord closed the connection for good (${code}): ${why(code)}`));
  return client;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

const reasons = new Map([
  [4004, 'DISCORD_TOKEN is no longer valid; copy a new one from the Developer Portal.'],
  [4010, 'DISCORD_SHARDS names a shard that does not exist.'],
  [4011, 'this bot is in too many servers for so few shards; set DISCORD_SHARDS=auto.'],
  [4014, 'the application may not use the intent Guilds.'],
]);

function why(code: number): string {
  return reasons.get(code) ?? 'see the list of gateway close codes.';
}

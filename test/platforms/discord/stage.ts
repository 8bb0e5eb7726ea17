/** Our Discord platform, on real discord.js, in front of a Discord of our own. */

import type { App } from '../../../src/app.ts';
import { loadBank } from '../../../src/bank/load.ts';
import type { Door } from '../../../src/chat/door.ts';
import { createDoor } from '../../../src/door.ts';
import { createLog } from '../../../src/log.ts';
import { openDiscord as openPlatform } from '../../../src/platforms/discord/index.ts';
import { Secret } from '../../../src/secret.ts';
import { createServer } from '../../../src/server/http.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import {
  type ChannelHandle,
  type Discord,
  type DiscordOptions,
  type GuildHandle,
  openDiscord,
  type Person,
} from '../../support/discord/index.ts';
import { dataFolder } from '../../support/paths.ts';
import { sqlite } from '../../support/store.ts';

export type Transport = 'gateway' | 'http';
export const transports: readonly Transport[] = ['gateway', 'http'];

export type Stage = {
  app: App;
  discord: Discord;
  guild: GuildHandle;
  channel: ChannelHandle;
  alice: Person;
  bob: Person;
  /** Every line logged so far, parsed. */
  logged: { level: number; msg: string }[];
  /** Reasons for which Discord turned the bot away. */
  refusals: string[];
  ready(): true | string;
  /** Moves the clock of the program and of Discord. */
  advance(ms: number): void;
  close(): Promise<void>;
};

export type StageOptions = {
  transport: Transport;
  discord?: Partial<DiscordOptions>;
  deferAfterMs?: number;
  shards?: { first: number; last: number; total: number };
};

const bank = loadBank(dataFolder);

/** The whole program behind it. */
export const wholeProgram = (app: App): Door => createDoor(app, () => 'incident');

/** It is 24 November 2026, 06:00 UTC. @param openDoor what stands behind the platform; it gets the whole program */
export async function openStage(openDoor: (app: App) => Door, options: StageOptions): Promise<Stage> {
  let at = Date.UTC(2026, 10, 24, 6);
  const now = () => at;
  const discord = await openDiscord({ now, patienceMs: 2000, ...options.discord });
  const guild = discord.addGuild({ name: 'ML people' });
  const channel = guild.addChannel('mlops-interviews');

  const store = await sqlite.open();
  const logged: Stage['logged'] = [];
  const log = createLog({ level: 'trace', secrets: [], output: { write: (line) => logged.push(JSON.parse(line)) } });
  const common = {
    token: new Secret(discord.token),
    applicationId: discord.applicationId,
    apiUrl: discord.apiUrl,
  };
  const platform = openPlatform(
    options.transport === 'gateway'
      ? { ...common, mode: 'gateway', shards: options.shards ?? 'auto' }
      : { ...common, mode: 'http', publicKey: discord.publicKey },
    { store, log, now },
  );
  let ids = 0;
  const app: App = {
    store,
    db: store.db,
    bank: await bank,
    platforms: new Map([['discord', platform.platform]]),
    log,
    metrics: createMetrics(async () => 0),
    now,
    newId: () => `id${String(ids++).padStart(6, '0')}`,
    admins: new Set(),
  };
  const refusals: string[] = [];
  const { deferAfterMs } = options;
  const door = platform.serve({
    app,
    door: openDoor(app),
    refused: (reason) => refusals.push(reason),
    ...(deferAfterMs !== undefined && { deferAfterMs }),
  });
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    routes: door.routes ? [door.routes] : [],
    health: { ready: async () => ({ ok: true, checks: {} }) },
    metrics: app.metrics,
    incident(err, doing) {
      log.error({ err, request: doing }, 'a request failed');
      return 'incident';
    },
  });
  const url = await server.listen();
  await door.check();
  await door.connect();
  if (options.transport === 'http') await discord.setEndpoint(`${url}/discord/interactions`);

  return {
    app,
    discord,
    guild,
    channel,
    alice: guild.addMember('alice', { permissions: ['manageGuild'] }),
    bob: guild.addMember('bob'),
    logged,
    refusals,
    ready: door.ready,
    advance(ms) {
      at += ms;
    },
    async close() {
      await door.close();
      await server.close(100);
      await discord.close();
      await store.close();
    },
  };
}

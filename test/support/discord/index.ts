/**
 * A Discord of our own on a loopback port: REST, gateway and signed interactions as version 10 speaks them, with
 * people who use it. It knows nothing of the program it tests.
 */

import { createServer } from 'node:http';
import { createWaiting } from '../waiting.ts';
import { createApi } from './api.ts';
import type { Core } from './core.ts';
import { postSigned, probe, publicKey, type Signature, sendSigned } from './endpoint.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
import { addGuild, type ChannelHandle, type GuildHandle, type GuildOptions } from './guilds.ts';
import { createPerson, type Person } from './people.ts';
import { createRates, type RateOptions } from './rate-limits.ts';
import {
  createState,
  type Interaction,
  type SeenRequest,
  type State,
  type StoredMessage,
  type Violation,
} from './state.ts';

export type DiscordOptions = Partial<GatewayOptions> & {
  /** Discord's clock, epoch milliseconds: deadlines of interactions, ages of messages. */
  now: () => number;
  /** Real time, for rates and how long callbacks took. */
  monotonic?: () => number;
  rates?: Partial<RateOptions>;
  /** How long, in real milliseconds, a person waits for an answer and {@link Discord.until} for what it waits for. */
  patienceMs?: number;
};

export type Discord = {
  /** For `DISCORD_API_URL`, or `rest.api` of discord.js. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** Hexadecimal, for `DISCORD_PUBLIC_KEY`. */
  readonly publicKey: string;
  readonly faults: Omit<Faults, 'meet'>;
  readonly gateway: Omit<Gateway, 'route' | 'dispatch' | 'end' | 'closeAll'>;
  addGuild(options?: GuildOptions): GuildHandle;
  /**
   * From now on interactions are sent to this URL and no longer over the gateway. Rejects where Discord would refuse
   * the URL: when it does not answer a ping, or answers one with a wrong signature.
   */
  setEndpoint(url: string): Promise<void>;
  /** Sends an interaction once more, unchanged: a replay. Resolves with the status over HTTP. */
  deliverAgain(interaction: Interaction, signature?: Signature): Promise<number | undefined>;
  /** The token is reset: 401 for every request, 4004 on the gateway. */
  revokeToken(): void;
  /** Resolves once it is so; looks again whenever something happens here. Rejects after the patience. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** Payloads that were out of bounds. */
  violations(): readonly Violation[];
  /** Every request so far, in order. */
  requests(): readonly SeenRequest[];
  interactions(): readonly Interaction[];
  /** All messages that stand now, ephemeral ones too, oldest first. */
  messages(): readonly StoredMessage[];
  commands(): State['commands'];
  close(): Promise<void>;
};

const defaults = {
  gateway: { heartbeatMs: 41_250, shards: 1, maxConcurrency: 16, grantedIntents: 0 },
  rates: { buckets: 'wide', global: false },
  patienceMs: 10_000,
} as const;

export async function openDiscord(options: DiscordOptions): Promise<Discord> {
  const { now, monotonic = () => performance.now(), patienceMs = defaults.patienceMs } = options;
  const token = 'token-of-the-double';
  const state = createState(now, token);
  const waiting = createWaiting();
  const { changed } = waiting;
  const faults = createFaults();
  const ended = new AbortController();
  let endpoint: string | undefined;

  const server = createServer((request, response) => void serve(request, response));
  const gateway = createGateway(server, { state, monotonic, changed }, { ...defaults.gateway, ...options });
  const core: Core = { state, now, monotonic, dispatch: gateway.dispatch, changed };
  const countRate = createRates({ ...defaults.rates, ...options.rates }, monotonic);
  const serve = createApi(core, { faults, countRate, routes: [gateway.route] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  async function send(interaction: Interaction): Promise<void> {
    if (endpoint === undefined) core.dispatch('INTERACTION_CREATE', interaction.payload, interaction.guildId);
    else await sendSigned(core, interaction, endpoint, ended.signal);
  }

  const transport = {
    async exchange(interaction: Interaction) {
      const answered = waiting.happens(
        () => interaction.callback !== undefined || interaction.failure !== undefined,
        patienceMs,
      );
      await send(interaction);
      await answered;
    },
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId: state.applicationId,
    publicKey,
    faults,
    gateway,
    addGuild: (given = {}) =>
      addGuild({ core, personIn: (user, channelId): Person => createPerson(core, transport, user, channelId) }, given),
    async setEndpoint(url) {
      await probe(url, state.applicationId, now(), ended.signal);
      endpoint = url;
    },
    async deliverAgain(interaction, signature = 'good') {
      if (endpoint === undefined) {
        core.dispatch('INTERACTION_CREATE', interaction.payload, interaction.guildId);
        return undefined;
      }
      const response = await postSigned(endpoint, interaction.payload, now(), signature, ended.signal);
      await response.arrayBuffer();
      return response.status;
    },
    revokeToken() {
      state.token = undefined;
      gateway.closeAll(4004);
    },
    async until(isSo, what) {
      if (!(await waiting.happens(isSo, patienceMs))) throw new Error(`not within ${patienceMs} ms: ${what}`);
    },
    violations: () => state.violations,
    requests: () => state.requests,
    interactions: () => [...state.interactions.values()],
    messages: () => [...state.messages.values()],
    commands: () => state.commands,
    async close() {
      ended.abort();
      faults.clear();
      waiting.end();
      gateway.end();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

export type { Exchange, Person } from './people.ts';
export type { Shown } from './view.ts';
export type { ChannelHandle, GuildHandle };

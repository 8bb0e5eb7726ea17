import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { App } from '../../app.ts';
import type { Door } from '../../chat/door.ts';
import type { Platform } from '../../chat/platform.ts';
import { commands } from '../../commands/index.ts';
import type { DiscordConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/open.ts';
import { createConnection } from '../connection.ts';
import type { OutsideDoor } from '../registry.ts';
import { createRequestMemory } from '../request-memory.ts';
import { interactionRoutes } from './endpoint.ts';
import { hasCode, loggable } from './errors.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createGuildNames } from './guild-names.ts';
import { botUser, tokenRefused } from './identity.ts';
import { createInteractions } from './interactions.ts';
import { createMembership } from './membership.ts';
import { createPlatform } from './platform.ts';
import { registerIfChanged } from './register-changed.ts';
import { interactionRest, jobRest } from './rest.ts';

export type DiscordNeeds = { store: Store; log: Log; now(): number };

type DiscordServing = {
  app: App;
  door: Door;
  /** Discord turned this bot away for good while it ran; the reason is one line for the operator. */
  refused(reason: string): void;
  /** How long an answer may take before the person is told to wait; Discord gives three seconds in all. */
  deferAfterMs?: number;
};

export type Discord = {
  platform: Platform;
  /** Once the program stands: takes interactions from then on. */
  serve(serving: DiscordServing): OutsideDoor;
};

const defaultDeferAfterMs = 1800;

/** Discord in two steps, because a program needs its platforms before its door. */
export function openDiscord(config: DiscordConfig, { store, log, now }: DiscordNeeds): Discord {
  const { applicationId } = config;
  const access = { apiUrl: config.apiUrl, token: config.token.reveal() };
  const rest = interactionRest(access);
  const membership = createMembership({ store, log, now });
  const names = createGuildNames({ db: store.db, rest, log });
  const memory = createRequestMemory({ store, log, now });
  let turnAway: (reason: string) => void = () => {};
  const botId = onceItWorks(() => botUser(rest, applicationId));

  /** A channel that is closed to the bot may mean that the whole server is. */
  async function shutOut(guild: string): Promise<void> {
    if (await isOutOf(rest, guild)) membership.left(guild);
  }

  return {
    platform: createPlatform({
      jobs: jobRest(access),
      interactions: rest,
      botId,
      shutOut,
      tokenRefused: () => turnAway(tokenRefused),
    }),

    serve({ app, door, refused, deferAfterMs = defaultDeferAfterMs }) {
      turnAway = refused;
      const guildName = (guild: string) => names(guild, gateway?.guildName(guild));
      const interactions = createInteractions({ app, door, memory, rest, applicationId, guildName, deferAfterMs });
      const gateway: Gateway | undefined =
        config.mode === 'gateway' ? createGateway(config, { interactions, membership, log, refused }) : undefined;
      const connection = createConnection({
        platform: 'Discord',
        log,
        async prepare() {
          await botId();
          await registerIfChanged({ db: store.db, rest, log, applicationId }, commands);
        },
        link: gateway,
        missing: { prepared: 'the command is not registered yet', connected: 'not connected to the gateway' },
        refused,
        loggable,
      });
      return {
        ...connection,
        routes: config.mode === 'http' ? interactionRoutes(config.publicKey, interactions) : undefined,
        async close() {
          await connection.close();
          await interactions.idle();
          await membership.idle();
          await memory.close();
        },
      };
    },
  };
}

/** Asks once; a failure is forgotten, so that whoever needs it next asks again. */
function onceItWorks<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().catch((error) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

async function isOutOf(rest: REST, guild: string): Promise<boolean> {
  try {
    await rest.get(Routes.guild(guild));
    return false;
  } catch (error) {
    return hasCode(error, RESTJSONErrorCodes.UnknownGuild, RESTJSONErrorCodes.MissingAccess);
  }
}

/** Starts the server: opens the store, builds the program, opens its doors, and takes it all down again on a signal. */

import type { Hono } from 'hono';
import type { App } from './app.ts';
import { loadBank } from './bank/load.ts';
import { usage } from './chat/command.ts';
import type { Door } from './chat/door.ts';
import type { Platform } from './chat/platform.ts';
import { commands } from './commands/index.ts';
import type { Config } from './config.ts';
import { createDoor } from './door.ts';
import { createLog, incidentId, type Log, type LogOutput } from './log.ts';
import { openPlayground, type Playground } from './platforms/playground/index.ts';
import { noteOutage } from './rounds/outage.ts';
import { startSchedule } from './schedule/run.ts';
import { createServer, StartError } from './server/http.ts';
import { createMetrics } from './server/metrics.ts';
import { type StopProcess, stopOnSignals } from './server/shutdown.ts';
import { backupTo } from './store/backup.ts';
import { holdLock } from './store/lock.ts';
import { migrate } from './store/migrate.ts';
import { openStore, readDatabaseUrl, type Store } from './store/open.ts';
import { countLiveRounds } from './store/rounds.ts';
import type { PlatformName } from './store/schema.ts';
import { summaryOf } from './words/help.ts';

/** Discord or Slack, in two steps, because a program needs its platforms before its door. */
type Chat = {
  platform: Platform;
  serve(serving: { app: App; door: Door; refused(reason: string): void }): ChatDoor;
};
type ChatDoor = {
  /** To be mounted at the root. */
  routes: Hono | undefined;
  check(): Promise<void>;
  connect(): Promise<void>;
  ready(): true | string;
  close(): Promise<void>;
};

/** What the server takes from outside itself. */
export type Surroundings = {
  /** Real epoch milliseconds. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  newId(): string;
  /** IANA zone of this machine. */
  zone: string;
  /** Folder of the migrations. */
  migrations: string;
  output: LogOutput;
  process: StopProcess;
};

/**
 * Serves until a signal says stop.
 * @throws StartError, StoreError or BankError, each one line for the operator.
 */
export async function start(config: Config, world: Surroundings): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: config.secrets, output: world.output });
  const address = readDatabaseUrl(config.databaseUrl.reveal());
  const lock = address.dialect === 'sqlite' && address.file !== ':memory:' ? holdLock(address.file) : undefined;
  try {
    await serve(config, world, log, () => lock?.release());
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function serve(config: Config, world: Surroundings, log: Log, unlock: () => void): Promise<void> {
  const bank = await loadBank(config.bankFolder);
  const store = await openStore(config.databaseUrl.reveal());
  const ran = await migrate(store, {
    folder: world.migrations,
    now: world.now(),
    backup: (path) => backupTo(store, path, { replace: true }),
  });
  if (ran.length > 0) log.info({ migrations: ran }, 'database brought up to date');

  const playground = config.playground ? await openPlaygroundOf(config, world, store) : undefined;
  const chats = await openChats(config, store, log, world);
  const platforms = new Map<PlatformName, Platform>();
  if (playground) platforms.set('playground', playground.platform);
  for (const { platform } of chats) platforms.set(platform.name, platform);
  const app: App = {
    store,
    db: store.db,
    bank,
    platforms,
    log,
    metrics: createMetrics(() => countLiveRounds(store.db)),
    now: playground?.now ?? world.now,
    newId: world.newId,
    admins: new Set(config.admins.map(({ platform, id }) => `${platform}:${id}`)),
  };
  const newIncident = () => incidentId(world.random);
  const door = createDoor(app, newIncident);
  let stopFailing = () => {};
  const refused = (reason: string) => {
    log.fatal(reason);
    stopFailing();
  };
  const chatDoors = new Map(chats.map((chat) => [chat.platform.name, chat.serve({ app, door, refused })]));
  for (const chatDoor of chatDoors.values()) await checked(chatDoor);
  let opened = false;
  const server = createServer({
    ...config.http,
    routes: [
      ...(playground ? [await playgroundRoutes(playground, app, door, config, world)] : []),
      ...[...chatDoors.values()].map(({ routes }) => routes).filter((routes) => routes !== undefined),
    ],
    health: { ready: () => readiness(store, () => opened, chatDoors) },
    metrics: app.metrics,
    incident(err, doing) {
      const incident = newIncident();
      log.error({ err, incident, request: doing }, 'a request failed');
      return incident;
    },
  });
  const url = await server.listen();
  const inTurn = playground ? playground.turns.take : (work: () => Promise<void>) => work();
  await noteOutage(app);
  await playground?.seed(app, world.zone);
  // Rings at once, but is not waited for: a platform that hangs must not keep the doors shut.
  const schedule = startSchedule(app, inTurn);
  opened = true;
  log.info(
    playground ? { url, questions: bank.questions.length } : { url },
    playground ? 'open this in a browser' : 'ready',
  );
  stopFailing = stopOnSignals(
    [
      { name: 'schedule', stop: () => schedule.stop() },
      { name: 'server', stop: () => server.close(requestsMs) },
      ...[...chatDoors].map(([name, chatDoor]) => ({ name, stop: () => chatDoor.close() })),
      { name: 'store', stop: () => store.close() },
      { name: 'lock', stop: async () => unlock() },
    ],
    log,
    world.process,
  );
  // Not awaited: posts need no connection, and it may take its time.
  for (const chatDoor of chatDoors.values()) void chatDoor.connect();
}

/** Running requests get this long when the server stops. */
const requestsMs = 5000;

function openPlaygroundOf(config: Config, world: Surroundings, store: Store): Promise<Playground> {
  const travels = !config.discord && !config.slack;
  return openPlayground({ store, realNow: world.now, newId: world.newId, travels });
}

/** Each is imported only when it is switched on: loading it takes half a second. */
async function openChats(config: Config, store: Store, log: Log, { now, newId }: Surroundings): Promise<Chat[]> {
  const needs = { store, log, now, newId };
  const chats: Chat[] = [];
  if (config.discord) {
    const { openDiscord } = await import('./platforms/discord/index.ts');
    chats.push(openDiscord(config.discord, needs));
  }
  if (config.slack) {
    const { openSlack } = await import('./platforms/slack/index.ts');
    chats.push(openSlack(config.slack, needs));
  }
  return chats;
}

/** A token that a platform refuses is the operator's to mend, and one line. */
async function checked(door: ChatDoor): Promise<void> {
  try {
    await door.check();
  } catch (error) {
    const isRefusal = error instanceof Error && /^(Discord|Slack)Refusal$/.test(error.name);
    throw isRefusal ? new StartError(error.message) : error;
  }
}

function playgroundRoutes(playground: Playground, app: App, door: Door, config: Config, world: Surroundings) {
  return playground.serve({
    app,
    door,
    zone: world.zone,
    secondReader: config.llm !== undefined,
    commands: commands
      .filter(({ coming }) => !coming)
      .map((command) => ({
        name: command.name,
        access: command.access,
        usage: usage(command),
        summary: summaryOf(command.name),
      })),
  });
}

async function readiness(
  store: Store,
  opened: () => boolean,
  chatDoors: ReadonlyMap<PlatformName, Pick<ChatDoor, 'ready'>>,
) {
  const database = await countLiveRounds(store.db).then(
    () => true,
    (error: Error) => error.message,
  );
  const checks = {
    database,
    opened: opened() || 'still starting',
    ...Object.fromEntries([...chatDoors].map(([name, chatDoor]) => [name, chatDoor.ready()])),
  };
  return { ok: Object.values(checks).every((check) => check === true), checks };
}

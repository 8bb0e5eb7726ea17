/** Starts the server: opens the store, builds the program, opens its doors, and takes it all down again on a signal. */

import type { App } from './app.ts';
import { type Bank, loadBank } from './bank/load.ts';
import { usage } from './chat/command.ts';
import type { Door } from './chat/door.ts';
import type { Platform } from './chat/platform.ts';
import { commands } from './commands/index.ts';
import type { Config } from './config.ts';
import { createDoor } from './door.ts';
import { createLog, incidentId, type Log, type LogOutput } from './log.ts';
import { PlatformRefusal } from './platforms/connection.ts';
import { openPlayground, type Playground } from './platforms/playground/index.ts';
import { type OutsideDoor, openOutside } from './platforms/registry.ts';
import { openReader } from './reader/openai.ts';
import { noteOutage } from './rounds/outage.ts';
import { startSchedule } from './schedule/run.ts';
import { createServer, StartError } from './server/http.ts';
import { createMetrics } from './server/metrics.ts';
import { type StopProcess, stopOnSignals } from './server/shutdown.ts';
import { backupTo } from './store/backup.ts';
import { holdLock } from './store/lock.ts';
import { migrate } from './store/migrate.ts';
import { openStore, readDatabaseUrl, type Store } from './store/open.ts';
import { changedUnderVersion } from './store/questions.ts';
import { countLiveRounds } from './store/rounds.ts';
import type { PlatformName } from './store/schema.ts';
import { summaryOf } from './words/help.ts';

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
  await warnOfChangedQuestions(bank, store, log);

  const playground = config.playground ? await openPlaygroundOf(config, world, store) : undefined;
  const outside = await openOutside(config, { store, log, now: world.now, newId: world.newId });
  const platforms = new Map<PlatformName, Platform>(outside.map(({ name, platform }) => [name, platform]));
  if (playground) platforms.set('playground', playground.platform);
  const app: App = {
    store,
    db: store.db,
    bank,
    platforms,
    ...(config.llm && { reader: openReader(config.llm) }),
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
  const served = outside.map(({ name, serve }) => ({ name, door: serve({ app, door, refused }) }));
  for (const { door } of served) await checked(door);
  let opened = false;
  const server = createServer({
    ...config.http,
    routes: [
      ...(playground ? [await playgroundRoutes(playground, app, door, config, world)] : []),
      ...served.flatMap(({ door }) => door.routes ?? []),
    ],
    health: { ready: () => readiness(store, () => opened, served) },
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
      { name: 'second reader', stop: () => app.reader?.close() },
      { name: 'schedule', stop: () => schedule.stop() },
      { name: 'server', stop: () => server.close(requestsMs) },
      ...served.map(({ name, door }) => ({ name, stop: () => door.close() })),
      { name: 'playground', stop: async () => playground?.idle() },
      { name: 'store', stop: () => store.close() },
      { name: 'lock', stop: async () => unlock() },
    ],
    log,
    world.process,
  );
  // Not awaited: posts need no connection, and it may take its time.
  for (const { door } of served) void door.connect();
}

/** A text that changed under its version is never asked: rounds ask what was kept under it. */
async function warnOfChangedQuestions({ questions }: Bank, store: Store, log: Log): Promise<void> {
  const changed = await changedUnderVersion(store.db, questions);
  if (changed.length === 0) return;
  const named = changed.map(({ id, version }) => `${id}, version ${version}`);
  log.warn(
    { questions: named },
    'these were asked with another text, which is asked again until their version is raised',
  );
}

/** Running requests get this long when the server stops. */
const requestsMs = 5000;

function openPlaygroundOf(config: Config, world: Surroundings, store: Store): Promise<Playground> {
  const travels = !config.discord && !config.slack;
  return openPlayground({ store, realNow: world.now, newId: world.newId, travels });
}

/** A token that a platform refuses is the operator's to mend, and one line. */
async function checked(door: OutsideDoor): Promise<void> {
  try {
    await door.check();
  } catch (error) {
    throw error instanceof PlatformRefusal ? new StartError(error.message) : error;
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

type Served = readonly { name: string; door: OutsideDoor }[];

async function readiness(store: Store, opened: () => boolean, served: Served) {
  const database = await countLiveRounds(store.db).then(
    () => true,
    (error: Error) => error.message,
  );
  const connections = served.map(({ name, door }) => [name, door.ready()] as const);
  const checks = { database, opened: opened() || 'still starting', ...Object.fromEntries(connections) };
  return { ok: Object.values(checks).every((check) => check === true), checks };
}

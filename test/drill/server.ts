/**
 * The server of the drill: every part real but the weather at the platform and the clock. `server.ts <folder> <turns>`;
 * lines on standard input set the weather, `calm` or `wild <seed>`; lines on standard output tell what happens.
 */

import { randomUUID } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { App } from '../../src/app.ts';
import { loadBank } from '../../src/bank/load.ts';
import { createDoor } from '../../src/door.ts';
import { createLog } from '../../src/log.ts';
import { openClock } from '../../src/platforms/playground/clock.ts';
import { createHistory } from '../../src/platforms/playground/history.ts';
import { createPlatform } from '../../src/platforms/playground/platform.ts';
import { createRoutes } from '../../src/platforms/playground/routes.ts';
import { seedPlayground } from '../../src/platforms/playground/seed.ts';
import { createTurns, type Turns } from '../../src/platforms/playground/turns.ts';
import { createUnderWay } from '../../src/platforms/under-way.ts';
import { seeded } from '../../src/quiz/random.ts';
import { tick } from '../../src/schedule/jobs.ts';
import { startSchedule } from '../../src/schedule/run.ts';
import { createServer } from '../../src/server/http.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { holdLock } from '../../src/store/lock.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { countLiveRounds } from '../../src/store/rounds.ts';
import { dataFolder, migrationsFolder } from '../support/paths.ts';
import { openClockFile } from './clock-file.ts';
import { type PlatformMoment, roughen } from './rough-platform.ts';

const [folder = '', order = 'in-turn'] = process.argv.slice(2);
const database = join(folder, 'quiz.db');
const { now: realNow } = openClockFile(join(folder, 'clock'));
const say = (line: { url: string } | PlatformMoment) => process.stdout.write(`${JSON.stringify(line)}\n`);

holdLock(database);
let weather: (() => number) | undefined;
createInterface({ input: process.stdin })
  .on('line', (line) => {
    weather = line === 'calm' ? undefined : seeded(line);
  })
  // A drill that was broken off leaves no server behind.
  .on('close', () => process.exit());

const log = createLog({ level: 'info', secrets: [], output: process.stderr });
const bank = await loadBank(dataFolder);
const store = await openStore(`file:${database}`);
await migrate(store, { folder: migrationsFolder, now: realNow() });

const newId = () => randomUUID().replaceAll('-', '');
const clock = await openClock({ db: store.db, realNow, travels: true });
const history = createHistory({ store, now: clock.now, newId });
// The playground does one thing at a time; Discord and Slack do not, and a platform's slowness must not be needed for safety.
const together: Turns = { take: (work) => work() };
const aftermath = createUnderWay();
const turns = order === 'in-turn' ? createTurns() : together;
const platform = roughen(createPlatform(history), { db: store.db, now: clock.now, random: () => weather, tell: say });
const app: App = {
  store,
  db: store.db,
  bank,
  platforms: new Map([['playground', platform]]),
  log,
  metrics: createMetrics(() => countLiveRounds(store.db)),
  now: clock.now,
  newId,
  admins: new Set(),
};
const incident = () => randomUUID();
const door = createDoor(app, incident);
const zone = 'UTC';
let opened = false;
const server = createServer({
  host: '127.0.0.1',
  port: 0,
  routes: [
    createRoutes({
      app,
      door,
      history,
      clock,
      turns,
      aftermath,
      zone,
      travels: true,
      secondReader: false,
      commands: [],
    }),
  ],
  health: { ready: async () => ({ ok: opened, checks: { opened, rounds: (await countLiveRounds(store.db)) >= 0 } }) },
  metrics: app.metrics,
  incident(err, request) {
    log.error({ err, request }, 'a request failed');
    return incident();
  },
});
say({ url: await server.listen() });
await turns.take(() => seedPlayground(app, { zone, at: clock.now() }));
await turns.take(() => tick(app, app.now()));
startSchedule(app, turns.take);
opened = true;
// Node writes the cache when a process ends by itself, which this one never does.
flushCompileCache();

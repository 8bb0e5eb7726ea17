import { Hono } from 'hono';
import type { App } from '../../app.ts';
import type { Door } from '../../chat/door.ts';
import type { Platform } from '../../chat/platform.ts';
import type { Store } from '../../store/open.ts';
import { createUnderWay } from '../under-way.ts';
import { openClock } from './clock.ts';
import { createHistory } from './history.ts';
import { pageRoutes } from './page.ts';
import { createPlatform } from './platform.ts';
import { createRoutes } from './routes.ts';
import { seedPlayground } from './seed.ts';
import type { CommandHint } from './state.ts';
import { createTurns, type Turns } from './turns.ts';

export type PlaygroundNeeds = {
  store: Store;
  /** The real time, in epoch milliseconds. */
  realNow(): number;
  newId(): string;
  /** False while Discord or Slack is connected, where time travel would post for real. */
  travels: boolean;
};

type PlaygroundServing = {
  app: App;
  door: Door;
  /** IANA zone of the host. */
  zone: string;
  /** What the command box offers, in the order of help. */
  commands: readonly CommandHint[];
  /** Whether a language model reads open answers too: the page then says so. */
  secondReader: boolean;
};

export type Playground = {
  platform: Platform;
  /** The program's time: real, or moved ahead. */
  now(): number;
  /** Every tick of the schedule has to take its turn here, so that none falls into a journey through time. */
  turns: Turns;
  /** Resolves once nothing goes on that a member's turn left behind. */
  idle(): Promise<void>;
  /** The doors and the page, to be mounted at the root. */
  serve(serving: PlaygroundServing): Promise<Hono>;
  /** Makes the team and its first round where there is none yet: once at the start. */
  seed(app: App, zone: string): Promise<void>;
};

/**
 * The playground in two steps, because a program needs its platforms before its door: what the program is built with
 * now, and `serve` once it stands.
 */
export async function openPlayground({ store, realNow, newId, travels }: PlaygroundNeeds): Promise<Playground> {
  const clock = await openClock({ db: store.db, realNow, travels });
  const history = createHistory({ store, now: clock.now, newId });
  const turns = createTurns();
  const aftermath = createUnderWay();
  return {
    platform: createPlatform(history),
    now: clock.now,
    turns,
    idle: aftermath.idle,
    serve: async (serving) =>
      new Hono()
        .route('/', createRoutes({ ...serving, history, clock, turns, aftermath, travels }))
        .route('/', await pageRoutes()),
    seed: (app, zone) => turns.take(() => seedPlayground(app, { zone, at: clock.now() })),
  };
}

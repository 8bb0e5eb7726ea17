import type { Hono } from 'hono';
import type { App } from '../../src/app.ts';
import { type Bank, loadBank } from '../../src/bank/load.ts';
import type { Door } from '../../src/chat/door.ts';
import { createDoor } from '../../src/door.ts';
import { createLog } from '../../src/log.ts';
import { openPlayground } from '../../src/platforms/playground/index.ts';
import type { SecondReader } from '../../src/reader/second-reader.ts';
import { tick } from '../../src/schedule/jobs.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { countLiveRounds } from '../../src/store/rounds.ts';
import { dataFolder } from './paths.ts';
import { sqlite, type TestEngine } from './store.ts';

/** A message as the playground's doors show it. */
export type Seen = {
  id: string;
  private: boolean;
  replyTo?: string;
  text: string;
  controls: {
    id: string;
    kind: string;
    label: string;
    disabled?: boolean;
    options?: { value: string }[];
    inputs?: { id: string }[];
  }[];
};

/** What messages say, one under the other. */
export function text(messages: readonly Pick<Seen, 'text'>[]): string {
  return messages.map((message) => message.text).join('\n---\n');
}

/** The whole program in this process: real store, real bank, real doors; only the clock is ours. */
export type World = {
  app: App;
  door: Door;
  routes: Hono;
  /** Every line the program logged. */
  logged: string[];
  say(as: string, text: string, channel?: string): Promise<Seen[]>;
  /** Uses the control of this label (or id) on a message. */
  press(as: string, message: Seen, control: string, values?: Record<string, string | string[]>): Promise<Seen[]>;
  sees(as: string, channel?: string): Promise<Seen[]>;
  /** Moves time: an ISO 8601 duration or an instant. */
  travel(to: string): Promise<void>;
  tick(): Promise<void>;
  /** Waits for what goes on after the answers: a second reading, say. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const bank = loadBank(dataFolder);

/**
 * @param startsAt the instant at which the world begins, ISO 8601
 * @param seed whether the playground sets up its team and its first round
 */
export async function openWorld(
  startsAt: string,
  options: { seed?: boolean; zone?: string; engine?: TestEngine; bank?: Bank; reader?: SecondReader } = {},
): Promise<World> {
  const { seed = false, zone = 'Europe/Berlin', engine = sqlite, reader } = options;
  const store = await engine.open();
  const logged: string[] = [];
  const log = createLog({ level: 'trace', secrets: [], output: { write: (line) => logged.push(line) } });
  const began = Date.parse(startsAt);
  let ids = 0;
  const newId = () => `id${String(ids++).padStart(6, '0')}`;
  const playground = await openPlayground({ store, realNow: () => began, newId, travels: true });
  const app: App = {
    store,
    db: store.db,
    bank: options.bank ?? (await bank),
    platforms: new Map([['playground', playground.platform]]),
    ...(reader && { reader }),
    log,
    metrics: createMetrics(() => countLiveRounds(store.db)),
    now: playground.now,
    newId,
    admins: new Set(),
  };
  const door = createDoor(app, () => 'incident');
  const routes = await playground.serve({ app, door, zone, commands: [], secondReader: reader !== undefined });
  if (seed) await playground.seed(app, zone);

  async function post(path: string, body: object): Promise<unknown> {
    const response = await routes.request(`http://127.0.0.1/playground/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: '127.0.0.1' },
      body: JSON.stringify(body),
    });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  const messages = (answer: unknown) => (answer as { messages: Seen[] }).messages;

  return {
    app,
    door,
    routes,
    logged,
    say: async (as, text, channel) => messages(await post('command', { as, text, ...(channel && { channel }) })),
    async press(as, message, wanted, values) {
      const control = message.controls.find(({ id, label }) => label === wanted || id === wanted);
      if (!control) throw new Error(`no "${wanted}" among ${message.controls.map(({ label }) => label).join(', ')}`);
      const body = { as, message: message.id, action: control.id, ...(values && { values }) };
      return messages(await post('action', body));
    },
    async sees(as, channel) {
      const query = `as=${as}${channel ? `&channel=${channel}` : ''}`;
      const response = await routes.request(`http://127.0.0.1/playground/messages?${query}`, {
        headers: { host: '127.0.0.1' },
      });
      return messages(await response.json());
    },
    async travel(to) {
      await post('clock', to.startsWith('P') ? { advance: to } : { to });
    },
    settled: playground.idle,
    tick: () => playground.turns.take(() => tick(app, app.now())),
    close: () => store.close(),
  };
}

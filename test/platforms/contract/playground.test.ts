import type { App } from '../../../src/app.ts';
import type { Door } from '../../../src/chat/door.ts';
import { createLog } from '../../../src/log.ts';
import { openPlayground } from '../../../src/platforms/playground/index.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import { sqlite } from '../../support/store.ts';
import type { Harness, Seen } from './harness.ts';
import { platformContract } from './suite.ts';

type Shown = {
  id: string;
  private: boolean;
  replyTo?: string;
  text: string;
  controls: { id: string; disabled?: boolean }[];
};

const channel = 'mlops-interviews';
const startedAt = Date.UTC(2026, 10, 24, 8);

async function openHere(door: Door): Promise<Harness> {
  const store = await sqlite.open();
  if (!store) throw new Error('There is no engine to open a store with.');
  let ids = 0;
  const newId = () => `id${ids++}`;
  const playground = await openPlayground({ store, realNow: () => startedAt, newId, travels: true });
  const app: App = {
    store,
    db: store.db,
    bank: { questions: [], tips: [], byId: new Map() },
    platforms: new Map([['playground', playground.platform]]),
    log: createLog({ level: 'silent', secrets: [], output: { write: () => {} } }),
    metrics: createMetrics(async () => 0),
    now: playground.now,
    newId,
    admins: new Set(),
  };
  const routes = await playground.serve({ app, door, zone: 'Europe/Berlin', commands: [], secondReader: false });

  async function post(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify({ ...body, channel }) };
    const response = await routes.request(`http://127.0.0.1/playground/${path}`, request);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }

  async function shownTo(person: string): Promise<Shown[]> {
    const response = await routes.request(`http://127.0.0.1/playground/messages?as=${person}&channel=${channel}`);
    const { messages }: { messages: Shown[] } = JSON.parse(await response.text());
    return messages;
  }

  return {
    platform: playground.platform,
    workspace: 'playground',
    channel,
    people: { one: 'bob', other: 'carol' },
    role: '@nobody-here-has-roles',
    sees: async (person) => (await shownTo(person)).map(seen),
    command: (person, text) => post('command', { as: person, text: `/mlops-quiz ${text}` }),
    async use(person, control, values = {}) {
      const message = (await shownTo(person)).findLast(({ controls }) => controls.some(({ id }) => id === control));
      await post('action', { as: person, message: message?.id ?? '', action: control, values });
    },
    failNextSend: () => {
      throw new Error('A send of the playground cannot fail by itself.');
    },
    posts: async () => (await shownTo('alice')).filter((message) => !message.private).length,
    pinged: async () => [],
    async close() {
      await playground.idle();
      await store.close();
    },
  };
}

function seen({ text, private: forOne, replyTo, controls }: Shown): Seen {
  const usable = controls.filter(({ disabled }) => !disabled).map(({ id }) => id);
  return { text, private: forOne, inThread: replyTo !== undefined, controls: usable };
}

const noNetwork = 'nothing stands between the program and its own store';
const noPings = 'the playground notifies nobody';
platformContract('The playground', openHere, {
  'has posted nothing when a send was refused': noNetwork,
  'finds or does not know a message whose answer was lost, and says that it is unsure': noNetwork,
  'says that a channel is gone': 'a channel of the playground exists by being named',
  'notifies nobody because of what stands in a text': noPings,
  'notifies the one role it is told to, once': noPings,
});

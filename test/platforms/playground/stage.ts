import type { Hono } from 'hono';
import { z } from 'zod';
import type { App } from '../../../src/app.ts';
import type { Call } from '../../../src/chat/call.ts';
import type { Door } from '../../../src/chat/door.ts';
import type { Block, Message, Reply, Used } from '../../../src/chat/message.ts';
import { privately, reply } from '../../../src/chat/message.ts';
import { createLog } from '../../../src/log.ts';
import { openPlayground, type Playground } from '../../../src/platforms/playground/index.ts';
import type { ShownMessage } from '../../../src/platforms/playground/shown.ts';
import type { Question } from '../../../src/quiz/question.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import { choiceQuestion } from '../../quiz/sample-questions.ts';
import { sqlite, type TestEngine } from '../../support/store.ts';

export const startsAt = Date.parse('2026-11-24T08:00:00Z');

/** What the stage's door does with a request; a test replaces what it is about. */
type Script = {
  command(call: Call, text: string): Promise<Reply>;
  action(call: Call, used: Used): Promise<Reply>;
};

export type Stage = {
  app: App;
  playground: Playground;
  routes: Hono;
  script: Script;
  /** The real time; a test moves it. */
  real: { at: number };
  logged: string[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Messages that a door answers with. */
  ask(path: 'command' | 'action', body: object): Promise<ShownMessage[]>;
  sees(as: string, channel?: string): Promise<ShownMessage[]>;
  close(): Promise<void>;
};

const questions: Question[] = Array.from({ length: 40 }, (_, index) => ({
  ...choiceQuestion(['b']),
  id: `basics-sample-${index}`,
  topic: 'basics' as const,
  difficulty: 1 as const,
}));

/** The playground on a real store, behind a door of the test's own. Close it at the end of the test. */
export async function openStage(options: { engine?: TestEngine; travels?: boolean } = {}): Promise<Stage> {
  const { engine = sqlite, travels = true } = options;
  if (!engine) throw new Error('no engine');
  const store = await engine.open();
  const real = { at: startsAt };
  const logged: string[] = [];
  let ids = 0;
  const newId = () => `id${String(ids++).padStart(5, '0')}`;
  const playground = await openPlayground({ store, realNow: () => real.at, newId, travels });
  const app: App = {
    store,
    db: store.db,
    bank: { questions, tips: [], byId: new Map(questions.map((question) => [question.id, question])) },
    platforms: new Map([['playground', playground.platform]]),
    log: createLog({ level: 'warn', secrets: [], output: { write: (line) => logged.push(line) } }),
    metrics: createMetrics(async () => 0),
    now: playground.now,
    newId,
    admins: new Set(),
  };
  const script: Script = {
    command: async (call, text) => reply(said(`${call.user.id} in ${call.channel.id}: ${text}`)),
    action: async (_call, used) => reply(said(`used ${used.id}`)),
  };
  const door: Door = {
    command: (call, text) => script.command(call, text),
    action: (call, used) => script.action(call, used),
    structured: async () => reply(),
  };
  const commands = [{ name: 'today', usage: 'today', summary: 'The open question', access: 'member' as const }];
  const routes = await playground.serve({ app, door, zone: 'Europe/Berlin', commands, secondReader: false });
  const post: Stage['post'] = async (path, body, headers = { 'content-type': 'application/json' }) =>
    routes.request(`/playground/${path}`, {
      method: 'POST',
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    app,
    playground,
    routes,
    script,
    real,
    logged,
    post,
    ask: async (path, body) => messagesOf(await post(path, body)),
    sees: async (as, channel) =>
      messagesOf(await routes.request(`/playground/messages?as=${as}${channel ? `&channel=${channel}` : ''}`)),
    close: () => store.close(),
  };
}

const withMessages = z.object({ messages: z.array(z.custom<ShownMessage>()) });

/** @throws when the answer is an error */
async function messagesOf(response: Response): Promise<ShownMessage[]> {
  return withMessages.parse(await response.json()).messages;
}

export function said(text: string, ...more: Block[]): Message {
  return privately({ type: 'text', text }, ...more);
}

export function publicly(text: string, ...more: Block[]): Message {
  return { audience: 'channel', blocks: [{ type: 'text', text }, ...more] };
}

/** A button of an id the program could have written. */
export function button(id: string, label = id): Block {
  return { type: 'controls', controls: [{ kind: 'button', id, label }] };
}

/** The only one of a list. */
export function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length > 1) throw new Error(`${list.length} where one was expected`);
  return one;
}

/** A server that speaks OpenAI's chat completions: it does with each request what it is told to, honest or not. */

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { PointFinding } from '../../../src/quiz/verdict.ts';

/** A reading that was asked for, as it went over the wire. */
type Asked = {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The answer to be read. */
  answer: string;
  points: { id: string; point: string }[];
};

/** What the server does with a request. */
export type Turn = (asked: Asked) => Done | Promise<Done>;
type Done =
  | { says: string }
  | { status: number; headers?: Record<string, string> }
  /** Never ends its response; with `body`, it begins one. */
  | { stalls: 'headers' | 'body' };

export type ReaderDouble = {
  /** What LLM_BASE_URL is to be. */
  url: string;
  asked: Asked[];
  /** What comes next, in this order; after that, it finds nothing. */
  next(...turns: Turn[]): void;
  /** What comes whenever nothing else is told to. */
  always(turn: Turn): void;
  /** Resolves when so many requests have come. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
};

const sent = z.object({
  model: z.string(),
  temperature: z.literal(0),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  response_format: z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({ strict: z.literal(true), schema: z.object({ type: z.literal('object') }) }),
  }),
});
const rubric = z.array(z.object({ id: z.string(), point: z.string() }));

/** Gives these findings. */
export const finds =
  (...points: PointFinding[]): Turn =>
  () => ({ says: JSON.stringify({ points }) });

/** Says of every point that it is covered, with words that its author never wrote. */
export const lies: Turn = ({ points }) =>
  allCovered(points, () => 'as every textbook on the matter explains in its first chapter');

/** Does what the answer tells it: everything is covered, and a sentence of the answer is there to show for it. */
export const obeys: Turn = ({ points, answer }) => {
  const sentences = answer.split(/(?<=[.!?])\s+/);
  return allCovered(points, (place) => sentences[place % sentences.length] ?? answer);
};

/** Finds what a strong answer says, in the sentences of that answer, whichever they are. */
export const agrees: Turn = ({ points, answer }) => allCovered(points, () => answer.slice(0, 40).replace(/\s\S*$/, ''));

function allCovered(points: readonly { id: string }[], quote: (place: number) => string): Done {
  return {
    says: JSON.stringify({ points: points.map(({ id }, place) => ({ id, status: 'covered', quote: quote(place) })) }),
  };
}

/** Waits until it is released, then does the other thing. */
export function held(turn: Turn): { turn: Turn; release(): void } {
  const gate = Promise.withResolvers<void>();
  return {
    turn: async (asked) => {
      await gate.promise;
      return turn(asked);
    },
    release: gate.resolve,
  };
}

export async function openReaderDouble(): Promise<ReaderDouble> {
  const asked: Asked[] = [];
  let turns: Turn[] = [];
  let usual: Turn = finds();
  const waiting = new Set<() => void>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const one = read(request, body);
    if (!one) return end(response, 400, {}, { error: { message: `not understood: ${body}` } });
    asked.push(one);
    const [turn = usual] = turns.splice(0, 1);
    for (const look of waiting) look();
    const done = await turn(one);
    if ('says' in done) {
      const message = { role: 'assistant', content: done.says };
      return end(response, 200, {}, { object: 'chat.completion', choices: [{ index: 0, message }] });
    }
    if ('status' in done) return end(response, done.status, done.headers ?? {}, { error: { message: body } });
    if (done.stalls === 'body') response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    next: (...more) => void turns.push(...more),
    always(turn) {
      turns = [];
      usual = turn;
    },
    async reached(count) {
      while (asked.length < count) {
        await new Promise<void>((resolve) => {
          const look = () => {
            waiting.delete(look);
            resolve();
          };
          waiting.add(look);
        });
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read({ url = '', method, headers }: IncomingMessage, body: string): Asked | undefined {
  const { data } = sent.safeParse(parsed(body));
  if (!data || method !== 'POST' || url !== '/v1/chat/completions') return undefined;
  const [system, user] = data.messages;
  const points = rubric.safeParse(parsed(system.content.slice(system.content.lastIndexOf('\n') + 1)));
  const typed = z.string().safeParse(parsed(user.content));
  if (!points.success || !typed.success) return undefined;
  return { path: url, headers, body, answer: typed.data, points: points.data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function end(response: ServerResponse, status: number, headers: Record<string, string>, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

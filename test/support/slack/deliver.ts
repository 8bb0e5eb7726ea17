/** Requests to the app, over Socket Mode or signed HTTP, and how they were acknowledged. */

import { applyAnswer } from './answers.ts';
import { type Core, violate } from './core.ts';
import { type Json, parseJson } from './json.ts';
import type { Delivery } from './records.ts';
import type { Sockets } from './socket.ts';
import { type Reply, send, signature } from './wire.ts';

/** How to send a request once more. Without any of it, the same bytes with the same headers. */
export type Again = {
  signature?: 'good' | 'wrong' | 'missing';
  /** Age of the timestamp that is signed, negative for one in the future. */
  ageSeconds?: number;
  /** As Slack retries events. */
  retry?: { attempt: number; reason: 'http_timeout' | 'http_error' | 'connection_failed' };
};

const envelopeType = {
  command: 'slash_commands',
  actions: 'interactive',
  submission: 'interactive',
  closed: 'interactive',
  event: 'events_api',
} as const;

/** Bolt's types call the fields of a command text, and over HTTP that is all they are. */
function bodyOf({ kind, body }: Delivery): { type: string; text: string } {
  if (kind === 'event') return { type: 'application/json', text: JSON.stringify(body) };
  const fields = kind === 'command' ? body : { payload: JSON.stringify(body) };
  const named = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(named).toString() };
}

export function createDelivery(core: Core, sockets: Sockets, requestUrl: () => string | undefined) {
  const ended = new AbortController();
  const underway = new Set<Promise<void>>();

  function acknowledge(delivery: Delivery, startedAt: number, response: Json | undefined): void {
    delivery.ackMs = core.monotonic() - startedAt;
    if (response !== undefined) delivery.response = response;
    if (delivery.failure === 'operation_timeout') {
      const problems = [`acknowledged after ${Math.round(delivery.ackMs)} ms`];
      violate(core, { where: delivery.kind, problems, payload: delivery.body });
    } else applyAnswer(core, delivery);
    core.waiting.changed();
  }

  function replied(delivery: Delivery, startedAt: number, reply: Reply): void {
    delivery.status = reply.status;
    if (reply.status < 200 || reply.status > 299) {
      delivery.failure ??= 'dispatch_failed';
      core.waiting.changed();
      return;
    }
    acknowledge(delivery, startedAt, reply.body === '' ? undefined : (parseJson(reply.body) ?? reply.body));
  }

  async function overHttp(delivery: Delivery, url: string, startedAt: number): Promise<void> {
    const { type, text } = bodyOf(delivery);
    const headers = { 'content-type': type, ...signature(core.app.signingSecret, text, core.now()) };
    delivery.sent = { headers, body: text };
    try {
      replied(delivery, startedAt, await send({ method: 'POST', url, headers, body: text }, ended.signal));
    } catch {
      delivery.failure ??= 'dispatch_failed';
      core.waiting.changed();
    }
  }

  return {
    /** Resolves once it is acknowledged, or the time for that is over. */
    async deliver(delivery: Delivery): Promise<void> {
      core.state.deliveries.push(delivery);
      const startedAt = core.monotonic();
      const url = requestUrl();
      if (url === undefined) {
        const acceptsResponse = delivery.kind !== 'event';
        const envelope = { type: envelopeType[delivery.kind], payload: delivery.body, acceptsResponse };
        const isSent = sockets.send(delivery.id, envelope, (response) => acknowledge(delivery, startedAt, response));
        if (!isSent) delivery.failure = 'dispatch_failed';
      } else {
        const exchange = overHttp(delivery, url, startedAt);
        underway.add(exchange);
        void exchange.finally(() => underway.delete(exchange));
      }
      const isOver = () => delivery.ackMs !== undefined || delivery.failure !== undefined;
      if (!(await core.waiting.happens(isOver, core.ackWithinMs))) delivery.failure = 'operation_timeout';
    },

    /**
     * Sends a request once more: a replay, a forgery or a retry.
     * @returns the status over HTTP
     */
    async deliverAgain(delivery: Delivery, again: Again = {}): Promise<number | undefined> {
      const url = requestUrl();
      const { retry } = again;
      if (url === undefined) {
        let isAcknowledged = false;
        const envelope = {
          type: envelopeType[delivery.kind],
          payload: delivery.body,
          acceptsResponse: delivery.kind !== 'event',
          ...(retry ? { retry } : {}),
        };
        const id = core.state.newId('envelope-');
        sockets.send(id, envelope, () => {
          isAcknowledged = true;
        });
        await core.waiting.happens(() => isAcknowledged, core.ackWithinMs);
        return undefined;
      }
      const { type, text } = bodyOf(delivery);
      const isSigned = again.signature !== undefined || again.ageSeconds !== undefined || !delivery.sent;
      const at = core.now() - (again.ageSeconds ?? 0) * 1000;
      const secret = again.signature === 'wrong' ? 'another secret' : core.app.signingSecret;
      const headers: Record<string, string> = isSigned
        ? { 'content-type': type, ...(again.signature === 'missing' ? {} : signature(secret, text, at)) }
        : { ...delivery.sent?.headers };
      if (retry) {
        headers['x-slack-retry-num'] = String(retry.attempt);
        headers['x-slack-retry-reason'] = retry.reason;
      }
      return (await send({ method: 'POST', url, headers, body: text }, ended.signal)).status;
    },

    /** For a visitor's browser. */
    signal: ended.signal,

    async close(): Promise<void> {
      ended.abort();
      await Promise.all(underway);
    },
  };
}

export type Deliverer = ReturnType<typeof createDelivery>;

/** Requests over HTTP: a receiver of Bolt's on our own server. */

import { parse } from 'node:querystring';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Secret } from '../../secret.ts';
import { isSigned } from './signature.ts';

export type Endpoint = { receiver: Receiver; routes: Hono };

const handshake = z.object({ type: z.literal('url_verification'), challenge: z.string() });
type Body = ReceiverEvent['body'];

/** `POST /slack/events` for commands, controls, forms and events alike. */
export function createEndpoint(signingSecret: Secret, now: () => number): Endpoint {
  let process: (event: ReceiverEvent) => Promise<void> = async () => {};
  const routes = new Hono();

  routes.post('/slack/events', async (c) => {
    const raw = await c.req.text();
    const header = (name: string) => c.req.header(name) ?? '';
    const signed = {
      timestamp: header('x-slack-request-timestamp'),
      signature: header('x-slack-signature'),
      body: raw,
    };
    if (!isSigned(signingSecret.reveal(), signed, now())) return c.text('The signature is not right.\n', 401);
    const body = bodyOf(raw, header('content-type'));
    if (!body) return c.text('The body makes no sense.\n', 400);
    if ('ssl_check' in body) return c.body(null, 200);
    const shake = body.type === 'url_verification' ? handshake.safeParse(body).data : undefined;
    if (shake) return c.json({ challenge: shake.challenge });

    const acknowledged = Promise.withResolvers<Response>();
    const retryNum = header('x-slack-retry-num');
    const processing = process({
      body,
      ack: async (answer: unknown) => acknowledged.resolve(acknowledgement(answer)),
      ...(retryNum !== '' && { retryNum: Number(retryNum), retryReason: header('x-slack-retry-reason') }),
    });
    // What is never acknowledged failed: the person has to be told, which Slack does for any other status than 200.
    void processing.then(
      () => acknowledged.resolve(new Response(null, { status: 500 })),
      () => acknowledged.resolve(new Response(null, { status: 500 })),
    );
    return acknowledged.promise;
  });

  return {
    routes,
    receiver: {
      init(app) {
        process = (event) => app.processEvent(event);
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
  };
}

function acknowledgement(answer: unknown): Response {
  if (answer === undefined || answer === '') return new Response(null, { status: 200 });
  return typeof answer === 'string' ? new Response(answer) : Response.json(answer);
}

/** JSON, fields, or fields of which one holds JSON. */
function bodyOf(raw: string, contentType: string): Body | undefined {
  try {
    if (contentType.startsWith('application/json')) return objectOf(JSON.parse(raw));
    const fields = { ...parse(raw) };
    return typeof fields.payload === 'string' ? objectOf(JSON.parse(fields.payload)) : fields;
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Body | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** Interactions by HTTP: `POST /discord/interactions`, signed by Discord (interactions/overview). */

import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { InteractionResponseType, InteractionType } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Callback } from './answer.ts';
import type { Interactions, Respond } from './interactions.ts';

const ping = z.object({ type: z.literal(InteractionType.Ping) });

/** @param publicKey 64 hexadecimal digits */
export function interactionRoutes(publicKey: string, interactions: Interactions): Hono {
  const key = ed25519Key(publicKey);
  return new Hono().post('/discord/interactions', async (c) => {
    const body = await c.req.text();
    const signature = c.req.header('x-signature-ed25519') ?? '';
    const timestamp = c.req.header('x-signature-timestamp') ?? '';
    if (!isSigned(key, signature, timestamp + body)) return c.text('The signature does not fit.\n', 401);
    const payload = readJson(body);
    if (ping.safeParse(payload).success) return c.json({ type: InteractionResponseType.Pong });
    const answer = await firstAnswer(payload, interactions);
    switch (answer) {
      case 'by-rest':
        return c.body(null, 202);
      case 'replayed':
        return c.text('This interaction was handled already.\n', 409);
      case 'unreadable':
        return c.text('This is no interaction that I know.\n', 400);
      default:
        return c.json(answer);
    }
  });
}

/**
 * The first answer goes back as the response; where more follows, it goes by REST, because Discord refuses the rest
 * until it has the first.
 */
function firstAnswer(payload: unknown, interactions: Interactions) {
  return new Promise<Callback | 'by-rest' | 'replayed' | 'unreadable'>((resolve, reject) => {
    const respond: Respond = async (asked, first, hasMore) => {
      if (!hasMore) return resolve(first);
      await interactions.respondByRest(asked, first, hasMore).finally(() => resolve('by-rest'));
    };
    interactions.handle(payload, respond).then((outcome) => outcome !== 'answered' && resolve(outcome), reject);
  });
}

/** The fixed beginning of an Ed25519 key in the wrapping that node:crypto reads (RFC 8410). */
const spkiStart = '302a300506032b6570032100';

function ed25519Key(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(spkiStart + publicKey, 'hex'), format: 'der', type: 'spki' });
}

function isSigned(key: KeyObject, signature: string, signed: string): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signature)) return false;
  return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'hex'));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

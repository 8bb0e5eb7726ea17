/** Requests we send: to the app's URLs, each on a connection of its own so that none outlives a test. */

import { createHmac } from 'node:crypto';
import { request } from 'node:http';

export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

export type Outgoing = { method: 'GET' | 'POST'; url: string; headers?: Record<string, string>; body?: string };

/** Rejects when the connection fails or is aborted. */
export function send({ method, url, headers = {}, body }: Outgoing, signal: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false, signal }, async (incoming) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) if (chunk instanceof Buffer) chunks.push(chunk);
        const reply = { status: incoming.statusCode ?? 0, headers: incoming.headers };
        resolve({ ...reply, body: Buffer.concat(chunks).toString('utf8') });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** @param at epoch milliseconds */
export function signature(secret: string, body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

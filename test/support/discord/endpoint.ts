/** Interactions by signed HTTP (interactions/overview#preparing-for-interactions): Discord's side of it. */

import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { acknowledge } from './callbacks.ts';
import type { Core } from './core.ts';
import { ApiError } from './errors.ts';
import { FormError } from './form-body.ts';
import { isObject, type JsonObject } from './json.ts';
import { parseBody } from './request-body.ts';
import type { Interaction } from './state.ts';

/** A key of 32 equal bytes in the wrapping of PKCS #8: the same in every run. */
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});
const rawKeyBytes = 32;

/** What an application has to be configured with, in hexadecimal. */
export const publicKey = createPublicKey(privateKey)
  .export({ format: 'der', type: 'spki' })
  .subarray(-rawKeyBytes)
  .toString('hex');

/** How a request is signed: properly, over another body, with an old timestamp under a good signature, or not at all. */
export type Signature = 'good' | 'wrong' | 'missing';

export async function postSigned(
  url: string,
  payload: JsonObject,
  atMs: number,
  signature: Signature,
  signal: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(atMs / 1000));
  const signed = sign(null, Buffer.from(timestamp + (signature === 'good' ? body : `${body} `)), privateKey);
  const headers = { 'x-signature-ed25519': signed.toString('hex'), 'x-signature-timestamp': timestamp };
  return fetch(url, {
    method: 'POST',
    body,
    signal,
    headers: { 'content-type': 'application/json', ...(signature === 'missing' ? {} : headers) },
  });
}

/** What Discord tries when an endpoint is saved: a ping must be answered, a wrong signature refused. */
export async function probe(url: string, applicationId: string, atMs: number, signal: AbortSignal): Promise<void> {
  const ping = { id: '1', application_id: applicationId, type: 1, token: 'ping', version: 1, entitlements: [] };
  const forged = await postSigned(url, ping, atMs, 'wrong', signal);
  await forged.arrayBuffer();
  if (forged.status !== 401) throw new Error(`a wrong signature got ${forged.status} from ${url}, not 401`);
  const honest = await postSigned(url, ping, atMs, 'good', signal);
  const pong: unknown = honest.ok ? await honest.json() : undefined;
  if (isObject(pong) && pong.type === 1) return;
  throw new Error(`a ping got ${honest.status} from ${url} and no pong`);
}

/** Sends an interaction and takes the response as its callback. 202 means that the callback comes by REST. */
export async function sendSigned(
  core: Core,
  interaction: Interaction,
  url: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const response = await postSigned(url, interaction.payload, core.now(), 'good', signal);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status === 202) return;
    if (response.status !== 200) throw new Error(`the endpoint answered ${response.status}`);
    acknowledge(core, interaction, await parseBody(bytes, response.headers.get('content-type') ?? ''));
  } catch (error) {
    if (error instanceof FormError) {
      const body = 'the response to an interaction';
      core.state.violations.push({ request: `POST ${new URL(url).pathname}`, faults: error.faults, body });
    }
    // A second delivery of an answered interaction does not undo the first.
    if (!interaction.callback) interaction.failure = failureOf(error);
    core.changed();
  }
}

function failureOf(error: unknown): string {
  if (error instanceof ApiError) return JSON.stringify(error.body);
  return error instanceof Error ? error.message : String(error);
}

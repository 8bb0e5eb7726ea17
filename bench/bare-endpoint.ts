/** In a process of its own: the least that can answer signed interactions over HTTP. It checks the signature and says "Saved." */

import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** The fixed beginning of an Ed25519 key in the wrapping that node:crypto reads (RFC 8410). */
const spkiStart = '302a300506032b6570032100';
const key = createPublicKey({
  key: Buffer.from(spkiStart + (process.env.DISCORD_PUBLIC_KEY ?? ''), 'hex'),
  format: 'der',
  type: 'spki',
});
const pong = JSON.stringify({ type: 1 });
const saved = JSON.stringify({ type: 4, data: { content: 'Saved.', flags: 64 } });

const server = createServer(async (request, response) => {
  const body = await text(request);
  const signed = Buffer.from(String(request.headers['x-signature-timestamp']) + body);
  const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex');
  if (!verify(null, signed, key, signature)) return response.writeHead(401).end();
  const isPing = JSON.parse(body).type === 1;
  return response.writeHead(200, { 'content-type': 'application/json' }).end(isPing ? pong : saved);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.send?.(`http://127.0.0.1:${address.port}`);
});

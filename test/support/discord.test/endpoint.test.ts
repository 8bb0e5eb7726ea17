import { createPublicKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../discord/json.ts';
import { callbackOf, openScene, type Scene } from './scene.ts';

type Answer = { status: number; body?: JsonObject };

/** An application behind one URL: checks signatures as documented, then answers as it is told. */
function application(
  publicKey: string,
  answer: (payload: JsonObject) => Answer,
): Promise<{ url: string; server: Server }> {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const signature = Buffer.from(String(request.headers['x-signature-ed25519'] ?? ''), 'hex');
    const signed = Buffer.from(String(request.headers['x-signature-timestamp'] ?? '') + body);
    const payload: unknown = JSON.parse(body);
    const isGood = signature.length === 64 && verify(null, signed, key, signature);
    const given: Answer =
      !isGood || !isObject(payload)
        ? { status: 401 }
        : payload.type === 1
          ? { status: 200, body: { type: 1 } }
          : answer(payload);
    response.writeHead(given.status, { 'content-type': 'application/json' });
    response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ url: `http://127.0.0.1:${port}/discord/interactions`, server });
    });
  });
}

let scene: Scene;
let server: Server | undefined;
beforeEach(async () => {
  scene = await openScene();
  await scene.register([{ name: 'quiz', description: 'Asks' }]);
});
afterEach(async () => {
  await scene.close();
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: (payload: JsonObject) => Answer): Promise<void> {
  const started = await application(scene.discord.publicKey, answer);
  server = started.server;
  await scene.discord.setEndpoint(started.url);
}

describe('interactions by signed HTTP', () => {
  it('take the response as the callback', async () => {
    await serve(() => ({ status: 200, body: { type: 4, data: { content: 'hello', flags: 64 } } }));
    const { message, acknowledged } = await scene.alice.slash('quiz');
    expect(acknowledged).toBe(true);
    expect(message).toMatchObject({ text: 'hello', ephemeral: true });
    expect(scene.discord.gateway.counts()).toEqual({ identified: 0, resumed: 0 });
  });

  it('take a callback by REST after a 202', async () => {
    await serve(() => ({ status: 202 }));
    const typed = scene.alice.slash('quiz');
    await scene.discord.until(() => scene.discord.interactions().length === 1, 'the interaction');
    await callbackOf(scene, { type: 4, data: { content: 'by REST' } });
    expect((await typed).message?.text).toBe('by REST');
  });

  it('are sent again unchanged, or with a signature that does not fit', async () => {
    const ids: unknown[] = [];
    await serve(({ id }) => {
      ids.push(id);
      return { status: 200, body: { type: 4, data: { content: 'hello' } } };
    });
    const { interaction } = await scene.alice.slash('quiz');
    expect(await scene.discord.deliverAgain(interaction)).toBe(200);
    expect(await scene.discord.deliverAgain(interaction, 'wrong')).toBe(401);
    expect(await scene.discord.deliverAgain(interaction, 'missing')).toBe(401);
    expect(ids).toEqual([interaction.id, interaction.id]);
  });

  it('fail where the endpoint fails, is late, or answers out of bounds', async () => {
    let answer: Answer = { status: 500 };
    let onAsked: () => void = () => undefined;
    await serve(() => {
      onAsked();
      return answer;
    });
    expect(await scene.alice.slash('quiz')).toMatchObject({ acknowledged: false });
    answer = { status: 200, body: { type: 4, data: { content: 'x'.repeat(2001) } } };
    expect(await scene.alice.slash('quiz')).toMatchObject({ acknowledged: false });
    expect(scene.discord.violations()).toMatchObject([{ request: 'POST /discord/interactions' }]);
    answer = { status: 200, body: { type: 4, data: { content: 'late' } } };
    onAsked = () => scene.advance(3001);
    const late = await scene.alice.slash('quiz');
    expect(late.interaction.failure).toContain('10062');
    expect(scene.alice.sees().messages).toEqual([]);
  });

  it('are not sent to an endpoint that takes every signature', async () => {
    server = createServer((_, response) => response.end('{"type":1}')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(scene.discord.setEndpoint(`http://127.0.0.1:${port}/`)).rejects.toThrow('not 401');
  });
});

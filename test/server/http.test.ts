import { connect } from 'node:net';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { describe, expect, it } from 'vitest';
import { createServer, type ServerOptions, StartError } from '../../src/server/http.ts';
import { createMetrics } from '../../src/server/metrics.ts';

function server(options: Partial<ServerOptions> = {}) {
  return createServer({
    host: '127.0.0.1',
    port: 0,
    routes: [],
    health: { ready: async () => ({ ok: true, checks: { store: true } }) },
    metrics: createMetrics(async () => 3),
    incident: () => 'no incident is expected here',
    ...options,
  });
}

describe('the HTTP server, asked without a socket', () => {
  it('says that it lives', async () => {
    const answer = await server().app.request('/healthz');
    expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
  });

  it('says whether it is ready, and what is missing', async () => {
    const ready = await server().app.request('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, checks: { store: true } }]);
    const state = { ok: false, checks: { store: true, discord: 'connecting' } };
    const unready = await server({ health: { ready: async () => state } }).app.request('/readyz');
    expect([unready.status, await unready.json()]).toEqual([503, state]);
  });

  it('serves metrics in the text format, counted by their labels', async () => {
    const metrics = createMetrics(async () => 3);
    metrics.commandHandled('today', 'done', 0.02);
    metrics.commandHandled('today', 'refused', 0.02);
    metrics.postSent('slack', 'failed');
    metrics.answerSaved('discord');
    metrics.tickDone(0.2);
    const answer = await server({ metrics }).app.request('/metrics');
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(text).toContain('mlops_quiz_command_seconds_count{name="today",outcome="done"} 1');
    expect(text).toContain('mlops_quiz_command_seconds_count{name="today",outcome="refused"} 1');
    expect(text).toContain('mlops_quiz_posts_total{platform="slack",outcome="failed"} 1');
    expect(text).toContain('mlops_quiz_answers_saved_total{platform="discord"} 1');
    expect(text).toContain('mlops_quiz_tick_seconds_count 1');
    expect(text).toContain('mlops_quiz_open_rounds 3');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('serves the other metrics while the store cannot count open rounds', async () => {
    const metrics = createMetrics(() => Promise.reject(new Error('no store')));
    const answer = await server({ metrics }).app.request('/metrics');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('mlops_quiz_open_rounds Nan');
  });

  it('keeps the counts of two programs in one process apart', async () => {
    const [counted, other] = [createMetrics(async () => 0), createMetrics(async () => 0)];
    counted.answerSaved('slack');
    expect((await other.text()).body).not.toContain('platform="slack"');
  });

  it('answers an unknown address in the form that was asked for', async () => {
    const { app } = server();
    const text = await app.request('/nowhere');
    expect([text.status, await text.text()]).toEqual([404, 'Nothing is at /nowhere.\n']);
    const json = await app.request('/nowhere', { headers: { accept: 'application/json' } });
    expect([json.status, await json.json()]).toEqual([404, { error: 'Nothing is at /nowhere.' }]);
  });

  it('mounts the routes it is given, with headers that let a page load its own files only', async () => {
    const page = new Hono().get('/page', (c) => c.html('<p>page</p>'));
    const answer = await server({ routes: [page] }).app.request('/page');
    const policy = answer.headers.get('content-security-policy');
    expect(answer.status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses a body above a mebibyte and takes one just below', async () => {
    const echo = new Hono().post('/size', async (c) => c.text(String((await c.req.text()).length)));
    const { app } = server({ routes: [echo] });
    const post = (length: number) => app.request('/size', { method: 'POST', body: 'x'.repeat(length) });
    const fits = await post(1024 * 1024);
    expect([fits.status, await fits.text()]).toEqual([200, String(1024 * 1024)]);
    expect((await post(1024 * 1024 + 1)).status).toBe(413);
    const told = (length: number) =>
      app.request('/size', { method: 'POST', body: 'x', headers: { 'content-length': String(length) } });
    expect((await told(1)).status).toBe(200);
    expect((await told(1024 * 1024 + 1)).status).toBe(413);
  });

  it('tells the incident id of a bug and nothing about it', async () => {
    const seen: unknown[] = [];
    const routes = [
      new Hono().get('/bug', () => {
        throw new Error('inner detail');
      }),
    ];
    const incident = (error: unknown, doing: string) => {
      seen.push(error, doing);
      return 'k7q2mx34';
    };
    const answer = await server({ routes, incident }).app.request('/bug?code=abc');
    expect([answer.status, await answer.text()]).toEqual([500, 'Something broke here. Incident k7q2mx34.\n']);
    expect(seen).toEqual([new Error('inner detail'), 'GET /bug']);
    expect(answer.headers.has('content-security-policy')).toBe(true);
  });
});

describe('the HTTP server on a port', () => {
  it('tells where it listens, answers there, and is gone after closing', async () => {
    const { listen, close } = server();
    const url = await listen();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok');
    await close(1000);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('says in one line that its port is in use', async () => {
    const first = server();
    const port = Number(new URL(await first.listen()).port);
    const error = await server({ port })
      .listen()
      .catch((refusal: unknown) => refusal);
    await first.close(1000);
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toBe(
      `StartError: 127.0.0.1:${port} is in use: stop the other program, or set PORT to another port.`,
    );
  });

  it('says in one line that its address is not one of this machine', async () => {
    // 192.0.2.0/24 is set aside for documentation, so no machine has it.
    await expect(server({ host: '192.0.2.1' }).listen()).rejects.toThrow(
      '192.0.2.1:0 is not an address of this machine: set HOST to 127.0.0.1, 0.0.0.0 or one it has.',
    );
  });

  it('finishes the request that is running before it closes, and reports itself unready meanwhile', async () => {
    const arrived = Promise.withResolvers<void>();
    const allowed = Promise.withResolvers<void>();
    const slow = new Hono().get('/slow', async (c) => {
      arrived.resolve();
      await allowed.promise;
      return c.text('done');
    });
    const { app, listen, close } = server({ routes: [slow] });
    const answer = fetch(`${await listen()}/slow`);
    await arrived.promise;
    const closed = close(60_000);
    expect((await app.request('/readyz')).status).toBe(503);
    allowed.resolve();
    expect(await (await answer).text()).toBe('done');
    await closed;
  });

  it('cuts off what still runs at the deadline', async () => {
    const arrived = Promise.withResolvers<void>();
    const stuck = new Hono().get('/stuck', () => {
      arrived.resolve();
      return new Promise<Response>(() => {});
    });
    const { listen, close } = server({ routes: [stuck] });
    const answer = fetch(`${await listen()}/stuck`).catch((error: unknown) => error);
    await arrived.promise;
    await close(10);
    expect(await answer).toBeInstanceOf(TypeError);
  });

  it('ends event streams in good order when it closes, and tells the route', async () => {
    const ended = Promise.withResolvers<void>();
    const events = new Hono().get('/events', (c) =>
      streamSSE(c, async (stream) => {
        await stream.writeSSE({ event: 'message', data: 'first' });
        await new Promise<void>((resolve) => stream.onAbort(resolve));
        ended.resolve();
      }),
    );
    const { listen, close } = server({ routes: [events] });
    const answer = await fetch(`${await listen()}/events`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('event: message\ndata: first\n\n');
    await close(60_000);
    await ended.promise;
    expect((await reader?.read())?.done).toBe(true);
  });

  it('passes on that the reader of an event stream has left', async () => {
    const left = Promise.withResolvers<void>();
    const events = new Hono().get('/events', (c) =>
      streamSSE(c, async (stream) => {
        await stream.writeSSE({ data: 'first' });
        await new Promise<void>((resolve) => stream.onAbort(resolve));
        left.resolve();
      }),
    );
    const { listen, close } = server({ routes: [events] });
    const { port } = new URL(await listen());
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await left.promise;
    await close(1000);
  });
});

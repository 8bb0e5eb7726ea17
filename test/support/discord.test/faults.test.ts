import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const postRoute = 'POST /channels/:id/messages';

describe('scripted troubles', () => {
  it('limit a rate with headers and body, and do nothing', async () => {
    scene.discord.faults.next(postRoute, { kind: 'rate-limited', retryAfterSeconds: 1.5, scope: 'shared' }, 2);
    for (let count = 0; count < 2; count += 1) {
      const { status, body, headers } = await scene.post({ content: 'x' });
      expect([status, body.retry_after, body.global]).toEqual([429, 1.5, false]);
      expect([headers.get('retry-after'), headers.get('x-ratelimit-scope')]).toEqual(['1.5', 'shared']);
    }
    scene.discord.faults.next(postRoute, { kind: 'rate-limited', retryAfterSeconds: 1, scope: 'global' });
    expect((await scene.post({ content: 'x' })).headers.get('x-ratelimit-global')).toBe('true');
    expect(scene.discord.messages()).toEqual([]);
    expect((await scene.post({ content: 'x' })).status).toBe(200);
  });

  it('fail or drop before or after the effect, on their route only', async () => {
    const { discord, call, channel } = scene;
    discord.faults.next(postRoute, { kind: 'failing', when: 'before' });
    discord.faults.next(postRoute, { kind: 'failing', when: 'after', status: 502 });
    discord.faults.next(postRoute, { kind: 'dropped', when: 'before' });
    discord.faults.next(postRoute, { kind: 'dropped', when: 'after' });
    expect((await call('GET', `/channels/${channel.id}`)).status).toBe(200);
    expect((await scene.post({ content: 'never' })).status).toBe(500);
    expect((await scene.post({ content: 'unheard' })).status).toBe(502);
    await expect(scene.post({ content: 'never' })).rejects.toThrow();
    await expect(scene.post({ content: 'cut' })).rejects.toThrow();
    expect(discord.messages().map(({ content }) => content)).toEqual(['unheard', 'cut']);
  });

  it('hold a response until it is released', async () => {
    const held = scene.discord.faults.hold(postRoute, 'after');
    let isAnswered = false;
    const posted = scene.post({ content: 'slow' }).then(() => {
      isAnswered = true;
    });
    await held.reached;
    await scene.discord.until(() => scene.discord.messages().length === 1, 'the effect');
    expect(isAnswered).toBe(false);
    held.release();
    await posted;
    expect(isAnswered).toBe(true);
  });

  it('refuse a wrong token, another version and an unknown route', async () => {
    expect((await scene.call('GET', '/users/@me', undefined, { authorization: 'Bot other' })).status).toBe(401);
    scene.discord.revokeToken();
    expect((await scene.call('GET', '/users/@me')).status).toBe(401);
    expect((await fetch(`${scene.discord.apiUrl}/v9/users/@me`)).status).toBe(404);
    expect((await scene.call('GET', '/nowhere')).status).toBe(404);
  });
});

describe('rates', () => {
  it('are told in headers and enforced per route and channel', async () => {
    let real = 0;
    const strict = await openScene({ rates: { buckets: 'reported' }, monotonic: () => real });
    const other = strict.guild.addChannel('other');
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await strict.post({ content: 'x' }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    const [first] = answers;
    expect(first?.headers.get('x-ratelimit-limit')).toBe('5');
    expect(first?.headers.get('x-ratelimit-remaining')).toBe('4');
    expect(first?.headers.get('x-ratelimit-bucket')).toBe(answers[1]?.headers.get('x-ratelimit-bucket'));
    const last = answers[5];
    expect(last?.body).toEqual({ message: 'You are being rate limited.', retry_after: 5, global: false });
    expect(last?.headers.get('x-ratelimit-scope')).toBe('user');
    expect((await strict.call('POST', `/channels/${other.id}/messages`, { content: 'x' })).status).toBe(200);
    real = 5000;
    expect((await strict.post({ content: 'x' })).status).toBe(200);
    await strict.close();
  });

  it('stop at fifty requests a second over all routes, but for interactions', async () => {
    let real = 0;
    const strict = await openScene({ rates: { global: true }, monotonic: () => real });
    for (let count = 0; count < 50; count += 1) await strict.call('GET', '/users/@me');
    const over = await strict.post({ content: 'x' });
    expect(over).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
    const free = await strict.call('POST', `/webhooks/${strict.discord.applicationId}/token`, { content: 'x' });
    expect(free.body.code).toBe(10015);
    real = 1000;
    expect((await strict.post({ content: 'x' })).status).toBe(200);
    await strict.close();
  });
});

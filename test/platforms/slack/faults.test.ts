import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { appAction } from '../../../src/chat/action.ts';
import type { Door } from '../../../src/chat/door.ts';
import { privately, type Reply, reply } from '../../../src/chat/message.ts';
import { tick } from '../../../src/schedule/jobs.ts';
import { itemAt } from '../../support/team.ts';
import { postsIn } from './first-round.ts';
import { openStage, type Stage, type StageOptions, type Transport, wholeProgram } from './stage.ts';

const opensInMs = 2 * 3_600_000;
const signal = new AbortController().signal;

async function opened(door: Parameters<typeof openStage>[0], options: StageOptions): Promise<Stage> {
  const stage = await openStage(door, options);
  onTestFinished(() => stage.close());
  return stage;
}

/** The program with a schedule whose first post is due. */
async function due(options: Partial<StageOptions> = {}): Promise<Stage> {
  const stage = await opened(wholeProgram, { transport: 'http', ...options });
  await (await stage.alice.command('/mlops-quiz admin setup 09:00 Europe/Berlin all 16:00')).answer();
  stage.advance(opensInMs);
  return stage;
}

async function statusOf({ app }: Stage) {
  const { status } = await app.db.selectFrom('schedules').select('status').executeTakeFirstOrThrow();
  const outbox = await app.db.selectFrom('outbox').select('state').where('kind', '=', 'post').execute();
  return { schedule: status, posts: outbox.map(({ state }) => state) };
}

describe('When a post meets trouble in Slack', () => {
  it('waits as long as it is asked to, and posts once', async () => {
    const stage = await due();
    stage.slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 30 });
    await tick(stage.app, stage.app.now());
    expect(postsIn(stage)).toHaveLength(0);
    // Whoever clicks meanwhile is not held back by it.
    expect((await (await stage.bob.command('/mlops-quiz tip')).answer()).text).toContain('💡');
    stage.advance(29_000);
    await tick(stage.app, stage.app.now());
    expect(postsIn(stage)).toHaveLength(0);
    stage.advance(2_000);
    await tick(stage.app, stage.app.now());
    expect(postsIn(stage)).toHaveLength(1);
  });

  it.each([
    ['a 500 after the effect', { kind: 'failing', when: 'after' } as const],
    ['a fatal_error after the effect', { kind: 'error', code: 'fatal_error', when: 'after' } as const],
    ['a connection that broke after the effect', { kind: 'dropped', when: 'after' } as const],
  ])('never posts twice after %s, and looks for the first one where it may', async (_, fault) => {
    for (const more of [[], ['channels:history']]) {
      const stage = await due({ scopes: ['commands', 'chat:write', 'users:read', 'channels:read', ...more] });
      stage.slack.faults.next('chat.postMessage', fault);
      for (let minute = 0; minute < 5; minute += 1) {
        await tick(stage.app, stage.app.now());
        stage.advance(60_000);
      }
      expect(postsIn(stage)).toHaveLength(1);
      expect(await statusOf(stage)).toEqual({ schedule: 'active', posts: [more.length > 0 ? 'sent' : 'unknown'] });
    }
  });

  it('is closed where it stands, once somebody pressed a button of a post that could not be found again', async () => {
    const stage = await due();
    const held = stage.slack.faults.hold('chat.postMessage', 'after');
    const killed = tick(stage.app, stage.app.now());
    await held.reached;
    stage.advance(60_000);
    await tick(stage.app, stage.app.now());
    expect(await statusOf(stage)).toMatchObject({ posts: ['unknown'] });
    const publicly = () => stage.bob.sees().messages.filter((message) => !message.private);
    const post = itemAt(publicly(), 0);
    await (await stage.bob.click(post, 'Hint (−2)')).answer();
    stage.advance(7 * 3_600_000);
    await tick(stage.app, stage.app.now());
    const standing = publicly().filter(({ place }) => place !== 'thread');
    expect(standing).toMatchObject([{ id: post.id, text: expect.stringContaining('Closed.') }]);
    held.release();
    await killed;
  });

  it('posts once where the first try certainly did nothing', async () => {
    const stage = await due({ scopes: ['commands', 'chat:write', 'users:read', 'channels:read', 'channels:history'] });
    stage.slack.faults.next('chat.postMessage', { kind: 'failing', when: 'before' });
    await tick(stage.app, stage.app.now());
    stage.advance(60_000);
    await tick(stage.app, stage.app.now());
    expect(postsIn(stage)).toHaveLength(1);
  });

  it.each(['archived', 'not invited', 'revoked'] as const)('pauses the schedule where it is %s', async (how) => {
    const stage = await due();
    if (how === 'archived') stage.channel.archive();
    else if (how === 'revoked') stage.workspace.revokeTokens();
    else stage.channel.removeBot();
    await tick(stage.app, stage.app.now());
    expect(postsIn(stage)).toHaveLength(0);
    expect(await statusOf(stage)).toEqual({ schedule: 'paused', posts: ['dropped'] });
  });

  it('ends a request with its signal', async () => {
    const stage = await due();
    const held = stage.slack.faults.hold('chat.postMessage', 'before');
    const ended = new AbortController();
    const place = { workspace: stage.workspace.id, channel: stage.channel.id };
    const message = { ...privately({ type: 'text', text: 'x' }), audience: 'channel' } as const;
    const sent = stage.platform.send(place, message, 'key', ended.signal);
    await held.reached;
    ended.abort();
    await expect(sent).rejects.toMatchObject({ code: 'unavailable', certain: false });
    held.release();
  });

  it('knows that nothing was sent to a member whose channel could not be opened, and opens it once', async () => {
    const { platform, slack, workspace, bob } = await due();
    const to = { workspace: workspace.id, member: bob.id };
    const message = privately({ type: 'text', text: 'For you' });
    slack.faults.next('conversations.open', { kind: 'failing', when: 'after' });
    await expect(platform.send(to, message, 'one', signal)).rejects.toMatchObject({
      code: 'unavailable',
      certain: true,
    });
    await platform.send(to, message, 'one', signal);
    await platform.send(to, message, 'two', signal);
    expect(bob.sees().messages.filter(({ place }) => place === 'direct')).toHaveLength(2);
    expect(slack.requests('conversations.open')).toHaveLength(2);
  });

  it('takes a workspace without a token for one that closed its doors', async () => {
    const stage = await opened(wholeProgram, { transport: 'oauth' });
    const look = stage.platform.look({ workspace: 'T999999999', channel: 'C000000001' }, 'U1', signal);
    await expect(look).rejects.toMatchObject({ code: 'forbidden', certain: true });
  });
});

/** A door that answers after a while of Slack's clock or of the real one. */
function doorOf(answer: () => Promise<Reply>): Door {
  return { command: answer, structured: answer, action: answer };
}

describe.each<Transport>(['socket', 'http'])('When an answer meets trouble in Slack over %s', (transport) => {
  const said = (text: string) => reply(privately({ type: 'text', text }));

  it('acknowledges in time what takes longer, and answers it afterwards', async () => {
    const released = Promise.withResolvers<Reply>();
    const stage = await opened(() => doorOf(() => released.promise), { transport, deferAfterMs: 5 });
    const exchange = await stage.bob.command('/mlops-quiz tip');
    expect(exchange).toMatchObject({ acknowledged: true });
    expect(stage.bob.sees().messages).toEqual([]);
    released.resolve(said('Here it is'));
    expect(await exchange.answer()).toMatchObject({ text: 'Here it is', ephemeral: true });
  });

  it('shows a button where the form came too late', async () => {
    const id = appAction('alias', 'save');
    const form = { id, title: 'Your name', intro: [], inputs: [], submit: 'Save' };
    const stage: Stage = await opened(
      () =>
        doorOf(async () => {
          stage.advance(4_000);
          return { messages: [], form };
        }),
      { transport },
    );
    const answer = await (await stage.bob.command('/mlops-quiz me settings')).answer();
    expect(answer).toMatchObject({ ephemeral: true, text: expect.stringContaining('did not open in time') });
    expect(answer.controls).toMatchObject([{ actionId: appAction('alias'), label: 'Open the form' }]);
  });

  it('answers although Slack does not say who asks', async () => {
    const stage = await opened(() => doorOf(async () => said('Hello')), { transport });
    stage.slack.faults.next('users.info', { kind: 'failing', when: 'before' });
    stage.slack.faults.next('conversations.info', { kind: 'rate-limited', retryAfterSeconds: 60 });
    expect(await (await stage.bob.command('/mlops-quiz tip')).answer()).toMatchObject({ text: 'Hello' });
  });

  it('brings more pages than a response_url takes, the rest by direct message', async () => {
    const pages = Array.from({ length: 8 }, (_, page) => privately({ type: 'text', text: `Page ${page}` }));
    const stage = await opened(() => doorOf(async () => reply(...pages)), { transport });
    await stage.bob.command('/mlops-quiz me export');
    await stage.slack.until(() => stage.bob.sees().messages.length === 8, 'eight pages');
    const seen = stage.bob.sees().messages;
    expect(seen.map(({ text }) => text).toSorted()).toEqual(pages.map((_, page) => `Page ${page}`));
    expect(seen.every((message) => message.private)).toBe(true);
    expect(stage.slack.violations()).toEqual([]);
  });

  it('does a request once that comes again', async () => {
    let asked = 0;
    const door = doorOf(async () => {
      asked += 1;
      return said('Hello');
    });
    const stage = await opened(() => door, { transport });
    const { delivery } = await stage.bob.command('/mlops-quiz tip');
    const status = await stage.slack.deliverAgain(delivery, { retry: { attempt: 1, reason: 'http_timeout' } });
    expect([200, undefined]).toContain(status);
    expect(asked).toBe(1);
    expect(stage.bob.sees().messages).toHaveLength(1);
  });
});

describe('Socket Mode', () => {
  it('comes back by itself after Slack closed the connection', async () => {
    const stage = await opened(() => doorOf(async () => reply(privately({ type: 'text', text: 'Hello' }))), {
      transport: 'socket',
    });
    const { slack } = stage;
    const opens = () => slack.requests('apps.connections.open').length;
    for (const close of [slack.socket.drop, slack.socket.refresh, slack.socket.warn]) {
      const before = opens();
      close();
      await slack.until(() => opens() > before && slack.socket.connections() > 0, 'a new connection');
      await vi.waitFor(() => expect(stage.ready()).toBe(true));
      expect(await (await stage.bob.command('/mlops-quiz tip')).answer()).toMatchObject({ text: 'Hello' });
    }
    expect(stage.refusals).toEqual([]);
  });

  it('comes back although Slack could not be reached at first', async () => {
    const stage = await opened(wholeProgram, { transport: 'socket' });
    const { slack } = stage;
    slack.faults.next('apps.connections.open', { kind: 'dropped', when: 'before' });
    slack.faults.next('apps.connections.open', { kind: 'failing', when: 'before' });
    slack.socket.drop();
    await vi.waitFor(() => expect(stage.ready()).toMatch('not connected'));
    await vi.waitFor(() => expect(stage.ready()).toBe(true), { timeout: 5000 });
    expect((await (await stage.bob.command('/mlops-quiz tip')).answer()).text).toContain('💡');
    expect(slack.requests('apps.connections.open')).toHaveLength(4);
  });

  it('gives up when Slack refuses its token, and says so once', async () => {
    const stage = await opened(wholeProgram, { transport: 'socket' });
    stage.slack.faults.next('apps.connections.open', { kind: 'error', code: 'invalid_auth' });
    stage.slack.socket.drop();
    await vi.waitFor(() => expect(stage.refusals).toHaveLength(1));
    expect(stage.refusals[0]).toContain('SLACK_APP_TOKEN');
    expect(stage.slack.requests('apps.connections.open')).toHaveLength(2);
  });
});

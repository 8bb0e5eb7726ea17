import { MemoryInstallationStore } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { blockProblems, type Surface } from '../../support/slack/blocks.ts';
import { openSlack, type SlackOptions } from '../../support/slack/index.ts';
import { parseJson } from '../../support/slack/json.ts';
import { limits } from '../../support/slack/limits.ts';
import { clientOptionsFor, startSampleApp } from '../../support/slack/sample-app.ts';
import { form } from '../../support/slack/sample-handlers.ts';
import { viewProblems } from '../../support/slack/view-payload.ts';
import { usualScopes } from '../../support/slack/workspaces.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** What Slack would read, after the journey. */
const wired = (value: unknown) => parseJson(JSON.stringify(value)) ?? null;
const problemsOf = (blocks: unknown, surface: Surface = 'message') => blockProblems(wired(blocks), surface, '/blocks');

async function slackForTest(options: SlackOptions = {}) {
  const slack = await openSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

/** A workspace with two people and the app in one channel; no app runs. */
async function world(options: SlackOptions = {}) {
  const slack = await slackForTest(options);
  const acme = slack.addWorkspace({ name: 'Acme' });
  const { token, botUserId } = acme.install({ scopes: [...usualScopes, 'channels:history'] });
  const alice = acme.addUser({ name: 'alice', isAdmin: true, tz: 'Asia/Kolkata' });
  const bob = acme.addUser({ name: 'bob' });
  const quiz = acme.addChannel({ name: 'quiz', members: [alice, bob], hasBot: true });
  const clientOf = (used: string) => new WebClient(used, clientOptionsFor(slack));
  return { slack, acme, token, botUserId, alice, bob, quiz, client: clientOf(token), clientOf };
}

/** The same with the sample app on real Bolt. */
async function boltWorld(transport: 'socket' | 'http', options: SlackOptions = {}, pingTimeoutMs = 5000) {
  const here = await world(options);
  const { slack, token, quiz } = here;
  const app = await startSampleApp(slack, { transport, token, pingTimeoutMs });
  onTestFinished(() => app.stop());
  if (transport === 'http') await slack.setRequestUrl(`${app.url}/slack/events`);
  return { ...here, app, alice: here.alice.in(quiz), bob: here.bob.in(quiz) };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { data?: { error?: string } }) => error.data?.error ?? String(error),
  );

describe.each(['socket', 'http'] as const)('Real Bolt over %s', (transport) => {
  it('answers a command for the one who typed it', async () => {
    const { slack, alice, bob } = await boltWorld(transport);
    const exchange = await alice.command('/mlops-quiz hello there');
    expect(exchange.acknowledged).toBe(true);
    expect(await exchange.answer()).toMatchObject({ text: 'you said hello there', ephemeral: true });
    expect(bob.sees().messages).toEqual([]);
    expect(slack.violations()).toEqual([]);
  });

  it('answers later through the response_url, and publicly when it says so', async () => {
    const { alice, bob } = await boltWorld(transport);
    expect(await (await alice.command('/mlops-quiz later')).answer()).toMatchObject({ text: 'here it is' });
    await (await alice.command('/mlops-quiz publicly')).answer();
    expect(bob.sees().messages.map(({ text }) => text)).toEqual(['/mlops-quiz publicly', 'for all']);
  });

  it('takes the clicks of twenty people at once and of one who clicks twice', async () => {
    const { slack, acme, quiz, alice } = await boltWorld(transport);
    await alice.command('/mlops-quiz ask');
    await slack.until(() => alice.sees().messages.length === 1, 'the question');
    const [question] = alice.sees().messages;
    if (!question) throw new Error('no question');
    const crowd = Array.from({ length: 20 }, () => acme.addUser().in(quiz));
    const clicks = [...crowd, alice, alice].map((person) => person.click(question, 'B'));
    const answers = await Promise.all((await Promise.all(clicks)).map((exchange) => exchange.answer()));
    expect(answers.map(({ text }) => text)).toEqual([...crowd, alice, alice].map(({ id }) => `${id} said B`));
    expect(alice.sees().messages.filter(({ ephemeral }) => ephemeral)).toHaveLength(2);
    expect(slack.deliveries().every(({ ackMs = 9999 }) => ackMs < 3000)).toBe(true);
    expect(slack.violations()).toEqual([]);
  });

  it('replaces the message whose select was used', async () => {
    const { slack, alice, bob } = await boltWorld(transport);
    await alice.command('/mlops-quiz ask');
    await slack.until(() => alice.sees().messages.length === 1, 'the question');
    const [question] = alice.sees().messages;
    if (!question) throw new Error('no question');
    await (await alice.select(question, 'Level', 'Easy')).answer();
    expect(bob.sees().messages).toMatchObject([{ id: question.id, text: 'now easy', edited: true }]);
  });

  it('opens a form and says at its field what is wrong, pushes, changes, clears and closes', async () => {
    const { slack, alice, app } = await boltWorld(transport);
    const first = await (await alice.command('/mlops-quiz form')).form();
    const refused = await alice.submit(first, { words: 'bad' });
    expect(refused.errors).toEqual({ words: 'say more' });
    expect(alice.sees().form).toMatchObject({ id: first.id, title: 'First' });

    const second = await (await alice.submit(first, { 'Your words': 'more', topics: ['Drift'] })).form();
    expect(second).toMatchObject({ title: 'Second', previousId: first.id });
    expect(await (await alice.submit(second, { typed: 'again' })).form()).toMatchObject({ title: 'Changed' });
    await alice.closeForm();
    await slack.until(() => app.events.includes('view_closed'), 'the app hears of the closed form');
    expect(alice.sees().form?.id).toBe(first.id);

    await alice.submit(first, { words: 'enough' });
    expect(alice.sees().form).toBeUndefined();
    expect(slack.violations()).toEqual([]);
  });

  it('thanks for a form in a direct message that only its sender sees', async () => {
    const { slack, alice, bob } = await boltWorld(transport);
    const shown = await (await alice.command('/mlops-quiz form')).form();
    await alice.submit(shown, { words: 'this' });
    await slack.until(() => alice.sees().messages.length === 1, 'the direct message');
    expect(alice.sees().messages).toMatchObject([{ place: 'direct', private: true, text: 'thanks for this' }]);
    expect(bob.sees().messages).toEqual([]);
  });

  it('publishes a Home tab when it is opened', async () => {
    const { slack, alice } = await boltWorld(transport);
    await alice.openHome();
    await slack.until(() => alice.sees().home !== undefined, 'the Home tab');
    expect(alice.sees().home).toMatchObject({ text: `Hello <@${alice.id}>` });
  });

  it('is told who joins, who changes, and when it is invited', async () => {
    const { acme, alice, quiz, app } = await boltWorld(transport);
    const carol = acme.addUser({ name: 'carol' });
    await quiz.join(carol);
    await carol.change({ isDeleted: true });
    await quiz.inviteBot(alice);
    expect(app.events).toEqual(['member_joined_channel', 'user_change', 'member_joined_channel']);
    expect(() => carol.in(quiz).says('hi')).toThrow('does not see');
  });

  it('is recorded when it acknowledges too late, and the person reads of a timeout', async () => {
    const { slack, alice, app } = await boltWorld(transport, { ackWithinMs: 100 });
    const exchange = await alice.command('/mlops-quiz slow');
    expect(exchange).toMatchObject({ acknowledged: false, failure: 'operation_timeout' });
    app.hurry();
    await slack.until(() => slack.violations().length > 0, 'the late acknowledgement');
    expect(slack.violations()[0]).toMatchObject({ where: 'command' });
    expect(alice.sees().messages).toEqual([]);
  });

  it.each([
    ['app_uninstalled', 'tokens_revoked'],
    ['tokens_revoked', 'app_uninstalled'],
  ] as const)('is told of an uninstall by %s and %s, and its token is dead at once', async (first, second) => {
    const { acme, app, client } = await boltWorld(transport);
    await acme.uninstall(first);
    expect(app.events).toEqual([first, second]);
    expect(await codeOf(client.auth.test())).toBe('account_inactive');
  });
});

describe('Signed HTTP', () => {
  it.each([
    ['a wrong signature', { signature: 'wrong' }],
    ['no signature', { signature: 'missing' }],
    ['an old timestamp', { ageSeconds: 301 }],
  ] as const)('with %s is refused by Bolt', async (_, again) => {
    const { slack, alice, app } = await boltWorld('http');
    const { delivery } = await alice.command('/mlops-quiz hello');
    expect(await slack.deliverAgain(delivery, again)).toBe(401);
    expect(app.triggers).toHaveLength(1);
  });

  it('brings a replay and a future timestamp through Bolt, which has to be caught elsewhere', async () => {
    const { slack, alice, app } = await boltWorld('http');
    const { delivery } = await alice.command('/mlops-quiz hello');
    expect(await slack.deliverAgain(delivery)).toBe(200);
    expect(await slack.deliverAgain(delivery, { ageSeconds: -86_400 })).toBe(200);
    expect(await slack.deliverAgain(delivery, { retry: { attempt: 1, reason: 'http_timeout' } })).toBe(200);
    expect(new Set(app.triggers).size).toBe(1);
    expect(app.triggers).toHaveLength(4);
  });

  it('goes only to a URL that answers the challenge', async () => {
    const { slack, app } = await boltWorld('http');
    await expect(slack.setRequestUrl(`${app.url}/elsewhere`)).rejects.toThrow('challenge');
  });

  it('tells the person when the app is gone', async () => {
    const { alice, app } = await boltWorld('http');
    await app.stop();
    expect(await alice.command('/mlops-quiz hello')).toMatchObject({ failure: 'dispatch_failed' });
  });
});

describe('Socket Mode', () => {
  it('without a connection tells the person so', async () => {
    const { alice, quiz } = await world();
    expect(await alice.in(quiz).command('/mlops-quiz hello')).toMatchObject({ failure: 'dispatch_failed' });
  });

  it.each(['drop', 'refresh', 'warn', 'disableLink'] as const)('is connected again after %s', async (trouble) => {
    const { slack, alice } = await boltWorld('socket', {}, 700);
    slack.socket[trouble]();
    await slack.until(() => slack.socket.connections() === 0, 'the connection ends');
    await slack.until(() => slack.socket.connections() === 1, 'the connection comes back');
    expect((await alice.command('/mlops-quiz hello')).acknowledged).toBe(true);
  });

  it('gives a replay an envelope of its own', async () => {
    const { slack, alice, app } = await boltWorld('socket');
    const { delivery } = await alice.command('/mlops-quiz hello');
    expect(await slack.deliverAgain(delivery)).toBeUndefined();
    expect(app.triggers).toHaveLength(2);
  });

  it('opens with an app token alone, and its URL once', async () => {
    const { slack, token, clientOf } = await world();
    expect(await codeOf(clientOf(token).apps.connections.open())).toBe('not_allowed_token_type');
    const { url = '' } = await clientOf(slack.appToken).apps.connections.open();
    const hello = await new Promise((resolve) => {
      new WebSocket(url).addEventListener('message', ({ data }) => resolve(parseJson(String(data))));
    });
    expect(hello).toMatchObject({ type: 'hello', num_connections: 1 });
    const refused = new Promise((resolve) => new WebSocket(url).addEventListener('error', resolve));
    expect(await refused).toBeDefined();
  });
});

describe('OAuth', () => {
  async function oauthWorld(options: SlackOptions = {}) {
    const slack = await slackForTest(options);
    const store = new MemoryInstallationStore();
    const app = await startSampleApp(slack, { transport: 'http', store });
    onTestFinished(() => app.stop());
    await slack.setRequestUrl(`${app.url}/slack/events`);
    slack.setRedirectUrls([`${app.url}/slack/oauth_redirect`]);
    return { slack, store, app, installUrl: `${app.url}/slack/install` };
  }

  it('makes two workspaces two installations, each with its own token', async () => {
    const { slack, store, installUrl } = await oauthWorld();
    for (const name of ['Acme', 'Bolt']) {
      const workspace = slack.addWorkspace({ name });
      const alice = workspace.addUser({ name: 'alice' });
      const { id } = workspace.addChannel({ members: [alice] });
      expect((await workspace.installBy(alice, installUrl)).status).toBe(200);
      const exchange = await alice.in(id).command('/mlops-quiz hello');
      expect((await exchange.answer()).text).toBe('you said hello');
    }
    const tokens = ['T000000001', 'T000000002'].map((id) => store.devDB[id]?.bot?.token);
    expect(new Set(tokens).size).toBe(2);
  });

  it.each([
    ['a state that somebody else made', { state: 'forged' }],
    ['the browser of somebody else', { losesCookies: true }],
    ['a refusal', { decision: 'cancel' }],
  ] as const)('installs nothing with %s', async (_, choice) => {
    const { slack, store, installUrl } = await oauthWorld();
    const acme = slack.addWorkspace();
    const visit = await acme.installBy(acme.addUser(), installUrl, choice);
    expect(visit.status).toBeGreaterThanOrEqual(400);
    expect(store.devDB).toEqual({});
    expect(slack.requests('oauth.v2.access')).toEqual([]);
  });

  it('leads back only to a URL the app has registered', async () => {
    const { slack } = await oauthWorld();
    const acme = slack.addWorkspace();
    const elsewhere = `${slack.authorizationUrl}?client_id=${slack.app.clientId}&scope=commands&redirect_uri=http://x`;
    const visit = await acme.installBy(acme.addUser(), elsewhere);
    expect(visit).toMatchObject({ status: 400, body: expect.stringContaining('bad_redirect_uri') });
  });

  it('installs once for the workspaces of an Enterprise, whose people have W ids', async () => {
    const { slack, store, installUrl } = await oauthWorld();
    const org = slack.addEnterprise({ name: 'org' });
    const [one, two, other] = [org.addWorkspace(), org.addWorkspace(), org.addWorkspace()];
    const alice = one.addUser({ name: 'alice' });
    two.admit(alice);
    await org.installBy(alice, installUrl, [one, two]);
    expect(alice.id).toMatch(/^W/);
    expect(store.devDB[org.id]).toMatchObject({ isEnterpriseInstall: true, enterprise: { id: org.id } });
    const channels = [one, two, other].map((workspace) => workspace.addChannel({ members: [alice] }));
    for (const channel of channels.slice(0, 2)) {
      const { delivery } = await alice.in(channel).command('/mlops-quiz hello');
      expect(delivery.body).toMatchObject({ is_enterprise_install: 'true', enterprise_id: org.id });
      expect(delivery.response).toMatchObject({ text: 'you said hello' });
    }
    const token = store.devDB[org.id]?.bot?.token ?? '';
    const client = new WebClient(token, clientOptionsFor(slack));
    const outside = channels[2]?.id ?? '';
    expect(await codeOf(client.chat.postMessage({ channel: outside, text: 'hi' }))).toBe('team_access_not_granted');
  });

  it('rotates tokens: Bolt refreshes one that soon expires, a refresh token serves once', async () => {
    let later = 0;
    const { slack, store, installUrl } = await oauthWorld({ rotatesTokens: true, now: () => Date.now() + later });
    const acme = slack.addWorkspace();
    const alice = acme.addUser();
    const channel = acme.addChannel({ members: [alice] });
    await acme.installBy(alice, installUrl);
    const { bot } = store.devDB[acme.id] ?? {};
    if (!bot) throw new Error('not installed');
    const { token: first, refreshToken = '' } = structuredClone(bot);
    bot.expiresAt = Math.floor(Date.now() / 1000) + 3600;
    await alice.in(channel).command('/mlops-quiz hello');
    expect(store.devDB[acme.id]?.bot?.token).not.toBe(first);

    const client = new WebClient(first, clientOptionsFor(slack));
    expect(await codeOf(client.auth.test())).toBe('ok');
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    const refresh = { client_id, client_secret, grant_type: 'refresh_token', refresh_token: refreshToken } as const;
    expect(await codeOf(new WebClient(undefined, clientOptionsFor(slack)).oauth.v2.access(refresh))).toBe(
      'invalid_refresh_token',
    );
    later = limits.tokenMs.most;
    expect(await codeOf(client.auth.test())).toBe('token_expired');
  });
});

describe('The Web API', () => {
  it('lets two tokens of an installation live when they rotate', async () => {
    const { slack, acme, token, clientOf } = await world({ rotatesTokens: true });
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    const tokens = [token];
    let { refreshToken: refresh_token = '' } = acme.install();
    for (let count = 0; count < 2; count += 1) {
      const grant = { client_id, client_secret, grant_type: 'refresh_token', refresh_token } as const;
      const next = await new WebClient(undefined, clientOptionsFor(slack)).oauth.v2.access(grant);
      expect(next.expires_in).toBe(43_200);
      tokens.push(next.access_token ?? '');
      refresh_token = next.refresh_token ?? '';
    }
    const lives = tokens.map((one) => codeOf(clientOf(one).auth.test()));
    expect(await Promise.all(lives)).toEqual(['token_revoked', 'ok', 'ok']);
  });

  it('takes a code of OAuth once, from its own client, for ten minutes', async () => {
    let now = 1_000_000;
    const { slack, acme, alice } = await world({ now: () => now, redirectUrls: ['http://127.0.0.1:1/back'] });
    const newCode = async () => {
      const query = `client_id=${slack.app.clientId}&scope=commands&state=s`;
      const form = new URLSearchParams({ user: alice.id, workspace: acme.id, decision: 'allow' });
      const init = { method: 'POST', body: form, redirect: 'manual' } as const;
      const { headers } = await fetch(`${slack.authorizationUrl}?${query}`, init);
      return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    };
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    const exchange = (code: string, secret = client_secret) =>
      codeOf(
        new WebClient(undefined, clientOptionsFor(slack)).oauth.v2.access({ client_id, client_secret: secret, code }),
      );
    const code = await newCode();
    expect(await exchange(code, 'wrong')).toBe('bad_client_secret');
    expect(await exchange(code)).toBe('ok');
    expect(await exchange(code)).toBe('code_already_used');
    const late = await newCode();
    now += limits.oauthCodeMs.most;
    expect(await exchange(late)).toBe('invalid_code');
  });

  it('posts, threads, edits and deletes what the app wrote', async () => {
    const { client, quiz, alice, bob } = await world();
    const channel = quiz.id;
    const metadata = { event_type: 'post', event_payload: { key: 'k1' } };
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'one', blocks: [section('*one*')], metadata });
    await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts });
    const { messages } = await client.conversations.history({ channel, include_all_metadata: true });
    expect(messages).toMatchObject([{ ts, metadata, reply_count: 1 }]);
    expect((await client.conversations.replies({ channel, ts })).messages).toHaveLength(2);
    await client.chat.update({ channel, ts, text: 'two' });
    expect(bob.sees(quiz).messages).toMatchObject([
      { text: 'two', edited: true, blocks: [], metadata },
      { place: 'thread', threadTs: ts },
    ]);
    await client.chat.delete({ channel, ts });
    expect(alice.sees(quiz).messages).toHaveLength(1);
  });

  it('keeps an ephemeral message for its reader, out of reach of every method', async () => {
    const { client, quiz, alice, bob } = await world();
    const channel = quiz.id;
    const { message_ts: ts = '' } = await client.chat.postEphemeral({ channel, user: alice.id, text: 'psst' });
    expect(alice.sees(quiz).messages).toMatchObject([{ id: ts, ephemeral: true }]);
    expect(bob.sees(quiz).messages).toEqual([]);
    expect(await codeOf(client.chat.update({ channel, ts, text: 'x' }))).toBe('message_not_found');
    expect((await client.conversations.history({ channel })).messages).toEqual([]);
  });

  it('knows people, with their zone as long as they are active', async () => {
    const { client, alice, bob } = await world({ now: () => Date.UTC(2026, 10, 24) });
    const { user } = await client.users.info({ user: alice.id, include_locale: true });
    expect(user).toMatchObject({ is_admin: true, is_owner: false, tz: 'Asia/Kolkata', tz_offset: 19_800 });
    await bob.change({ isDeleted: true });
    const left = await client.users.info({ user: bob.id });
    expect(left.user).toMatchObject({ deleted: true });
    expect(left.user).not.toHaveProperty('tz');
  });

  it('knows channels with their creator, and lists private ones only where the app is', async () => {
    const { client, acme, quiz, alice } = await world();
    acme.addChannel({ name: 'hidden', isPrivate: true, members: [alice] });
    const shared = acme.addChannel({ name: 'shared', isPrivate: true, members: [alice], hasBot: true });
    const { channel } = await client.conversations.info({ channel: quiz.id });
    expect(channel).toMatchObject({ creator: alice.id, is_member: true, is_private: false, is_archived: false });
    const first = await client.conversations.list({ types: 'public_channel,private_channel', limit: 1 });
    expect(first.channels).toMatchObject([{ id: quiz.id }]);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const next = await client.conversations.list({ types: 'public_channel,private_channel', limit: 1, cursor });
    expect(next.channels).toMatchObject([{ id: shared.id, is_private: true }]);
  });

  it('reads JSON as well as forms', async () => {
    const { slack, token, quiz } = await world();
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: quiz.id, text: 'hi', blocks: [section('hi')] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: quiz.id });
  });

  it('refuses in the words of Slack', async () => {
    const { slack, acme, client, clientOf, quiz, alice } = await world();
    const open = acme.addChannel({ name: 'open', members: [alice] });
    const hidden = acme.addChannel({ name: 'hidden', isPrivate: true, members: [alice] });
    const archived = acme.addChannel({ name: 'old', members: [alice], hasBot: true });
    archived.archive();
    const post = (channel: string, text = 'hi') => codeOf(client.chat.postMessage({ channel, text }));
    expect(await post(open.id)).toBe('not_in_channel');
    expect(await post(hidden.id)).toBe('channel_not_found');
    expect(await post(archived.id)).toBe('is_archived');
    expect(await post('C999999999')).toBe('channel_not_found');
    expect(await codeOf(clientOf('xoxb-nobody').auth.test())).toBe('invalid_auth');
    const channel = quiz.id;
    expect(await codeOf(client.chat.postEphemeral({ channel, user: 'U999999999', text: 'x' }))).toBe(
      'user_not_in_channel',
    );
    const ts = alice.in(quiz).says('mine');
    expect(await codeOf(client.chat.update({ channel, ts, text: 'x' }))).toBe('cant_update_message');
    expect(await codeOf(client.chat.delete({ channel, ts }))).toBe('cant_delete_message');
    expect(await codeOf(client.chat.update({ channel, ts: '1.000001', text: 'x' }))).toBe('message_not_found');
    const { ts: own = '' } = await client.chat.postMessage({ channel, text: 'own' });
    const long = 'x'.repeat(limits.updateText.most + 1);
    expect(await codeOf(client.chat.update({ channel, ts: own, text: long }))).toBe('msg_too_long');
    const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2800)));
    expect(await codeOf(client.chat.postMessage({ channel, text: 'x', blocks }))).toBe('msg_blocks_too_long');
    acme.revokeTokens();
    expect(await codeOf(client.auth.test())).toBe('token_revoked');
    expect(slack.violations()).toHaveLength(2);
  });

  it('names the scope that is missing, and with chat:write.public posts without being a member', async () => {
    const { slack, clientOf } = await world();
    const other = slack.addWorkspace();
    const open = other.addChannel();
    const { token } = other.install({ scopes: ['chat:write', 'chat:write.public'] });
    expect(await codeOf(clientOf(token).chat.postMessage({ channel: open.id, text: 'hi' }))).toBe('ok');
    const refused: unknown = await clientOf(token)
      .users.info({ user: 'U1' })
      .catch(({ data }) => data);
    expect(refused).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,chat:write.public',
    });
  });

  it('says where blocks are wrong', async () => {
    const { slack, client, quiz } = await world();
    const blocks = [{ type: 'header', text: plain('x'.repeat(151)) }];
    const refused: unknown = await client.chat
      .postMessage({ channel: quiz.id, text: 'x', blocks })
      .catch(({ data }) => data);
    const problem = 'must be less than 151 characters [json-pointer:/blocks/0/text/text]';
    expect(refused).toMatchObject({ error: 'invalid_blocks', errors: [problem] });
    expect(slack.violations()).toMatchObject([{ where: 'chat.postMessage' }]);
    expect(slack.messages()).toEqual([]);
  });

  it('takes a trigger for three seconds and once', async () => {
    let now = 1_000_000;
    const { client, alice, quiz } = await world({ now: () => now });
    const triggerOf = async () => String((await alice.in(quiz).command('/mlops-quiz')).delivery.body.trigger_id);
    const open = (trigger_id: string) => codeOf(client.views.open({ trigger_id, view: form('Form') }));
    const trigger = await triggerOf();
    expect(await open(trigger)).toBe('ok');
    expect(await open(trigger)).toBe('exchanged_trigger_id');
    const late = await triggerOf();
    now += 3000;
    expect(await open(late)).toBe('expired_trigger_id');
    expect(await open('nothing')).toBe('invalid_arguments');
  });

  it('updates a view only as long as it is what the app last saw', async () => {
    const { client, alice, quiz } = await world();
    const { delivery } = await alice.in(quiz).command('/mlops-quiz');
    const trigger_id = String(delivery.body.trigger_id);
    const { view } = await client.views.open({ trigger_id, view: form('One') });
    const update = { view_id: view?.id ?? '', hash: view?.hash ?? '', view: form('Two') };
    expect(await codeOf(client.views.update(update))).toBe('ok');
    expect(await codeOf(client.views.update(update))).toBe('hash_conflict');
    expect(alice.sees(quiz).form?.title).toBe('Two');
    await expect(alice.submit(update.view_id, { words: 'x'.repeat(21) })).rejects.toThrow('at most 20');
    await expect(alice.submit(update.view_id)).rejects.toThrow('Your words must be filled in');
  });

  it('pushes up to three forms by triggers from the topmost', async () => {
    const { client, alice, quiz } = await world();
    const press = { type: 'actions', elements: [{ type: 'button', action_id: 'on', text: plain('On') }] };
    const view = { ...form('Form'), blocks: [press] };
    const first = await alice.in(quiz).command('/mlops-quiz');
    const push = (trigger_id: unknown) => client.views.push({ trigger_id: String(trigger_id), view });
    expect(await codeOf(push(first.delivery.body.trigger_id))).toBe('invalid_arguments');
    await client.views.open({ trigger_id: String(first.delivery.body.trigger_id), view });
    const pushNext = async () => {
      const { delivery } = await alice.click(alice.sees(quiz).form?.id ?? '', 'On');
      return codeOf(push(delivery.body.trigger_id));
    };
    expect([await pushNext(), await pushNext(), await pushNext()]).toEqual(['ok', 'ok', 'push_limit_reached']);
  });

  it('keeps one Home tab for each person', async () => {
    const { client, alice, bob, quiz } = await world();
    const home = (text: string) => ({ type: 'home' as const, blocks: [section(text)] });
    const { view } = await client.views.publish({ user_id: alice.id, view: home('one') });
    await client.views.publish({ user_id: alice.id, view: home('two') });
    const stale = client.views.publish({ user_id: alice.id, view: home('three'), hash: view?.hash ?? '' });
    expect(await codeOf(stale)).toBe('hash_conflict');
    expect(alice.sees(quiz).home?.text).toBe('two');
    expect(bob.sees(quiz).home).toBeUndefined();
  });

  it('sends with a click all that stands in the inputs beside it', async () => {
    const { client, quiz, alice } = await world();
    const element = { type: 'plain_text_input', action_id: 'typed' };
    const blocks = [
      { type: 'input', block_id: 'number', label: plain('Number'), element },
      { type: 'actions', elements: [{ type: 'button', action_id: 'send', text: plain('Send'), value: 'v' }] },
    ];
    const { ts = '' } = await client.chat.postMessage({ channel: quiz.id, text: 'How many?', blocks });
    const { delivery } = await alice.click(ts, 'Send', { Number: '42' });
    expect(delivery.body).toMatchObject({
      actions: [{ type: 'button', action_id: 'send', value: 'v' }],
      state: { values: { number: { typed: { type: 'plain_text_input', value: '42' } } } },
      channel: { id: quiz.id },
      message: { ts },
    });
  });

  it('opens direct messages, once for each person, and shows whom a message mentions', async () => {
    const { client, quiz, alice, bob, botUserId } = await world();
    const open = async () => (await client.conversations.open({ users: alice.id })).channel?.id ?? '';
    const channel = await open();
    expect(channel).toMatch(/^D/);
    expect(await open()).toBe(channel);
    expect(await codeOf(client.conversations.open({ users: botUserId }))).toBe('cannot_dm_bot');
    await client.chat.postMessage({ channel, text: `<@${bob.id}> and <!here>` });
    expect(alice.sees(quiz).messages).toMatchObject([{ place: 'direct', mentions: [bob.id, 'here'] }]);
    await bob.change({ isDeleted: true });
    expect(await codeOf(client.conversations.open({ users: bob.id }))).toBe('user_disabled');
  });

  it('revokes the token it is asked with', async () => {
    const { client } = await world();
    expect(await client.auth.revoke({ test: true })).toMatchObject({ revoked: false });
    expect(await client.auth.revoke()).toMatchObject({ revoked: true });
    expect(await codeOf(client.auth.test())).toBe('account_inactive');
  });

  it('takes five uses of a response_url within thirty minutes', async () => {
    let now = 1_000_000;
    const { slack, acme, alice } = await world({ now: () => now });
    const elsewhere = acme.addChannel({ name: 'elsewhere', members: [alice] });
    const urlOf = async () => String((await alice.in(elsewhere).command('/mlops-quiz')).delivery.body.response_url);
    const use = async (url: string, body = { text: 'hi' }) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
    const url = await urlOf();
    const uses = [];
    for (let count = 0; count < 6; count += 1) uses.push(await use(url));
    expect(uses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(alice.sees(elsewhere).messages).toHaveLength(5);
    const late = await urlOf();
    now += limits.responseUrlMs.most;
    expect(await use(late)).toBe(404);
    expect(slack.violations().flatMap(({ problems }) => problems)).toEqual(['used_url', 'expired_url']);
  });

  it('replaces and deletes through the response_url of an action, also what is ephemeral', async () => {
    const { client, quiz, alice } = await world();
    const blocks = [{ type: 'actions', elements: [{ type: 'button', text: plain('Go'), action_id: 'go' }] }];
    await client.chat.postEphemeral({ channel: quiz.id, user: alice.id, text: 'go', blocks });
    const [shown] = alice.sees(quiz).messages;
    if (!shown) throw new Error('nothing to press');
    const { delivery } = await alice.in(quiz).click(shown, 'Go');
    expect(delivery.body).not.toHaveProperty('message');
    expect(delivery.body).toMatchObject({ container: { is_ephemeral: true, message_ts: shown.id } });
    const use = (body: object) =>
      fetch(String(delivery.body.response_url), { method: 'POST', body: JSON.stringify(body) });
    await use({ text: 'gone on', replace_original: true });
    expect(alice.sees(quiz).messages).toMatchObject([{ id: shown.id, text: 'gone on', ephemeral: true }]);
    await use({ delete_original: true });
    expect(alice.sees(quiz).messages).toEqual([]);
  });
});

describe('Troubles by script', () => {
  const post = { text: 'hi' };

  it('answer 429 with Retry-After', async () => {
    const { slack, token, client, quiz } = await world();
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 7 });
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ channel: quiz.id, ...post }).toString(),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await codeOf(client.chat.postMessage({ channel: quiz.id, ...post }))).toBe('ok');
    expect(slack.messages()).toHaveLength(1);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('fail with 500 or drop the connection %s the effect', async (when, count) => {
    const { slack, client, quiz } = await world();
    const call = () => client.chat.postMessage({ channel: quiz.id, ...post });
    slack.faults.next('chat.postMessage', { kind: 'failing', when });
    await expect(call()).rejects.toThrow('500');
    expect(slack.messages()).toHaveLength(count);
    slack.faults.next('chat.postMessage', { kind: 'dropped', when });
    await expect(call()).rejects.toThrow();
    slack.faults.next('chat.postMessage', { kind: 'error', code: 'fatal_error', when });
    expect(await codeOf(call())).toBe('fatal_error');
    expect(slack.messages()).toHaveLength(3 * count);
  });

  it('hold a call after its effect until it is released', async () => {
    const { slack, client, quiz } = await world();
    const held = slack.faults.hold('chat.postMessage', 'after');
    const call = client.chat.postMessage({ channel: quiz.id, ...post });
    await held.reached;
    expect(slack.messages()).toHaveLength(1);
    held.release();
    expect((await call).ok).toBe(true);
  });

  it('take the app out of a channel, or the channel out of use', async () => {
    const { client, quiz } = await world();
    const call = () => codeOf(client.chat.postMessage({ channel: quiz.id, ...post }));
    quiz.removeBot();
    expect(await call()).toBe('not_in_channel');
    quiz.archive();
    expect(await call()).toBe('is_archived');
  });
});

describe('Block Kit', () => {
  const select = (options: object[]) => ({ type: 'static_select', action_id: 's', options });
  const option = (value: string) => ({ text: plain(value), value });
  const actions = (...elements: object[]) => ({ type: 'actions', elements });
  const table = (cells: string[]) => ({ type: 'table', rows: [cells.map((text) => ({ type: 'raw_text', text }))] });

  it.each([
    ['a section without text', { type: 'section' }, 'must define either'],
    ['an empty text', section(''), 'must be more than 0 characters'],
    ['a block nobody knows', { type: 'poll' }, 'unsupported type: poll'],
    ['a stray key', { ...section('x'), colour: 'red' }, 'invalid additional property: colour'],
    ['a header with markup', { type: 'header', text: { type: 'mrkdwn', text: 'x' } }, 'unsupported type: mrkdwn'],
    ['an image without alt text', { type: 'image', image_url: 'https://x.org/x.png' }, 'missing required field'],
    ['a select without options', actions(select([])), 'no fewer than 1 items'],
    ['an option with a long value', actions(select([{ ...option('a'), value: 'x'.repeat(76) }])), 'less than 76'],
    [
      'an initial option that is none',
      actions({ ...select([option('a')]), initial_option: option('b') }),
      'must exactly match',
    ],
    [
      'an action_id twice',
      actions(
        { type: 'button', text: plain('a'), action_id: 'x' },
        { type: 'button', text: plain('b'), action_id: 'x' },
      ),
      'already exists',
    ],
    ['a text input among actions', actions({ type: 'plain_text_input', action_id: 'x' }), 'unsupported type'],
    ['an empty cell', table(['']), 'must be more than 0 characters'],
    ['tables of 10,001 characters', table(['x'.repeat(10_001)]), 'less than 10001'],
  ])('refuses %s', (_, block, problem) => {
    expect(problemsOf([block]).join('\n')).toContain(problem);
  });

  it('refuses a second table, the same block_id twice, and tables in a modal', () => {
    const twice = [table(['x']), table(['y'])];
    expect(problemsOf(twice)).toEqual(['only_one_table_allowed [json-pointer:/blocks]']);
    const same = [1, 2].map(() => ({ ...section('x'), block_id: 'b' }));
    expect(problemsOf(same).join()).toContain('`block_id` "b" already exists');
    expect(problemsOf([table(['x'])], 'modal')).not.toEqual([]);
  });

  it('wants a submit button for inputs, and titles of 24 characters at most', () => {
    expect(viewProblems(wired(form('x'.repeat(24))), 'modal')).toEqual([]);
    const { submit: _, ...without } = form('x'.repeat(25));
    expect(viewProblems(wired(without), 'modal')).toEqual([
      'must be less than 25 characters [json-pointer:/view/title/text]',
      '`submit` is required when an `input` block is in the view [json-pointer:/view]',
    ]);
  });

  it('takes every text up to its limit and none beyond', () => {
    const kinds = {
      header: [limits.header.most, (text: string) => ({ type: 'header', text: plain(text) })],
      section: [limits.textObject.most, section],
      button: [limits.buttonText.most, (text: string) => actions({ type: 'button', text: plain(text) })],
      option: [limits.optionText.most, (text: string) => actions(select([{ text: plain(text), value: 'v' }]))],
    } as const;
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(kinds)), fc.integer({ min: -70, max: 70 }), ([most, make], by) => {
        const problems = problemsOf([make('x'.repeat(most + by))]);
        expect(problems.length > 0).toBe(by > 0);
      }),
    );
  });

  it('takes at most fifty blocks in a message and a hundred in a view', () => {
    const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
    expect(problemsOf(dividers(50))).toEqual([]);
    expect(problemsOf(dividers(51))).toHaveLength(1);
    expect(problemsOf(dividers(100), 'modal')).toEqual([]);
    expect(problemsOf(dividers(101), 'home')).toHaveLength(1);
  });

  it('names a source in every row of the limits', () => {
    expect(Object.values(limits).filter(({ from, most }) => from.length < 10 || most < 1)).toEqual([]);
  });
});

describe('The double', () => {
  it('gives the same ids in every run', async () => {
    const ids = async () => {
      const { client, quiz, alice } = await world({ now: () => 1_700_000_000_000 });
      const { ts } = await client.chat.postMessage({ channel: quiz.id, text: 'hi' });
      return [alice.id, quiz.id, ts];
    };
    const first = await ids();
    expect(first).toEqual(['U000000002', 'C000000001', '1700000000.000000']);
    expect(await ids()).toEqual(first);
  });

  it('closes with calls held, connections open and people waiting', async () => {
    const slack = await openSlack({ patienceMs: 60_000 });
    const acme = slack.addWorkspace();
    const { token } = acme.install();
    const client = new WebClient(token, clientOptionsFor(slack));
    const held = slack.faults.hold('auth.test', 'before');
    const call = codeOf(client.auth.test());
    const patient = slack.until(() => false, 'what never is').catch(String);
    await held.reached;
    await slack.close();
    expect(await patient).toContain('what never is');
    expect(await call).not.toBe('token_revoked');
    await expect(fetch(slack.apiUrl)).rejects.toThrow();
  });
});

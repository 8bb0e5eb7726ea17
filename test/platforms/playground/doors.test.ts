import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reply } from '../../../src/chat/message.ts';
import { button, only, openStage, publicly, type Stage, said } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const json = { 'content-type': 'application/json' };
const command = { as: 'bob', text: '/mlops-quiz today' };

describe("Who gets through the playground's doors", () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '127.1.2.3', '[::1]:3000', 'LOCALHOST'])(
    'is whoever calls it %s',
    async (host) => {
      expect((await stage.post('command', command, { ...json, host })).status).toBe(200);
    },
  );

  it.each(['example.org', 'localhost.example.org', '127.0.0.1.example.org', '10.0.0.1:3000', 'mylocalhost', '[::2]'])(
    'is nobody who calls it %s, whatever is asked',
    async (host) => {
      for (const response of [
        await stage.post('command', command, { ...json, host }),
        await stage.routes.request('/playground/messages?as=bob', { headers: { host } }),
        await stage.routes.request('/', { headers: { host } }),
      ]) {
        expect(response.status).toBe(403);
        expect(await response.json()).toEqual({ error: expect.stringContaining('localhost') });
      }
      expect(await stage.sees('bob')).toEqual([]);
    },
  );

  it('is a page of this machine, and no other', async () => {
    const from = async (origin: string) => (await stage.post('command', command, { ...json, origin })).status;
    expect(await from('http://localhost:3000')).toBe(200);
    expect(await from('http://[::1]:3000')).toBe(200);
    expect(await from('https://example.org')).toBe(403);
    expect(await from('https://localhost.example.org')).toBe(403);
    expect(await from('null')).toBe(403);
  });

  it('is who sends JSON', async () => {
    const as = async (headers: Record<string, string>) => (await stage.post('command', command, headers)).status;
    expect(await as({ 'content-type': 'application/json; charset=utf-8' })).toBe(200);
    expect(await as({ 'content-type': 'text/plain' })).toBe(400);
    expect(await as({ 'content-type': 'application/x-www-form-urlencoded' })).toBe(400);
    expect(await as({ 'content-type': 'application/jsonp' })).toBe(400);
    const response = await stage.post('reset', 'x=1', { 'content-type': 'text/plain' });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: expect.stringContaining('application/json') },
    ]);
  });
});

describe('A malformed request', () => {
  it.each([
    ['command', 'no JSON', /not JSON/],
    ['command', [], /expected object/],
    ['command', { text: 'today' }, /^as: /],
    ['command', { as: 'bob' }, /^text: /],
    ['command', { as: 7, text: 'today' }, /^as: /],
    ['command', { as: 'bob', text: 'today', channel: 'No Such' }, /^channel: /],
    ['command', { as: 'bob', text: 'today', channel: 'x'.repeat(41) }, /^channel: /],
    ['action', { as: 'bob', action: 'a' }, /^message: /],
    ['action', { as: 'bob', message: 'm' }, /^action: /],
    ['action', { as: 'bob', message: 'm', action: 'a', values: { value: 7 } }, /^values\.value: /],
    ['action', { as: 'bob', message: 'm', action: 'a', values: 'b' }, /^values: /],
    ['clock', {}, /advance.*to/],
    ['clock', { advance: 'PT1H', to: '2026-11-25T09:00:00Z' }, /advance.*to/],
    ['clock', { advance: 'an hour' }, /"an hour" is not an ISO 8601 duration/],
    ['clock', { to: '25 November' }, /"25 November" is not an instant/],
  ])('to %s, %j, is told what is wrong with it', async (path, body, error) => {
    const response = await stage.post(path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringMatching(error) });
  });

  it('may also be a query', async () => {
    for (const path of ['messages', 'events', 'state', 'messages?as=bob&channel=A%20B']) {
      expect((await stage.routes.request(`/playground/${path}`)).status).toBe(400);
    }
  });
});

describe('A command', () => {
  it('reaches the program as what follows the slash command, from a member who is an admin or not', async () => {
    const calls: unknown[] = [];
    stage.script.command = async ({ platform, workspace, channel, user, admin, zone, at }, text) => {
      calls.push([platform, workspace.id, channel.id, user, admin, zone, at, text]);
      return reply();
    };
    await stage.ask('command', { as: 'alice', text: '/mlops-quiz  answer A,C' });
    await stage.ask('command', { as: 'bob', text: 'answer B' });
    const at = stage.app.now();
    expect(calls).toEqual([
      [
        'playground',
        'playground',
        'mlops-interviews',
        { id: 'alice', name: 'Alice' },
        true,
        'Europe/Berlin',
        at,
        'answer A,C',
      ],
      [
        'playground',
        'playground',
        'mlops-interviews',
        { id: 'bob', name: 'Bob' },
        false,
        'Europe/Berlin',
        at,
        'answer B',
      ],
    ]);
  });

  it('is answered to who typed it, and is itself seen by nobody', async () => {
    const answered = only(await stage.ask('command', command));
    expect(answered).toMatchObject({ private: true, text: 'bob in mlops-interviews: today', controls: [] });
    expect(await stage.sees('bob')).toEqual([answered]);
    expect(await stage.sees('carol')).toEqual([]);
  });

  it('of somebody unknown is answered, in private and without a trace', async () => {
    const answered = only(await stage.ask('command', { as: 'mallory', text: 'today' }));
    expect(answered).toMatchObject({ private: true, text: 'I do not know "mallory" here; try alice, bob or carol.' });
    expect(only(await stage.sees('mallory')).text).toBe(answered.text);
    expect(await stage.sees('bob')).toEqual([]);
  });

  it('stays in its channel, private answers included', async () => {
    await stage.ask('command', { ...command, channel: 'second' });
    expect(await stage.sees('bob')).toEqual([]);
    expect(only(await stage.sees('bob', 'second')).text).toBe('bob in second: today');
  });
});

describe('An answer', () => {
  const place = { workspace: 'playground', channel: 'mlops-interviews' };
  const signal = AbortSignal.timeout(60_000);

  it('holds what the call caused to be posted, edited and replied, each once and in its place', async () => {
    const { platform } = stage.playground;
    const post = await platform.send(place, publicly('open'), 'post', signal);
    await platform.send(place, publicly('bystander'), 'other', signal);
    stage.script.command = async () => ({
      messages: [said('Closing it.')],
      async later() {
        await platform.edit(place, post, publicly('closed'), signal);
        await platform.send({ ...place, replyTo: post }, publicly('reveal'), 'reveal', signal);
        await platform.send({ workspace: 'playground', member: 'bob' }, said('your result'), 'result', signal);
        await platform.send({ workspace: 'playground', member: 'carol' }, said('her result'), 'hers', signal);
      },
    });
    const answered = await stage.ask('command', command);
    expect(answered.map(({ text, private: own, replyTo }) => [text, own, replyTo])).toEqual([
      ['closed', false, undefined],
      ['Closing it.', true, undefined],
      ['reveal', false, post],
      ['your result', true, undefined],
    ]);
    expect((await stage.sees('bob')).map(({ text }) => text)).toEqual([
      'closed',
      'bystander',
      'Closing it.',
      'reveal',
      'your result',
    ]);
    expect((await stage.sees('carol')).map(({ text }) => text)).toEqual([
      'closed',
      'bystander',
      'reveal',
      'her result',
    ]);
  });

  it('holds nothing of a call made at the same time', async () => {
    const { platform } = stage.playground;
    stage.script.command = async (call, text) => ({
      messages: [said(`to ${call.user.id}`)],
      later: async () => void (await platform.send(place, publicly(`posted by ${text}`), text, signal)),
    });
    const members = ['alice', 'bob', 'carol', 'bob', 'alice'];
    const answers = await Promise.all(members.map((as, n) => stage.ask('command', { as, text: `call ${n}` })));
    answers.forEach((messages, n) => {
      expect(messages.map(({ text }) => text)).toEqual([`to ${members[n]}`, `posted by call ${n}`]);
    });
  });

  it('shows moments in words, and controls beside the blocks they stand in', async () => {
    stage.script.command = async () =>
      reply(
        said('Open until \u{E000}1795532400000|16:00\u{E001}.', button('app::tip', 'At \u{E000}1|noon\u{E001}'), {
          type: 'divider',
        }),
      );
    expect(only(await stage.ask('command', command))).toMatchObject({
      text: 'Open until 16:00.\n\n[At \u{E000}1|noon\u{E001}]',
      blocks: [
        { type: 'text', text: 'Open until 16:00.' },
        { type: 'controls', ids: ['app::tip'] },
        { type: 'divider' },
      ],
      controls: [{ kind: 'button', id: 'app::tip', label: 'At noon' }],
    });
  });

  it('is posted for all when the reply is for the channel', async () => {
    stage.script.command = async () => reply(publicly('The board'));
    expect(only(await stage.ask('command', command))).toMatchObject({ private: false });
    expect(only(await stage.sees('carol')).text).toBe('The board');
  });
});

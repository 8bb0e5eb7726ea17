/** How interactions come and are answered: signatures, replays, late and slow answers, shards, lost connections. */

import { afterEach, describe, expect, it } from 'vitest';
import { appAction } from '../../../src/chat/action.ts';
import type { Door } from '../../../src/chat/door.ts';
import { type Message, privately, type Reply, reply } from '../../../src/chat/message.ts';
import { isOpen } from '../../../src/quiz/question.ts';
import { tick } from '../../../src/schedule/jobs.ts';
import { findChannel } from '../../../src/store/channels.ts';
import { findWorkspace } from '../../../src/store/people.ts';
import { scheduleOf } from '../../../src/store/schedules.ts';
import { keepTeamQuestion } from '../../../src/store/team-questions.ts';
import { present } from '../../support/team.ts';
import { scriptedDoor } from '../contract/harness.ts';
import { openStage, type Stage, type StageOptions, transports, wholeProgram } from './stage.ts';

const say = (text: string): Message => privately({ type: 'text', text });
const minute = 60_000;

const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) {
    await stage.close();
    expect(stage.discord.violations()).toEqual([]);
  }
});

async function open(door: Door, options: StageOptions): Promise<Stage> {
  const stage = await openStage(() => door, options);
  stages.push(stage);
  return stage;
}

async function openWhole(options: StageOptions): Promise<Stage> {
  const stage = await openStage(wholeProgram, options);
  stages.push(stage);
  return stage;
}

/** A door that answers when it is told to. */
function slowDoor(): { door: Door; answer(reply: Reply): void } {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  return { door: { command: () => promise, structured: () => promise, action: () => promise }, answer: resolve };
}

describe.each(transports)('Over %s', (transport) => {
  it('a replayed interaction changes nothing and gets no second answer', async () => {
    const { door, asked } = scriptedDoor();
    const { bob, discord } = await open(door, { transport });
    const { interaction } = await bob.slash('mlops-quiz', ['tip']);
    const status = await discord.deliverAgain(interaction);
    expect(status).toBe(transport === 'http' ? 409 : undefined);
    await bob.slash('mlops-quiz', ['today']);
    expect(asked).toMatchObject([{ text: 'tip' }, { text: 'today' }]);
  });

  it('an interaction of the day before yesterday is a replay, whoever remembers it', async () => {
    const { door, asked } = scriptedDoor();
    const { bob, discord, advance, app } = await open(door, { transport });
    const { interaction } = await bob.slash('mlops-quiz', ['tip']);
    advance(26 * 60 * minute);
    await tick(app, app.now());
    expect(await app.db.selectFrom('seen_requests').selectAll().execute()).toEqual([]);
    await discord.deliverAgain(interaction);
    await bob.slash('mlops-quiz', ['today']);
    expect(asked).toHaveLength(2);
  });

  it('further pages follow the first, in order and in private', async () => {
    const { door, answerWith } = scriptedDoor();
    const { bob, alice, channel, discord } = await open(door, { transport });
    answerWith(reply(say('one'), say('two'), say('three')));
    await bob.slash('mlops-quiz', ['me', 'export']);
    await discord.until(() => bob.sees(channel.id).messages.length === 3, 'three pages');
    expect(bob.sees(channel.id).messages.map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ['one', true],
      ['two', true],
      ['three', true],
    ]);
    expect(alice.sees(channel.id).messages).toEqual([]);
  });

  it('a public answer is seen by all, and what belongs after the answer is done after it', async () => {
    const { door, answerWith } = scriptedDoor();
    const { bob, alice, channel, discord } = await open(door, { transport });
    const done = Promise.withResolvers<number>();
    answerWith({
      ...reply({ audience: 'channel', blocks: [{ type: 'text', text: 'The board' }] }),
      later: async () => done.resolve(discord.interactions().filter(({ callback }) => callback).length),
    });
    await bob.slash('mlops-quiz', ['leaderboard']);
    await done.promise;
    expect(alice.sees(channel.id).messages).toMatchObject([{ text: 'The board', private: false }]);
  });

  it('an answer that takes long is announced in time and given in its place', async () => {
    const { door, answer } = slowDoor();
    const { bob, discord, channel } = await open(door, { transport, deferAfterMs: 1 });
    const { interaction, message } = await bob.slash('mlops-quiz', ['practice']);
    expect(interaction.callback?.type).toBe(5);
    expect(message).toMatchObject({ loading: true, ephemeral: true });
    answer(reply(say('At last'), { audience: 'channel', blocks: [{ type: 'text', text: 'For all' }] }));
    const seen = () => bob.sees(channel.id).messages;
    await discord.until(() => seen().length === 2, 'both messages');
    expect(seen()).toMatchObject([
      { id: message?.id, text: 'At last', loading: false, ephemeral: true },
      { text: 'For all', ephemeral: false },
    ]);
  });

  it('a form that comes late stands behind a button', async () => {
    const { door, answer } = slowDoor();
    const { bob, discord, channel } = await open(door, { transport, deferAfterMs: 1 });
    await bob.slash('mlops-quiz', ['today']);
    const form = { id: appAction('alias', 'save'), title: 'Your name', intro: [], inputs: [], submit: 'Save' };
    answer({ messages: [], form });
    await discord.until(() => bob.sees(channel.id).messages[0]?.loading === false, 'the answer');
    expect(bob.sees(channel.id).messages[0]?.controls).toMatchObject([{ customId: appAction('alias') }]);
  });

  it('offers topics, zones and days while they are typed, for which nothing is remembered', async () => {
    const { bob, app } = await openWhole({ transport });
    const offered = async (path: string[], option: string, typed: string) => {
      const { choices = [] } = await bob.autocomplete('mlops-quiz', path, { [option]: typed }, option);
      return choices.map(({ value }) => value);
    };
    expect(await offered(['practice'], 'topic', 'dr')).toEqual(['drift']);
    expect(await offered(['admin', 'setup'], 'zone', 'berl')).toEqual(['Europe/Berlin']);
    expect(await offered(['admin', 'skip'], 'date', 'tom')).toContain('tomorrow');
    expect(await offered(['admin', 'queue'], 'question', 'drift')).toContain(
      app.bank.questions.find(({ topic }) => topic === 'drift')?.id,
    );
    expect(await app.db.selectFrom('seen_requests').selectAll().execute()).toEqual([]);
  });

  it('offers a team’s own questions to its admins, and to nobody else', async () => {
    const { alice, bob, guild, app } = await openWhole({ transport });
    await alice.slash('mlops-quiz', ['admin', 'setup'], { time: '9', zone: 'UTC' });
    const team = present(await findWorkspace(app.db, 'discord', guild.id)).teamId;
    const own = { ...present(app.bank.questions.find(isOpen)), id: 'drift-of-ours', title: 'The drift of ours' };
    await app.store.transaction((tx) => keepTeamQuestion(tx, team, own, app.now()));
    const offered = async (member: typeof bob) =>
      (await member.autocomplete('mlops-quiz', ['admin', 'queue'], { question: 'drift of' }, 'question')).choices;
    expect(await offered(alice)).toEqual([{ name: 'drift-of-ours · The drift of ours', value: 'drift-of-ours' }]);
    expect(await offered(bob)).toEqual([]);
  });

  it('a button in direct messages belongs to the server of the person', async () => {
    const { bob, guild, app } = await openWhole({ transport });
    await bob.slash('mlops-quiz', ['tip']);
    const platform = app.platforms.get('discord');
    const button = { kind: 'button', id: appAction('tip'), label: 'Another' } as const;
    const message = privately({ type: 'text', text: 'A tip' }, { type: 'controls', controls: [button] });
    await platform?.send({ workspace: guild.id, member: bob.id }, message, 'key', AbortSignal.timeout(2000));
    const direct = bob.sees().messages.find(({ place }) => place === 'direct');
    const answered = await bob.click(direct?.id ?? '', 'Another');
    expect(answered).toMatchObject({ acknowledged: true });
    expect(answered.message?.text).not.toBe('');
    const workspaces = await app.db.selectFrom('workspaces').select('external_id').execute();
    expect(workspaces).toEqual([{ external_id: guild.id }]);
  });

  it('a server is known by its name from the first contact on', async () => {
    const { bob, guild, app } = await openWhole({ transport });
    await bob.slash('mlops-quiz', ['tip']);
    expect(await findWorkspace(app.db, 'discord', guild.id)).toMatchObject({ name: 'ML people' });
  });

  it('a start with the same definition registers nothing', async () => {
    const { discord } = await openWhole({ transport });
    const writes = discord.requests().filter(({ route }) => route.endsWith('/commands'));
    expect(writes).toHaveLength(1);
    expect(discord.commands()).toMatchObject([{ name: 'mlops-quiz' }]);
  });
});

describe('Over the gateway', () => {
  const transport = 'gateway';

  it('an answer that comes too late is logged once, and nothing stops because of it', async () => {
    const { door, answerWith } = scriptedDoor();
    const stage = await open(door, { transport, discord: { patienceMs: 100 } });
    const done = Promise.withResolvers<void>();
    answerWith({ ...reply(say('a'), say('b')), later: async () => done.resolve() });
    const held = stage.discord.faults.hold('POST /interactions/:interaction/:token/callback', 'before');
    const late = stage.bob.slash('mlops-quiz', ['tip']);
    await held.reached;
    stage.advance(4000);
    held.release();
    await done.promise;
    const { acknowledged, interaction } = await late;
    expect(acknowledged).toBe(false);
    expect(JSON.stringify(stage.logged)).not.toContain(interaction.token);
    expect(stage.logged.filter(({ level }) => level >= 40)).toMatchObject([
      { level: 40, msg: 'an answer came too late' },
    ]);
    answerWith(reply(say('in time')));
    expect((await stage.bob.slash('mlops-quiz', ['tip'])).message?.text).toBe('in time');
  });

  it('a callback that failed on the way is tried once more, and its pages still follow', async () => {
    const { door, answerWith } = scriptedDoor();
    const { bob, discord, channel } = await open(door, { transport });
    answerWith(reply(say('one'), say('two')));
    discord.faults.next('POST /interactions/:interaction/:token/callback', { kind: 'failing', when: 'after' });
    await bob.slash('mlops-quiz', ['tip']);
    await discord.until(() => bob.sees(channel.id).messages.length === 2, 'the second page');
  });

  it('resumes after its connection is cut, and misses nothing', async () => {
    const { door, asked } = scriptedDoor();
    const { bob, discord } = await open(door, { transport });
    discord.gateway.drop();
    const answered = await bob.slash('mlops-quiz', ['tip']);
    expect(answered.acknowledged).toBe(true);
    expect(discord.gateway.counts()).toEqual({ identified: 1, resumed: 1 });
    expect(asked).toHaveLength(1);
  });

  it('notices a connection that only seems to stand, and resumes on another', async () => {
    const { door } = scriptedDoor();
    const { bob, discord } = await open(door, { transport, discord: { heartbeatMs: 100 } });
    discord.gateway.answerHeartbeats(false);
    await discord.until(() => discord.gateway.counts().resumed > 0, 'the resumption');
    discord.gateway.answerHeartbeats(true);
    expect((await bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(true);
    expect(discord.gateway.counts().identified).toBe(1);
  });

  it('starts a new session where its old one is no longer valid', async () => {
    const { door } = scriptedDoor();
    const { bob, discord, ready } = await open(door, { transport, discord: { patienceMs: 8000 } });
    discord.gateway.invalidateSessions(false);
    await discord.until(() => discord.gateway.counts().identified === 2, 'the second session');
    await expect.poll(ready).toBe(true);
    expect((await bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(true);
  });

  it('connects again when it is asked to', async () => {
    const { door } = scriptedDoor();
    const { bob, discord, ready } = await open(door, { transport });
    discord.gateway.requestReconnect();
    await discord.until(() => discord.gateway.counts().resumed === 1, 'the resumption');
    await expect.poll(ready).toBe(true);
    expect((await bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(true);
  });

  it('starts as many shards as Discord recommends', async () => {
    const { door } = scriptedDoor();
    const { bob, discord } = await open(door, { transport, discord: { shards: 3 } });
    expect(discord.gateway.connectedShards().toSorted()).toEqual([0, 1, 2]);
    expect((await bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(true);
  });

  it('a rate limit on an answer costs that answer, and is a warning', async () => {
    const { door } = scriptedDoor();
    const stage = await open(door, { transport, discord: { patienceMs: 100 } });
    const limited = { kind: 'rate-limited', retryAfterSeconds: 30 } as const;
    stage.discord.faults.next('POST /interactions/:interaction/:token/callback', limited);
    expect((await stage.bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(false);
    expect(stage.logged.filter(({ level }) => level >= 40)).toMatchObject([{ level: 40, msg: 'could not answer' }]);
  });

  it('serves only its own shards', async () => {
    const { door } = scriptedDoor();
    const { discord, ready } = await open(door, { transport, shards: { first: 1, last: 2, total: 4 } });
    expect(discord.gateway.connectedShards().toSorted()).toEqual([1, 2]);
    await discord.until(() => ready() === true, 'ready');
  });

  it('is told so when its token is revoked', async () => {
    const { door } = scriptedDoor();
    const { discord, refusals, ready } = await open(door, { transport });
    discord.revokeToken();
    await discord.until(() => refusals.length > 0, 'the refusal');
    expect(refusals[0]).toMatch(/^Discord closed the connection for good \(4004\): DISCORD_TOKEN is no longer valid/);
    expect(ready()).toBe('not connected to the gateway');
  });

  it('a server that is in an outage holds nothing up', async () => {
    const { door } = scriptedDoor();
    const { discord, bob } = await open(door, { transport });
    discord.addGuild({ available: false });
    expect((await bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(true);
  });

  it('pauses in a server that threw it out, and erases what it left behind after 30 days', async () => {
    const stage = await openWhole({ transport });
    const { app, alice, guild, channel } = stage;
    const setUp = () =>
      alice.slash('mlops-quiz', ['admin', 'setup'], { time: '9', zone: 'Europe/Berlin', days: 'all', reveal: '16:00' });
    await setUp();
    const workspace = await findWorkspace(app.db, 'discord', guild.id);
    const known = workspace && (await findChannel(app.db, workspace.id, channel.id));
    const standing = () => scheduleOf(app.db, known?.id ?? '');

    expect(await standing()).toMatchObject({ status: 'active' });
    guild.remove();
    const removedAt = async () => (await findWorkspace(app.db, 'discord', guild.id))?.removedAt;
    await expect.poll(removedAt).toBe(app.now());
    expect(await standing()).toMatchObject({ status: 'paused', pausedBy: 'trouble' });
    stage.advance(29 * 24 * 60 * minute);
    await tick(app, app.now());
    expect(await removedAt()).toBeDefined();
    stage.advance(2 * 24 * 60 * minute);
    await tick(app, app.now());
    expect(await findWorkspace(app.db, 'discord', guild.id)).toBeUndefined();
    for (const table of ['teams', 'members', 'channels', 'schedules', 'identities'] as const) {
      expect(await app.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
  });
});

describe('Over HTTP', () => {
  const transport = 'http';

  it.each(['wrong', 'missing'] as const)('a %s signature is refused, and nothing is read', async (signature) => {
    const { door, asked } = scriptedDoor();
    const { bob, discord } = await open(door, { transport });
    const { interaction } = await bob.slash('mlops-quiz', ['tip']);
    expect(await discord.deliverAgain(interaction, signature)).toBe(401);
    expect(asked).toHaveLength(1);
  });

  it('the answer is the response itself, and no gateway is ever asked for', async () => {
    const { door } = scriptedDoor();
    const { bob, discord, ready } = await open(door, { transport });
    expect((await bob.slash('mlops-quiz', ['tip'])).acknowledged).toBe(true);
    const routes = discord.requests().map(({ route }) => route);
    expect(routes.filter((route) => /callback|gateway|webhooks/.test(route))).toEqual([]);
    expect(discord.gateway.counts().identified).toBe(0);
    expect(ready()).toBe(true);
  });

  it('a revoked token is noticed by what it may no longer do', async () => {
    const { app, discord, guild, channel, refusals } = await openWhole({ transport });
    discord.revokeToken();
    const sent = app.platforms
      .get('discord')
      ?.send({ workspace: guild.id, channel: channel.id }, say('x'), 'key', AbortSignal.timeout(2000));
    await expect(sent).rejects.toMatchObject({ code: 'unavailable', certain: true });
    expect(refusals).toEqual([expect.stringMatching(/^Discord refuses DISCORD_TOKEN/)]);
  });

  it('a server that threw it out is noticed by what it may no longer do', async () => {
    const { alice, guild, channel, app } = await openWhole({ transport });
    await alice.slash('mlops-quiz', ['tip']);
    guild.remove();
    const sent = app.platforms
      .get('discord')
      ?.send({ workspace: guild.id, channel: channel.id }, say('x'), 'key', AbortSignal.timeout(2000));
    await expect(sent).rejects.toMatchObject({ code: 'forbidden' });
    await expect.poll(async () => (await findWorkspace(app.db, 'discord', guild.id))?.removedAt).toBe(app.now());
  });
});

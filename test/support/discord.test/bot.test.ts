import { ChannelType, Client, type ClientOptions, GatewayDispatchEvents, GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Discord, type DiscordOptions, openDiscord } from '../discord/index.ts';
import { type Bot, questionPost, startBot } from './bot.ts';

const startsAt = Date.UTC(2026, 10, 24, 8);
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function openScene(options: Partial<DiscordOptions> = {}): Promise<Discord> {
  const discord = await openDiscord({ now: () => startsAt, ...options });
  open.push(discord);
  return discord;
}

async function connect(discord: Discord, options: Partial<ClientOptions> = {}): Promise<Bot> {
  const bot = await startBot(discord, options);
  open.push(bot);
  return bot;
}

async function textChannel({ client }: Bot, id: string) {
  const channel = await client.channels.fetch(id);
  if (channel?.type !== ChannelType.GuildText) throw new Error(`${id} is no text channel`);
  return channel;
}

function startLimit(answer: unknown): { session_start_limit: unknown } {
  if (typeof answer === 'object' && answer && 'session_start_limit' in answer) return answer;
  throw new Error('no session_start_limit');
}

describe('a bot on discord.js', () => {
  it('logs in, registers its command and answers everything a person does', async () => {
    const discord = await openScene();
    const guild = discord.addGuild();
    const channel = guild.addChannel('general');
    const alice = guild.addMember('alice');
    const bob = guild.addMember('bob');
    await connect(discord);

    expect(discord.commands().map(({ name }) => name)).toEqual(['quiz']);
    const suggested = await alice.autocomplete('quiz', ['ask'], { topic: 'dri' }, 'topic');
    expect(suggested.choices).toEqual([{ name: 'dri…', value: 'dri' }]);

    const setUp = await alice.slash('quiz', ['admin', 'setup'], { time: '9' });
    expect(setUp.message).toMatchObject({ text: 'set up at 9', ephemeral: true });
    expect(bob.sees().messages).toEqual([]);

    const asked = await alice.slash('quiz', ['ask']);
    const post = asked.message;
    if (!post) throw new Error('no post');
    expect(post.controls.map(({ label }) => label)).toEqual(['A', 'B']);
    expect(asked.interaction.callbackMs).toBeGreaterThan(0);

    const clicked = await bob.click(post, 'A');
    expect(clicked.acknowledged).toBe(true);
    await discord.until(() => bob.sees().messages.some(({ text }) => text === 'Saved: A'), 'the edit of the deferral');

    const { form } = await bob.click(post, 'answer:B');
    if (!form) throw new Error('no form');
    expect(bob.sees().form).toEqual(form);
    const sent = await bob.submitForm(form, { 'Why?': 'it drifts' });
    expect(sent.message?.text).toBe('Saved: B, because it drifts');
    expect(bob.sees().form).toBeUndefined();
    expect(alice.sees(channel.id).messages.map(({ text }) => text)).toEqual(['set up at 9', 'What drifts?']);
    expect(discord.violations()).toEqual([]);
  });

  it('posts, edits, and opens a thread', async () => {
    const discord = await openScene();
    const guild = discord.addGuild();
    const { id } = guild.addChannel('general');
    const alice = guild.addMember('alice');
    const bot = await connect(discord);

    const channel = await textChannel(bot, id);
    const post = await channel.send({ ...questionPost(), nonce: 'post-1', enforceNonce: true });
    const again = await channel.send({ ...questionPost(), nonce: 'post-1', enforceNonce: true });
    expect(again.id).toBe(post.id);
    await channel.send({
      content: 'a picture',
      files: [{ attachment: Buffer.from('png'), name: 'a.png', description: 'a chart' }],
    });
    await post.edit({ components: [{ type: 10, content: 'It was B.' }] });
    const thread = await post.startThread({ name: 'Why B', autoArchiveDuration: 1440 });
    await thread.send('Because.');

    expect(alice.sees().messages).toMatchObject([
      { text: 'It was B.', place: 'channel', edited: true },
      { text: 'a picture', attachments: [{ filename: 'a.png', description: 'a chart' }] },
      { text: 'Because.', place: 'thread', channelId: post.id },
    ]);
    const found = await channel.messages.fetch({ limit: 10, cache: false });
    expect(found.map(({ content }) => content)).toEqual(['a picture', '']);
  });

  it('acknowledges twenty people who click twice at once', async () => {
    const discord = await openScene();
    const guild = discord.addGuild();
    guild.addChannel('general');
    const people = Array.from({ length: 20 }, (_, place) => guild.addMember(`member-${place}`));
    await connect(discord);
    const [first] = people;
    const post = (await first?.slash('quiz', ['ask']))?.message;
    if (!post) throw new Error('no post');

    const clicks = await Promise.all(people.flatMap((person) => [person.click(post, 'A'), person.click(post, 'A')]));
    expect(clicks.map(({ acknowledged }) => acknowledged)).toEqual(Array(40).fill(true));
  });

  it('reads raw interactions ahead of its ready queue, also while a guild is unavailable', async () => {
    const discord = await openScene();
    const guild = discord.addGuild({ available: false });
    guild.addChannel('general');
    const alice = guild.addMember('alice');
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl }, shards: 'auto' });
    open.push({ close: () => client.destroy() });
    const raw = new Promise<{ id: string; token: string }>((resolve) => {
      client.ws.on(GatewayDispatchEvents.InteractionCreate, resolve);
    });
    await client.login(discord.token);
    await client.rest.put(`/applications/${discord.applicationId}/commands`, {
      body: [{ name: 'quiz', description: 'Asks something' }],
    });

    const typed = alice.slash('quiz');
    const { id, token } = await raw;
    const body = { type: 4, data: { content: 'raw' } };
    await client.rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false });
    expect((await typed).message?.text).toBe('raw');
    expect(client.isReady()).toBe(false);
  });
});

describe('the gateway', () => {
  it('takes a session up again after a drop, with what happened meanwhile', async () => {
    const discord = await openScene();
    const guild = discord.addGuild();
    guild.addChannel('general');
    const alice = guild.addMember('alice');
    await connect(discord);

    discord.gateway.drop();
    await discord.until(() => discord.gateway.connectedShards().length === 0, 'the drop');
    const missed = alice.slash('quiz', ['ask']);
    await discord.until(() => discord.gateway.counts().resumed === 1, 'a resume');
    expect((await missed).acknowledged).toBe(true);
    expect(discord.gateway.counts()).toEqual({ identified: 1, resumed: 1 });
  });

  it('resumes when asked to reconnect, and starts anew when its session is invalid', async () => {
    const discord = await openScene();
    discord.addGuild();
    // discord.js waits five seconds before it identifies a second time.
    const buildIdentifyThrottler = async () => ({ waitForIdentify: async () => undefined });
    const { client } = await connect(discord, { ws: { buildIdentifyThrottler } });

    const resumed = new Promise((resolve) => client.once('shardResume', resolve));
    discord.gateway.requestReconnect();
    await resumed;
    expect(discord.gateway.counts()).toEqual({ identified: 1, resumed: 1 });
    // Leaving between IDENTIFY and READY would make discord.js wait for ever in `destroy`.
    const ready = new Promise((resolve) => client.once('shardReady', resolve));
    discord.gateway.invalidateSessions(false);
    await ready;
    expect(discord.gateway.counts()).toEqual({ identified: 2, resumed: 1 });
    const { session_start_limit } = await client.rest.get('/gateway/bot').then(startLimit);
    expect(session_start_limit).toMatchObject({ total: 1000, remaining: 998 });
  });

  it('makes a zombie of a connection whose heartbeats it leaves unanswered', async () => {
    const discord = await openScene({ heartbeatMs: 60 });
    discord.addGuild();
    await connect(discord);

    discord.gateway.answerHeartbeats(false);
    await discord.until(() => discord.gateway.connectedShards().length === 0, 'the client gives up');
    discord.gateway.answerHeartbeats(true);
    await discord.until(() => discord.gateway.counts().resumed >= 1, 'a resume');
  });

  it('closes with 4004 when the token is revoked, and refuses it from then on', async () => {
    const discord = await openScene();
    discord.addGuild();
    const { client } = await connect(discord);
    const closed = new Promise<number>((resolve) => client.on('shardDisconnect', ({ code }) => resolve(code)));

    discord.revokeToken();
    expect(await closed).toBe(4004);
    await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
  });

  it('closes with 4014 when intents were not granted', async () => {
    const discord = await openScene();
    const client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: discord.apiUrl } });
    open.push({ close: () => client.destroy() });
    await expect(client.login(discord.token)).rejects.toThrow('disallowed intents');
  });

  it('spreads guilds over as many shards as it recommends', async () => {
    const discord = await openScene({ shards: 2 });
    const guilds = Array.from({ length: 6 }, () => discord.addGuild());
    const { client } = await connect(discord);
    expect(discord.gateway.connectedShards().sort()).toEqual([0, 1]);
    expect(client.guilds.cache.map(({ id }) => id).sort()).toEqual(guilds.map(({ id }) => id).sort());
    expect(new Set(client.guilds.cache.map(({ shardId }) => shardId))).toEqual(new Set([0, 1]));
  });

  it('tells of a guild that is joined, in an outage, and left', async () => {
    const discord = await openScene();
    const { client } = await connect(discord);
    const events: string[] = [];
    for (const name of ['guildCreate', 'guildUnavailable', 'guildAvailable', 'guildDelete', 'channelDelete'] as const) {
      client.on(name, () => events.push(name));
    }
    const guild = discord.addGuild();
    guild.addChannel('general').delete();
    guild.setAvailable(false);
    guild.setAvailable(true);
    const left = new Promise((resolve) => client.on('guildDelete', resolve));
    guild.remove();
    await left;
    expect(events).toEqual(['guildCreate', 'channelDelete', 'guildUnavailable', 'guildAvailable', 'guildDelete']);
  });
});

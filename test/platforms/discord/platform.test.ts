/** What the outbox relies on: refusals by their kind, threads that may not be opened, look-ups, and looks. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Message, privately } from '../../../src/chat/message.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { scriptedDoor } from '../contract/harness.ts';
import { openStage, type Stage } from './stage.ts';

const posting = 'POST /channels/:channel/messages';
const said = (text: string): Message => ({ audience: 'channel', blocks: [{ type: 'text', text }] });
const soon = () => AbortSignal.timeout(5000);

describe('Discord as a platform', () => {
  let stage: Stage;
  let platform: Platform;
  let place: { workspace: string; channel: string };
  beforeEach(async () => {
    stage = await openStage(() => scriptedDoor().door, { transport: 'http' });
    const known = stage.app.platforms.get('discord');
    if (!known) throw new Error('no platform');
    platform = known;
    place = { workspace: stage.guild.id, channel: stage.channel.id };
  });
  afterEach(async () => {
    await stage.close();
    expect(stage.discord.violations()).toEqual([]);
  });

  const posts = () => stage.discord.requests().filter(({ route }) => route === posting).length;
  const seen = () => stage.bob.sees(stage.channel.id).messages.map(({ text, place }) => [text, place]);

  describe('sending', () => {
    it('waits no longer than a moment for a rate, and says how long it would be', async () => {
      stage.discord.faults.next(posting, { kind: 'rate-limited', retryAfterSeconds: 5 });
      await expect(platform.send(place, said('x'), 'key', soon())).rejects.toMatchObject({
        code: 'rate-limited',
        retryAfterMs: expect.closeTo(5000, -2),
        certain: true,
      });
      expect(posts()).toBe(1);
    });

    it('waits out a rate that ends at once', async () => {
      stage.discord.faults.next(posting, { kind: 'rate-limited', retryAfterSeconds: 0.05 });
      await platform.send(place, said('x'), 'key', soon());
      expect(posts()).toBe(2);
    });

    it.each(['before', 'after'] as const)(
      'is unsure after a failure %s the effect, and tries nothing itself',
      async (when) => {
        stage.discord.faults.next(posting, { kind: 'failing', when });
        const sent = platform.send(place, said('x'), 'key', soon());
        await expect(sent).rejects.toMatchObject({ code: 'unavailable', certain: false });
        expect(posts()).toBe(1);
      },
    );

    it('ends with its signal, unsure', async () => {
      const held = stage.discord.faults.hold(posting, 'after');
      const stop = new AbortController();
      const sent = platform.send(place, said('x'), 'key', stop.signal);
      await held.reached;
      stop.abort();
      await expect(sent).rejects.toMatchObject({ code: 'unavailable', certain: false });
      held.release();
    });

    it.each([
      ['a channel that was deleted', () => stage.channel.delete(), 'gone'],
      ['a channel that is hidden', () => stage.channel.deny('bot', ['viewChannel']), 'forbidden'],
      ['a channel that is closed', () => stage.channel.deny('bot', ['sendMessages']), 'forbidden'],
      ['a word that moderation blocks', () => stage.guild.blockWords(['x']), 'forbidden'],
    ])('knows %s', async (_, happens, code) => {
      happens();
      await expect(platform.send(place, said('x'), 'key', soon())).rejects.toMatchObject({ code, certain: true });
    });

    it('knows a person who takes no direct messages', async () => {
      const shy = stage.guild.addMember('shy', { takesDirectMessages: false });
      const sent = platform.send({ workspace: place.workspace, member: shy.id }, said('x'), 'key', soon());
      await expect(sent).rejects.toMatchObject({ code: 'forbidden', certain: true });
    });

    it('is sure of having sent nothing once its token is revoked', async () => {
      stage.discord.revokeToken();
      for (const key of ['key-1', 'key-2']) {
        const sent = platform.send(place, said('x'), key, soon());
        await expect(sent).rejects.toMatchObject({ code: 'unavailable', certain: true });
      }
    });
  });

  describe('replying', () => {
    it('joins a thread that somebody opened, and sends every page there', async () => {
      const replyTo = await platform.send(place, said('Post'), 'post', soon());
      await platform.send({ ...place, replyTo }, said('#1: B\nand why'), 'page 1', soon());
      await platform.send({ ...place, replyTo }, said('more'), 'page 2', soon());
      expect(seen()).toEqual([
        ['Post', 'channel'],
        ['\\#1: B\nand why', 'thread'],
        ['more', 'thread'],
      ]);
    });

    it.each(['createPublicThreads', 'sendMessagesInThreads'] as const)(
      'stays in the channel without %s',
      async (right) => {
        const replyTo = await platform.send(place, said('Post'), 'post', soon());
        stage.channel.deny('bot', [right]);
        const ref = await platform.send({ ...place, replyTo }, said('Reveal'), 'reveal', soon());
        expect(seen()).toEqual([
          ['Post', 'channel'],
          ['Reveal', 'channel'],
        ]);
        expect(await platform.find({ ...place, replyTo }, 'reveal', soon())).toEqual({ ref });
      },
    );

    it('stays in the channel where the thread is locked', async () => {
      const replyTo = await platform.send(place, said('Post'), 'post', soon());
      await platform.send({ ...place, replyTo }, said('Reveal'), 'reveal', soon());
      stage.guild.archiveThread(replyTo, { locked: true });
      await platform.send({ ...place, replyTo }, said('More'), 'more', soon());
      expect(seen().at(-1)).toEqual(['More', 'channel']);
    });
  });

  describe('editing what stands under a post', () => {
    const inThread = async () => {
      const replyTo = await platform.send(place, said('Post'), 'post', soon());
      return { ...place, replyTo };
    };

    it('wakes a thread that archived itself', async () => {
      const where = await inThread();
      const ref = await platform.send(where, said('Mine'), 'mine', soon());
      stage.guild.archiveThread(where.replyTo);
      await platform.edit(where, ref, said('Taken back'), soon());
      expect(seen().at(-1)).toEqual(['Taken back', 'thread']);
    });

    it('finds it in the channel, where it had to go', async () => {
      const where = await inThread();
      stage.channel.deny('bot', ['createPublicThreads']);
      const ref = await platform.send(where, said('Mine'), 'mine', soon());
      await platform.edit(where, ref, said('Taken back'), soon());
      expect(seen().at(-1)).toEqual(['Taken back', 'channel']);
    });

    it('says that it may not, where the thread was locked', async () => {
      const where = await inThread();
      const ref = await platform.send(where, said('Mine'), 'mine', soon());
      stage.guild.archiveThread(where.replyTo, { locked: true });
      const edited = platform.edit(where, ref, said('Taken back'), soon());
      await expect(edited).rejects.toMatchObject({ code: 'forbidden', certain: true });
    });
  });

  describe('finding', () => {
    it('looks in the thread first, and knows what is nowhere', async () => {
      const replyTo = await platform.send(place, said('Post'), 'post', soon());
      expect(await platform.find({ ...place, replyTo }, 'reveal', soon())).toBe('absent');
      const ref = await platform.send({ ...place, replyTo }, said('Reveal'), 'reveal', soon());
      expect(await platform.find({ ...place, replyTo }, 'reveal', soon())).toEqual({ ref });
    });

    it('knows an empty channel from one that it may not look back in', async () => {
      expect(await platform.find(place, 'post', soon())).toBe('absent');
      await platform.send(place, said('Post'), 'post', soon());
      stage.channel.deny('bot', ['readMessageHistory']);
      expect(await platform.find(place, 'post', soon())).toBe('unknown');
    });

    it('finds a direct message', async () => {
      const member = { workspace: place.workspace, member: stage.bob.id };
      expect(await platform.find(member, 'result', soon())).toBe('absent');
      const ref = await platform.send(member, privately({ type: 'text', text: 'Yours' }), 'result', soon());
      expect(await platform.find(member, 'result', soon())).toEqual({ ref });
    });

    it('looks back three hundred messages, and does not claim to know what is further', async () => {
      const ref = await platform.send(place, said('Post'), 'post', soon());
      for (let count = 0; count < 250; count += 1) stage.bob.says('chatter');
      expect(await platform.find(place, 'post', soon())).toEqual({ ref });
      for (let count = 0; count < 60; count += 1) stage.bob.says('chatter');
      expect(await platform.find(place, 'post', soon())).toBe('unknown');
    });
  });

  describe('looking', () => {
    it('names what is missing in the words of Discord', async () => {
      stage.channel.deny('bot', ['embedLinks', 'createPublicThreads']);
      expect(await platform.look(place, stage.bob.id, soon())).toEqual({
        canPost: true,
        canThread: false,
        missing: ['Embed Links', 'Create Public Threads'],
        seen: true,
      });
    });

    it('knows a channel that is hidden from it, from a person, and a person it never met', async () => {
      stage.channel.deny({ member: stage.bob.id }, ['viewChannel']);
      expect(await platform.look(place, stage.bob.id, soon())).toMatchObject({ canPost: true, seen: false });
      expect(await platform.look(place, '100000000000000009', soon())).toMatchObject({ seen: false });
      stage.channel.deny('bot', ['viewChannel']);
      expect(await platform.look(place, stage.bob.id, soon())).toMatchObject({
        canPost: false,
        canThread: false,
        missing: ['View Channel'],
      });
    });
  });

  it('asks to wait where old messages were edited too often', async () => {
    const ref = await platform.send(place, said('Post'), 'post', soon());
    stage.advance(2 * 3_600_000);
    const edits = async () => {
      for (let count = 0; count < 100; count += 1) await platform.edit(place, ref, said(`Edit ${count}`), soon());
    };
    await expect(edits()).rejects.toMatchObject({ code: 'rate-limited', certain: true });
  });
});

/** What every platform has to keep to: one suite, run against the playground, Discord and Slack alike. */

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { appAction, roundAction } from '../../../src/chat/action.ts';
import type { Door } from '../../../src/chat/door.ts';
import { type Message, privately, reply } from '../../../src/chat/message.ts';
import { PlatformError } from '../../../src/chat/platform.ts';
import { quoted } from '../../../src/chat/text.ts';
import { toPublic } from '../../../src/quiz/question.ts';
import { closedPost, dailyPost, type RoundFacts, reveal } from '../../../src/words/post.ts';
import { receipt } from '../../../src/words/receipt.ts';
import { choiceQuestion } from '../../quiz/sample-questions.ts';
import { anyMessage } from '../../support/messages.ts';
import { type Asked, type Harness, scriptedDoor } from './harness.ts';

type Scene = Harness & { asked: Asked[]; answerWith: ReturnType<typeof scriptedDoor>['answerWith'] };

const signal = new AbortController().signal;
const said = (text: string): Message => ({ audience: 'channel', blocks: [{ type: 'text', text }] });
const inChannel = ({ workspace, channel }: Harness) => ({ workspace, channel });
const question = choiceQuestion(['b']);
const opensAt = Date.UTC(2026, 10, 24, 8);
const round: RoundFacts = {
  id: 'r1',
  number: 41,
  zone: 'Europe/Berlin',
  opensAt,
  closesAt: opensAt + 7 * 3_600_000,
  instant: false,
  comeback: false,
};
const answerB = roundAction(round.id, 'answer', 'b');

const laws = {
  'shows a message to everybody in the channel': async (scene: Scene) => {
    const ref = await scene.platform.send(inChannel(scene), said('Good morning'), 'key-1', signal);
    expect(ref).not.toBe('');
    for (const person of Object.values(scene.people)) {
      expect(await scene.sees(person)).toMatchObject([
        { text: expect.stringContaining('Good morning'), private: false, inThread: false },
      ]);
    }
  },

  'makes one message of two sends with one key': async (scene: Scene) => {
    const first = await scene.platform.send(inChannel(scene), said('Once'), 'key-1', signal);
    expect(await scene.platform.send(inChannel(scene), said('Once'), 'key-1', signal)).toBe(first);
    await scene.platform.send(inChannel(scene), said('Once'), 'key-2', signal);
    expect(await scene.posts()).toBe(2);
  },

  'edits in place': async (scene: Scene) => {
    const ref = await scene.platform.send(inChannel(scene), said('Before'), 'key-1', signal);
    await scene.platform.send(inChannel(scene), said('Between'), 'key-2', signal);
    await scene.platform.edit(inChannel(scene), ref, said('After'), signal);
    const texts = (await scene.sees(scene.people.one)).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining('After'), expect.stringContaining('Between')]);
    expect(texts.join()).not.toContain('Before');
  },

  'says that a message to be edited is gone': async (scene: Scene) => {
    const edited = scene.platform.edit(inChannel(scene), '100000000000000001', said('After'), signal);
    await expect(edited).rejects.toMatchObject({ name: PlatformError.name, code: 'gone' });
  },

  'replies in the thread of a post': async (scene: Scene) => {
    const replyTo = await scene.platform.send(inChannel(scene), said('The post'), 'key-1', signal);
    await scene.platform.send({ ...inChannel(scene), replyTo }, said('The reveal'), 'key-2', signal);
    expect(await scene.sees(scene.people.other)).toMatchObject([
      { text: expect.stringContaining('The post'), inThread: false },
      { text: expect.stringContaining('The reveal'), inThread: true },
    ]);
  },

  'edits in place in the thread of a post': async (scene: Scene) => {
    const replyTo = await scene.platform.send(inChannel(scene), said('The post'), 'key-1', signal);
    const inThread = { ...inChannel(scene), replyTo };
    const ref = await scene.platform.send(inThread, said('Before'), 'key-2', signal);
    await scene.platform.edit(inThread, ref, said('After'), signal);
    expect(await scene.sees(scene.people.other)).toMatchObject([
      { text: expect.stringContaining('The post'), inThread: false },
      { text: expect.stringContaining('After'), inThread: true },
    ]);
  },

  'keeps a message to one member from the others': async (scene: Scene) => {
    const { one, other } = scene.people;
    const message = privately({ type: 'text', text: 'For you alone' });
    await scene.platform.send({ workspace: scene.workspace, member: one }, message, 'key-1', signal);
    expect(await scene.sees(one)).toMatchObject([{ text: expect.stringContaining('For you alone'), private: true }]);
    expect(await scene.sees(other)).toEqual([]);
    expect(await scene.posts()).toBe(0);
  },

  'never denies a message that was sent nor finds one that was not': async (scene: Scene) => {
    const ref = await scene.platform.send(inChannel(scene), said('Here'), 'key-1', signal);
    expect([{ ref }, 'unknown']).toContainEqual(await scene.platform.find(inChannel(scene), 'key-1', signal));
    expect(['absent', 'unknown']).toContainEqual(await scene.platform.find(inChannel(scene), 'key-2', signal));
  },

  'finds a message by its key': async (scene: Scene) => {
    const ref = await scene.platform.send(inChannel(scene), said('Here'), 'key-1', signal);
    expect(await scene.platform.find(inChannel(scene), 'key-1', signal)).toEqual({ ref });
    expect(await scene.platform.find(inChannel(scene), 'key-2', signal)).toBe('absent');
  },

  'has posted nothing when a send was refused': async (scene: Scene) => {
    scene.failNextSend('refused');
    const sent = scene.platform.send(inChannel(scene), said('Once'), 'key-1', signal);
    await expect(sent).rejects.toBeInstanceOf(PlatformError);
    expect(await scene.posts()).toBe(0);
    await scene.platform.send(inChannel(scene), said('Once'), 'key-1', signal);
    expect(await scene.posts()).toBe(1);
  },

  'finds or does not know a message whose answer was lost, and says that it is unsure': async (scene: Scene) => {
    scene.failNextSend('lost');
    const sent = scene.platform.send(inChannel(scene), said('Once'), 'key-1', signal);
    await expect(sent).rejects.toMatchObject({ name: PlatformError.name, certain: false });
    expect(await scene.posts()).toBe(1);
    expect(await scene.platform.find(inChannel(scene), 'key-1', signal)).not.toBe('absent');
  },

  'knows that it may post in a channel which a person sees': async (scene: Scene) => {
    const look = await scene.platform.look(inChannel(scene), scene.people.one, signal);
    expect(look).toEqual({ canPost: true, canThread: true, missing: [], seen: true });
  },

  'says that a channel is gone': async (scene: Scene) => {
    const looked = scene.platform.look(
      { ...inChannel(scene), channel: '100000000000000002' },
      scene.people.one,
      signal,
    );
    await expect(looked).rejects.toMatchObject({ name: PlatformError.name, code: 'gone' });
  },

  'refuses no message, whatever its shape and size': async (scene: Scene) => {
    let sent = 0;
    const property = fc.asyncProperty(anyMessage, anyMessage, async (first, second) => {
      sent += 1;
      const message: Message = { ...first, audience: 'channel' };
      const ref = await scene.platform.send(inChannel(scene), message, `key-${sent}`, signal);
      await scene.platform.edit(inChannel(scene), ref, { ...second, audience: 'channel' }, signal);
    });
    await fc.assert(property, { numRuns: 20 });
    expect(await scene.posts()).toBeGreaterThanOrEqual(sent);
  },

  'notifies nobody because of what stands in a text': async (scene: Scene) => {
    const nasty = `@everyone @here <!channel> <!here> <@${scene.people.one}> <@&1> ${scene.role}`;
    const ref = await scene.platform.send(inChannel(scene), said(nasty), 'key-1', signal);
    await scene.platform.edit(inChannel(scene), ref, said(quoted(nasty)), signal);
    await scene.platform.send(
      inChannel(scene),
      { ...said('x'), blocks: [{ type: 'quiet', text: quoted(nasty) }] },
      'key-2',
      signal,
    );
    expect(await scene.pinged()).toEqual([]);
  },

  'notifies the one role it is told to, once': async (scene: Scene) => {
    const ref = await scene.platform.send(
      inChannel(scene),
      { ...said('@everyone'), ping: scene.role },
      'key-1',
      signal,
    );
    await scene.platform.edit(inChannel(scene), ref, said('Closed'), signal);
    expect(await scene.pinged()).toEqual([scene.role]);
  },

  'hands a command in with who and where, and answers in private': async (scene: Scene) => {
    const { one, other } = scene.people;
    scene.answerWith(reply(privately({ type: 'text', text: 'Your numbers' })));
    await scene.command(one, 'me stats');
    expect(scene.asked).toMatchObject([
      {
        text: 'me stats',
        call: {
          platform: scene.platform.name,
          workspace: { id: scene.workspace },
          channel: { id: scene.channel },
          user: { id: one },
        },
      },
    ]);
    expect(await scene.sees(one)).toMatchObject([{ text: expect.stringContaining('Your numbers'), private: true }]);
    expect(await scene.sees(other)).toEqual([]);
  },

  'opens a form and hands its values in': async (scene: Scene) => {
    const id = appAction('alias', 'save');
    const input = {
      id: 'alias',
      label: 'Name',
      kind: 'text',
      multiline: false,
      required: true,
      maxLength: 40,
    } as const;
    scene.answerWith({ messages: [], form: { id, title: 'Your name', intro: [], inputs: [input], submit: 'Save' } });
    await scene.command(scene.people.one, 'me settings');
    scene.answerWith(reply(privately({ type: 'text', text: 'Saved' })));
    await scene.use(scene.people.one, id, { alias: ['Night Owl'] });
    expect(scene.asked.at(-1)).toMatchObject({ used: { id, values: new Map([['alias', ['Night Owl']]]) } });
    expect((await scene.sees(scene.people.one)).at(-1)).toMatchObject({ text: expect.stringContaining('Saved') });
  },

  'tells which message of the channel a control stands on, and nothing of private ones': async (scene: Scene) => {
    const { one } = scene.people;
    const button = (word: 'tip' | 'today' | 'help') => ({ kind: 'button', id: appAction(word), label: word }) as const;
    const withButton = (word: 'tip' | 'today' | 'help') =>
      ({ type: 'controls', controls: [button(word)] }) satisfies Message['blocks'][number];
    const at = inChannel(scene);
    const post = await scene.platform.send(at, { audience: 'channel', blocks: [withButton('tip')] }, 'key-1', signal);
    const inThread: Message = { audience: 'channel', blocks: [withButton('today')] };
    await scene.platform.send({ ...at, replyTo: post }, inThread, 'key-2', signal);
    scene.answerWith(reply(privately(withButton('help'))));
    await scene.command(one, 'tip');
    for (const word of ['tip', 'today', 'help'] as const) await scene.use(one, appAction(word));
    const stoodOn = scene.asked.flatMap((asked) => ('used' in asked ? [asked.used.on] : []));
    expect(stoodOn).toEqual([post, undefined, undefined]);
  },

  'puts a reply in the place of the private message it belongs to': async (scene: Scene) => {
    const { one } = scene.people;
    const next = { kind: 'button', id: appAction('tip'), label: 'Another' } as const;
    scene.answerWith(reply(privately({ type: 'text', text: 'First tip' }, { type: 'controls', controls: [next] })));
    await scene.command(one, 'tip');
    scene.answerWith({ ...reply(privately({ type: 'text', text: 'Second tip' })), replaces: true });
    await scene.use(one, next.id);
    expect(await scene.sees(one)).toMatchObject([
      { text: expect.stringContaining('Second tip'), private: true, controls: [] },
    ]);
  },

  'puts a revision in the place of the private reply that it belongs to, after that has shown': async (
    scene: Scene,
  ) => {
    const { one, other } = scene.people;
    const next = { kind: 'button', id: appAction('tip'), label: 'Another' } as const;
    scene.answerWith(reply(privately({ type: 'text', text: 'A question' }, { type: 'controls', controls: [next] })));
    await scene.command(one, 'practice');
    const slow = Promise.withResolvers<void>();
    scene.answerWith({
      ...reply(privately({ type: 'text', text: 'Found little' }), privately({ type: 'text', text: 'The lesson' })),
      replaces: true,
      async revision() {
        await slow.promise;
        return { messages: [privately({ type: 'text', text: 'Found more' })], replaces: true };
      },
    });
    await scene.use(one, next.id);
    const texts = async () => (await scene.sees(one)).map(({ text }) => text);
    await vi.waitFor(async () => expect((await texts()).at(-1)).toContain('The lesson'));
    expect((await texts())[0]).toContain('Found little');
    slow.resolve();
    await vi.waitFor(async () => expect((await texts())[0]).toContain('Found more'));
    expect(await texts()).toHaveLength(2);
    expect(await scene.sees(other)).toEqual([]);
  },

  'brings a revision also where it can change nothing any more': async (scene: Scene) => {
    const { one, other } = scene.people;
    const more = privately({ type: 'text', text: 'Found more' });
    for (const replaces of [true, false]) {
      scene.answerWith({
        ...reply(privately({ type: 'text', text: 'Found little' })),
        revision: async () => ({ messages: [more], replaces }),
      });
      await scene.command(one, 'me stats');
    }
    const revised = async () => (await scene.sees(one)).filter(({ text }) => text.includes('Found more'));
    await vi.waitFor(async () => expect(await revised()).toHaveLength(2));
    expect(await scene.sees(other)).toEqual([]);
  },

  'answers all the same where a revision fails': async (scene: Scene) => {
    scene.answerWith({
      ...reply(privately({ type: 'text', text: 'Found little' })),
      revision: async () => Promise.reject(new Error('no luck')),
    });
    await scene.command(scene.people.one, 'me stats');
    scene.answerWith(reply(privately({ type: 'text', text: 'Still here' })));
    await scene.command(scene.people.one, 'me stats');
    const texts = (await scene.sees(scene.people.one)).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining('Found little'), expect.stringContaining('Still here')]);
  },

  'plays a round: post, sealed answer, close in place, reveal in the thread': async (scene: Scene) => {
    const { one, other } = scene.people;
    const post = dailyPost(round, toPublic(question), { lastTime: undefined, setUpBy: undefined, ping: undefined });
    const ref = await scene.platform.send(inChannel(scene), post, 'post', signal);
    expect((await scene.sees(other))[0]?.controls).toContain(answerB);

    const facts = {
      previous: undefined,
      answersSoFar: 1,
      streak: 1,
      first: undefined,
      told: false,
      now: opensAt + 60_000,
    };
    scene.answerWith(
      reply(receipt(round, toPublic(question), { ...facts, answer: { kind: 'choice', letters: ['b'] } })),
    );
    await scene.use(one, answerB);
    expect(scene.asked).toMatchObject([
      { used: { id: answerB }, call: { user: { id: one }, channel: { id: scene.channel } } },
    ]);
    expect((await scene.sees(one)).filter((seen) => seen.private)).toMatchObject([
      { text: expect.stringContaining('Saved') },
    ]);
    expect(await scene.sees(other)).toHaveLength(1);

    const tally = { answers: 1, solved: 1 };
    await scene.platform.edit(inChannel(scene), ref, closedPost(round, question, tally), signal);
    await scene.platform.send(
      { ...inChannel(scene), replyTo: ref },
      reveal(round, question, [], false),
      'reveal',
      signal,
    );
    const seen = await scene.sees(other);
    expect(seen).toMatchObject([
      { text: expect.stringContaining('Closed'), inThread: false },
      { text: expect.stringContaining('why b'), inThread: true },
    ]);
    expect(seen[0]?.controls).toEqual([roundAction(round.id, 'result'), roundAction(round.id, 'flag')]);
    expect(await scene.posts()).toBe(2);
  },
} satisfies Record<string, (scene: Scene) => Promise<void>>;

type Law = keyof typeof laws;

/**
 * Runs the suite.
 * @param open a fresh platform, or a double of it, with nothing posted yet, in front of the given door
 * @param skips laws that cannot be tried here, each with its reason
 */
export function platformContract(
  name: string,
  open: (door: Door) => Promise<Harness>,
  skips: { [L in Law]?: string } = {},
): void {
  describe(`${name} keeps the contract of platforms: it`, () => {
    for (const [law, keeps] of Object.entries(laws)) {
      const reason = Object.entries(skips).find(([skipped]) => skipped === law)?.[1];
      if (reason !== undefined) {
        it.skip(`${law} (not tried: ${reason})`);
        continue;
      }
      it(law, async () => {
        const { door, ...script } = scriptedDoor();
        const harness = await open(door);
        try {
          await keeps({ ...harness, ...script });
        } finally {
          await harness.close();
        }
      });
    }
  });
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bank } from '../src/bank/load.ts';
import type { Question } from '../src/quiz/question.ts';
import { openQuestion } from './quiz/sample-questions.ts';
import { present } from './support/team.ts';
import { openWorld, type Seen, text, type World } from './support/world.ts';

const question: Question = openQuestion;
const bank: Bank = { questions: [question], tips: [], byId: new Map([[question.id, question]]) };
const bobs = 'I collect fresh labels and measure accuracy, and I would ping @everyone and <@123> about it.';

describe('A shared answer', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z', { bank });
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
    await world.say('alice', `admin queue ${question.id} 2026-11-24`);
    await world.travel('2026-11-24T08:00:00Z');
    await world.say('bob', `answer ${bobs}`);
    await world.say('carol', 'answer idk');
    await world.say('alice', 'answer It depends on the team and on the model.');
  });
  afterEach(() => world.close());

  const publicly = async (as = 'carol') => (await world.sees(as)).filter((message) => !message.private);
  const result = async (as: string) => present((await world.press(as, present((await publicly())[0]), 'My result'))[0]);
  const reveal = () => world.travel('2026-11-24T15:00:00Z');
  const control = async (as: string, id: string) => {
    const [any] = await publicly(as);
    return world.press(as, { ...present(any), controls: [{ id, kind: 'button', label: 'x' }] }, 'x');
  };
  async function sharedByBob(): Promise<Seen> {
    await reveal();
    await world.press('bob', await result('bob'), 'Share my answer');
    return present((await publicly()).at(-1));
  }

  it('stands under the reveal with its author’s name, once, and pings nobody', async () => {
    await reveal();
    const own = await result('bob');
    expect(own.text).toContain('posts it under the reveal, with your name');
    const done = await world.press('bob', own, 'Share my answer');
    expect(text(done)).toContain('goes under the reveal, as Bob');
    const [post, revealed, shown] = await publicly();
    expect(shown).toMatchObject({ replyTo: post?.id, private: false });
    expect(revealed?.replyTo).toBe(post?.id);
    expect(shown?.text).toContain('#1: the answer of Bob');
    expect(shown?.text).toContain(bobs.replace('@everyone', '@\u{2060}everyone').replace('@123', '@\u{2060}123'));
    expect(text(await world.press('bob', own, 'Share my answer'))).toContain('is shared already');
    await world.press('bob', own, 'Share my answer');
    expect(await publicly()).toHaveLength(3);
  });

  it('is raised to full points by the first teammate; later ones say thanks, and nobody counts twice', async () => {
    const shown = await sharedByBob();
    expect((await result('bob')).text).toContain('2 points. This week 2.');
    expect(text(await world.press('bob', shown, 'Well argued'))).toContain('your own');
    expect(text(await world.say('bob', 'leaderboard'))).toContain('Bob (you) 2');
    expect(text(await world.press('carol', shown, 'Well argued'))).toContain('with your word that answer earns 10');
    expect(text(await world.press('carol', shown, 'Well argued'))).toContain('You said so already');
    expect(text(await world.press('alice', shown, 'Well argued'))).toContain('Noted, thank you.');
    const own = await result('bob');
    expect(own.text).toContain('10 points. This week 10.');
    expect(own.text).toContain('A teammate finds it well argued: full points.');
    expect(text(await world.say('bob', 'leaderboard'))).toContain('1 Bob (you) 10');
    expect(text(await publicly())).toContain('A teammate finds it well argued.');
    expect(await world.app.db.selectFrom('thanks').selectAll().execute()).toHaveLength(2);
    // Whatever is graded anew later keeps it.
    await world.say('alice', 'admin accept 1 It depends on the team and on the model.');
    expect(text(await world.say('bob', 'leaderboard'))).toMatch(/1 Alice 10\n1 Bob \(you\) 10/);
  });

  it('earns nothing where nothing was found in it', async () => {
    await reveal();
    await world.press('alice', await result('alice'), 'Share my answer');
    const shown = present((await publicly()).at(-1));
    expect(text(await world.press('bob', shown, 'Well argued'))).toContain('Noted, thank you.');
    expect((await result('alice')).text).toContain('2 points. This week 2.');
  });

  it('is an answer of one’s own in words, after the reveal and not while its question is open again', async () => {
    const [post] = await publicly();
    const roundId = post?.controls[0]?.id.split(':')[1] ?? '';
    const [sharing, takingBack] = [`round:${roundId}:share`, `round:${roundId}:take-back`];
    expect(text(await control('bob', sharing))).toContain('is sealed until 16:00');
    await reveal();
    expect((await result('carol')).controls).toEqual([]);
    expect(text(await control('carol', sharing))).toContain('no answer of yours');
    expect(text(await control('bob', takingBack))).toContain('No answer of yours to #1 is shared');
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00', 'second');
    await world.say('alice', `admin queue ${question.id} 2026-11-25`, 'second');
    await world.travel('2026-11-25T08:00:00Z');
    expect(text(await control('bob', sharing))).toContain('is open again right now');
    await world.travel('2026-11-25T15:00:00Z');
    expect(text(await control('bob', sharing))).toContain('Shared');
    await world.say('alice', 'admin void 1 wrong question');
    expect(text(await control('bob', sharing))).toContain('withdrawn');
    const shown = present((await publicly()).find(({ text: said }) => said.includes('the answer of Bob')));
    expect(text(await world.press('carol', shown, 'Well argued'))).toContain('Noted, thank you.');
    expect(text(await world.say('bob', 'leaderboard week team'))).not.toContain('Bob');
  });

  it('can be taken back, once and for good, and keeps what it earned', async () => {
    const shown = await sharedByBob();
    await world.press('carol', shown, 'Well argued');
    const own = await result('bob');
    expect(text(await world.press('bob', own, 'Take my answer back'))).toContain('taken out of the channel');
    const after = present((await publicly()).at(-1));
    expect(after).toMatchObject({ id: shown.id, controls: [], text: '#1: an answer that stood here was taken back.' });
    expect(text(await world.press('bob', own, 'Take my answer back'))).toContain('nothing was changed');
    expect((await result('bob')).controls.map(({ label }) => label)).toEqual(['I did say that']);
    const [, roundId = ''] = (await result('bob')).controls[0]?.id.split(':') ?? [];
    expect(text(await control('bob', `round:${roundId}:share`))).toContain('only once');
    const old = shown.controls[0]?.id ?? '';
    expect(text(await control('alice', old))).toContain('was taken back by its author');
    expect(text(await world.say('bob', 'leaderboard'))).toContain('1 Bob (you) 10');
  });

  it('goes with its author: `me delete` takes it out of the channel', async () => {
    const shown = await sharedByBob();
    const [ask] = await world.say('bob', 'me delete');
    await world.press('bob', present(ask), 'Delete all of it');
    expect(present((await publicly()).at(-1))).toMatchObject({
      id: shown.id,
      controls: [],
      text: '#1: an answer that stood here was taken back.',
    });
    expect(JSON.stringify(await world.app.db.selectFrom('playground_messages').selectAll().execute())).not.toContain(
      'I would ping',
    );
  });

  it('keeps its points when the teammate who confirmed it leaves', async () => {
    const shown = await sharedByBob();
    await world.press('carol', shown, 'Well argued');
    const [ask] = await world.say('carol', 'me delete');
    await world.press('carol', present(ask), 'Delete all of it');
    await world.say('alice', 'admin accept 1 It depends on the team and on the model.');
    expect(text(await world.say('bob', 'leaderboard'))).toMatch(/1 Alice 10\n1 Bob \(you\) 10/);
  });

  it('is for the team’s own members to judge', async () => {
    const shown = await sharedByBob();
    const stranger = {
      platform: 'playground',
      workspace: { id: 'elsewhere', name: 'Elsewhere' },
      channel: { id: 'c', name: 'c' },
      user: { id: 'eve', name: 'Eve' },
      admin: true,
      at: world.app.now(),
    } as const;
    const id = shown.controls[0]?.id ?? '';
    const { messages } = await world.door.action(stranger, { id, values: new Map() });
    expect(JSON.stringify(messages)).toContain('That button has had its day');
    expect((await result('bob')).text).toContain('2 points.');
  });
});

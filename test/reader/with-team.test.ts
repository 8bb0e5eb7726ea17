/** Two ways for an answer to gain, at once: what a second reader finds, and what the team says of it. */

import { describe, expect, it } from 'vitest';
import { readWaiting } from '../../src/reader/readings.ts';
import { agrees, finds, held, type Turn } from '../support/reader/index.ts';
import { sqlite } from '../support/store.ts';
import { present } from '../support/team.ts';
import { type Seen, text } from '../support/world.ts';
import { claimIt, createScene, inputs, labels, paraphrase, question, quote, suggestions } from './scene.ts';

const busy: Turn = () => ({ status: 429, headers: { 'retry-after': '60' } });

describe('What a team accepts and what a second reader finds', () => {
  const scene = createScene(sqlite);
  const told = async (as: string) =>
    (await scene.world.sees(as)).filter(({ text: said }) =>
      /^(Your team takes|An admin read|In your answer to)/.test(said),
    );
  const now = async (as: string, { id }: Seen) => present((await scene.world.sees(as)).find((one) => one.id === id));
  const labelsOf = ({ controls }: Seen) => controls.map(({ label }) => label);

  it('add up, the claim being accepted before the reading comes', async () => {
    const slow = held(finds(labels));
    scene.server.next(slow.turn);
    const { result, board } = await scene.play({ bob: paraphrase });
    const shown = await result('bob');
    await scene.server.reached(1);
    await claimIt(scene.world, 'bob', shown, 'input-drift', quote);
    const accepted = await scene.world.press('alice', await suggestions(scene.world), 'Accept');
    expect(text(accepted)).toContain('1 member gained points');
    expect(await board('bob')).toContain('Bob (you) 5');
    slow.release();
    await scene.world.settled();
    const revised = await now('bob', shown);
    expect(revised.text).toContain('8 points. This week 8.');
    expect(revised.text).toContain('I found compare input distributions');
    expect(revised.text).toContain(`I found fresh labels (your words: “${labels.quote}”).`);
    expect(labelsOf(revised)).toEqual(['Share my answer']);
    expect(await told('bob')).toHaveLength(1);
    // Graded anew, it keeps both.
    await scene.world.say('alice', 'admin accept 1 something that nobody said');
    expect((await result('bob')).text).toBe(revised.text);
  });

  it('add up, the reading being there when the claim is accepted', async () => {
    scene.server.always(finds(labels));
    const { result, board } = await scene.play({ bob: paraphrase });
    await readWaiting(scene.world.app);
    const read = await result('bob');
    expect(read.text).toContain('I found fresh labels');
    const form = present((await scene.world.press('bob', read, 'I did say that'))[0]);
    expect(form.controls[0]?.inputs?.[0]).toMatchObject({ options: [{ value: 'input-drift' }] });
    await claimIt(scene.world, 'bob', read, 'input-drift', quote);
    await scene.world.press('alice', await suggestions(scene.world), 'Accept');
    expect(await board('bob')).toContain('Bob (you) 8');
    expect((await result('bob')).text).toContain('Read by qwen3:8b as well.');
    expect((await told('bob')).map((one) => one.text)).toEqual([
      expect.stringMatching(/^Your team takes .* You had 5 points there and have 8 now\./),
    ]);
  });

  it('leave nothing to decide where the reader finds the point that is claimed', async () => {
    const slow = held(finds(inputs));
    scene.server.next(slow.turn);
    const { result, board } = await scene.play({ bob: paraphrase });
    const shown = await result('bob');
    await scene.server.reached(1);
    await claimIt(scene.world, 'bob', shown, 'input-drift', quote);
    await claimIt(scene.world, 'bob', shown, 'fresh-labels', labels.quote);
    const listed = await suggestions(scene.world);
    expect(listed.text.match(/I did say that ·/g)).toHaveLength(2);
    slow.release();
    await scene.world.settled();
    await scene.world.tick();
    const revised = await now('bob', shown);
    expect(revised.text).toContain('5 points. This week 5.');
    expect(labelsOf(revised)).toEqual(['Share my answer']);
    const left = (await suggestions(scene.world)).text;
    expect(left).toContain('for fresh labels');
    expect(left).not.toContain('for compare input distributions');
    expect((await told('bob')).map((one) => one.text)).toEqual([
      `In your answer to ${question.title} (#1) the second reader found compare input distributions after all, so nobody has to decide on “${quote}” any more. You had 2 points there and have 5 now.`,
    ]);
    const [first = ''] = listed.controls.filter(({ label }) => label === 'Accept').map(({ id }) => id);
    expect(text(await scene.world.press('alice', listed, first))).toContain('decided already');
    expect(await scene.world.app.db.selectFrom('team_phrasings').selectAll().execute()).toEqual([]);
    expect(await board('bob')).toContain('Bob (you) 5');
  });

  it.each([
    ['finds only a part of it', 'partial'],
    ['finds nothing of it', 'missed'],
  ] as const)('leave the claim to the admins where the reader %s', async (_, status) => {
    scene.server.always(busy);
    const { result } = await scene.play({ bob: paraphrase });
    const shown = await result('bob');
    await scene.world.settled();
    await claimIt(scene.world, 'bob', shown, 'input-drift', quote);
    scene.server.always(finds({ ...inputs, status }));
    await scene.world.travel('PT2M');
    await readWaiting(scene.world.app);
    expect((await result('bob')).text).toContain('Read by qwen3:8b as well.');
    expect(await told('bob')).toEqual([]);
    await scene.world.press('alice', await suggestions(scene.world), 'Accept');
    expect((await result('bob')).text).toMatch(/5 points[\s\S]*I found compare input distributions/);
  });

  it('settle nothing while the question is open again in the team', async () => {
    scene.server.always(busy);
    const { result } = await scene.play({ bob: paraphrase });
    const shown = await result('bob');
    await scene.world.settled();
    await claimIt(scene.world, 'bob', shown, 'input-drift', quote);
    await scene.world.say('alice', 'admin setup 17:00 Europe/Berlin mon-fri 20:00', 'second');
    await scene.world.say('alice', `admin queue ${question.id} 2026-11-24`, 'second');
    await scene.world.travel('2026-11-24T16:00:00Z');
    scene.server.always(finds(inputs));
    await readWaiting(scene.world.app);
    await scene.world.tick();
    expect(await told('bob')).toEqual([]);
    await scene.world.travel('2026-11-24T19:00:00Z');
    expect((await suggestions(scene.world)).text).toContain('for compare input distributions');
  });

  it('hold together in practice', async () => {
    const slow = held(finds(labels));
    scene.server.next(slow.turn);
    const { first, settled } = await scene.practise('bob', paraphrase);
    expect(labelsOf(first)).toEqual(['I did say that']);
    await scene.server.reached(1);
    await claimIt(scene.world, 'bob', first, 'fresh-labels', labels.quote);
    await claimIt(scene.world, 'bob', first, 'input-drift', quote);
    slow.release();
    const read = present(await settled());
    expect(read.text).toContain('I found fresh labels');
    expect(labelsOf(read)).toEqual([]);
    await scene.world.tick();
    const waiting = await suggestions(scene.world);
    expect(waiting.text).not.toContain('for fresh labels');
    await scene.world.press('alice', waiting, 'Accept');
    expect(await scene.practiceCredit()).toBe(1);
    expect((await told('bob')).map((one) => one.text)).toEqual([
      expect.stringMatching(
        /^In your answer to A sample \(practice\) the second reader found fresh labels after all, .* any more\.$/,
      ),
      expect.stringMatching(/^Your team takes .* Practice scores nothing, but such words are found from now on\./),
    ]);
  });

  it('offer no claim once nothing is left to claim', async () => {
    scene.server.always(finds(inputs, labels));
    const { first, settled } = await scene.practise('bob', paraphrase);
    expect(labelsOf(first)).toEqual(['I did say that']);
    expect(labelsOf(present(await settled()))).toEqual([]);
    expect(text(await scene.world.press('bob', first, 'I did say that'))).toContain('no point left');
  });
});

describe('A teammate and a second reader who find an answer well argued', () => {
  const scene = createScene(sqlite);
  const post = async () => present((await scene.world.sees('carol')).filter((message) => !message.private).at(-1));

  it('are worth ten points together, and the reader who came first stays named', async () => {
    scene.server.always(agrees);
    const { result } = await scene.play({ bob: question.modelAnswer });
    await readWaiting(scene.world.app);
    const own = await result('bob');
    expect(own.text).toMatch(/10 points\. This week 10\.[\s\S]*The second reader confirms it: full points\./);
    await scene.world.press('bob', own, 'Share my answer');
    expect(text(await scene.world.press('carol', await post(), 'Well argued'))).toContain('Noted, thank you.');
    expect((await post()).text).toContain('A teammate finds it well argued.');
    const before = (await result('bob')).text;
    expect(before).toContain('The second reader confirms it: full points.');
    await scene.world.say('alice', 'admin accept 1 something that nobody said');
    expect((await result('bob')).text).toBe(before);
  });

  it('are worth ten points together, and the teammate who came first stays named', async () => {
    const slow = held(agrees);
    scene.server.next(slow.turn);
    const { result, board } = await scene.play({ bob: question.modelAnswer });
    const own = await result('bob');
    expect(own.text).toContain('8 points');
    await scene.server.reached(1);
    await scene.world.press('bob', own, 'Share my answer');
    await scene.world.press('carol', await post(), 'Well argued');
    expect(await board('bob')).toContain('Bob (you) 10');
    slow.release();
    await scene.world.settled();
    const revised = present((await scene.world.sees('bob')).find(({ id }) => id === own.id));
    expect(revised.text).toMatch(/10 points[\s\S]*A teammate finds it well argued: full points\.[\s\S]*Both readings/);
    expect(revised.text).not.toContain('The second reader confirms it');
    expect(revised.controls.map(({ label }) => label)).toEqual(['Take my answer back']);
    await scene.world.say('alice', 'admin accept 1 something that nobody said');
    expect((await result('bob')).text).toBe(revised.text);
  });

  it('are worth ten points where only the second reader found what the teammate confirms', async () => {
    scene.server.always(busy);
    const { result, board } = await scene.play({ bob: paraphrase.replace(/ A bug .*/, '') });
    const own = await result('bob');
    await scene.world.settled();
    await scene.world.press('bob', own, 'Share my answer');
    expect(text(await scene.world.press('carol', await post(), 'Well argued'))).toContain('Noted, thank you.');
    expect(await board('bob')).toContain('Bob (you) 2');
    scene.server.always(finds(inputs));
    await scene.world.travel('PT2M');
    await readWaiting(scene.world.app);
    expect(await board('bob')).toContain('Bob (you) 10');
    expect((await result('bob')).text).toContain('A teammate finds it well argued: full points.');
  });
});

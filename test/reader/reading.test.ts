/** The second reader from the member's side: by the playground's door, with the real library before a server of our own. */

import { describe, expect, it } from 'vitest';
import { openReader } from '../../src/reader/openai.ts';
import { readWaiting } from '../../src/reader/readings.ts';
import { eraseMember } from '../../src/rounds/erase.ts';
import { exportMember } from '../../src/store/personal.ts';
import { agrees, finds, held, type Turn } from '../support/reader/index.ts';
import { engines } from '../support/store.ts';
import { itemAt } from '../support/team.ts';
import {
  claimIt,
  createScene,
  inputs,
  labels,
  model,
  opensAt,
  paraphrase,
  question,
  quote,
  suggestions,
} from './scene.ts';

const fails: Turn = () => ({ status: 500 });

describe.each(engines)('A second reader, on $name', (engine) => {
  const scene = createScene(engine);

  it('adds to a practice answer in its place, after the first reading has shown', async () => {
    const slow = held(finds(inputs));
    scene.server.next(slow.turn);
    const { first, now, settled } = await scene.practise('bob', paraphrase);
    expect(first.text).toContain('I did not find compare input distributions.');
    expect(first.text).not.toContain('qwen3');
    await scene.server.reached(1);
    // The playground is nobody's to block: others go on meanwhile.
    await scene.world.say('carol', 'tip');
    expect(await now()).toEqual(first);
    slow.release();
    const read = await settled();
    expect(read?.text).toContain(`I found compare input distributions (your words: “${quote}”).`);
    expect(read?.text).toContain('Read by qwen3:8b as well.');
    expect(await scene.practiceCredit()).toBeCloseTo(4 / 6);
    expect(await scene.outcomes()).toEqual(['read 1']);
  });

  it('is given up after three tries, each later than the one before', async () => {
    scene.server.always(fails);
    await (await scene.practise('bob', paraphrase)).settled();
    await readWaiting(scene.world.app);
    expect(scene.server.asked).toHaveLength(2);
    for (const wait of ['PT1M', 'PT10M', 'PT1H']) {
      await scene.world.travel(wait);
      await readWaiting(scene.world.app);
    }
    expect(scene.server.asked).toHaveLength(6);
    const row = await scene.world.app.db.selectFrom('readings').select(['state', 'trouble']).executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'failed', trouble: 'unavailable' });
  });

  it('is left alone for a minute after three answers in a row that it failed at', async () => {
    scene.server.always(fails);
    for (const word of ['one', 'two', 'three', 'four'])
      await (await scene.practise('bob', `${paraphrase} ${word}`)).settled();
    expect(scene.server.asked).toHaveLength(6);
    await readWaiting(scene.world.app);
    expect(scene.server.asked).toHaveLength(6);
    scene.server.always(finds(inputs));
    await scene.world.travel('PT1M');
    await readWaiting(scene.world.app);
    expect(await scene.outcomes()).toEqual(['unavailable 3', 'read 4']);
  });

  it('is asked once for the same answer to the same question', async () => {
    scene.server.always(finds(inputs));
    await (await scene.practise('bob', paraphrase)).settled();
    const asked = scene.server.asked.length;
    const practised = new Set<string>();
    for (const as of ['carol', 'carol']) {
      const { first } = await scene.practise(as, paraphrase);
      practised.add(first.id);
      await scene.world.settled();
    }
    expect(practised.size).toBe(2);
    // Carol was asked both questions: one of them is Bob's.
    expect(scene.server.asked).toHaveLength(asked + 1);
    expect(await scene.outcomes()).toEqual(expect.arrayContaining(['cached 1', 'read 2']));
  });

  it('goes on after a stop in the middle of a reading', async () => {
    scene.server.next(() => ({ stalls: 'headers' }));
    const { first, settled } = await scene.practise('bob', paraphrase);
    await scene.server.reached(1);
    scene.world.app.reader?.close();
    expect(await settled()).toEqual(first);
    scene.server.always(finds(inputs));
    // As after a start: another reader over the same store.
    const again = openReader({ baseUrl: scene.server.url, model });
    await readWaiting({ ...scene.world.app, reader: again });
    expect(await scene.practiceCredit()).toBeCloseTo(4 / 6);
  });

  it('reads the answers of a round after its close, and the boards follow', async () => {
    scene.server.always((asked) => (asked.answer === paraphrase ? finds(inputs)(asked) : agrees(asked)));
    const { result, board } = await scene.play({ bob: paraphrase, carol: question.modelAnswer, alice: 'idk' });
    expect(await board('bob')).toContain('Bob (you) 2');
    await Promise.all([readWaiting(scene.world.app), readWaiting(scene.world.app)]);
    expect(scene.server.asked).toHaveLength(2);
    expect((await result('bob')).text).toMatch(/5 points\. This week 5\.[\s\S]*Read by qwen3:8b as well\. Found/);
    expect((await result('carol')).text).toMatch(/10 points\. This week 10\.[\s\S]*Both readings find it strong\./);
    expect((await result('alice')).text).toContain('0 points');
    expect(await board('bob')).toMatch(/1 Carol 10[\s\S]*2 Bob \(you\) 5/);
  });

  it('adds to `My result` where nobody had read it yet', async () => {
    scene.server.always(finds(inputs));
    const { result } = await scene.play({ bob: paraphrase });
    const shown = await result('bob');
    expect(shown.text).toContain('2 points. This week 2.');
    await scene.world.settled();
    const now = (await scene.world.sees('bob')).find(({ id }) => id === shown.id);
    expect(now?.text).toContain('5 points. This week 5.');
    expect((await result('bob')).text).toBe(now?.text);
    await readWaiting(scene.world.app);
    expect(scene.server.asked).toHaveLength(1);
  });

  it('and an admin who accepts the same point at once are one end of a claim, and lose nothing of each other', async () => {
    const slow = held(finds(inputs, labels));
    scene.server.next(slow.turn);
    const { result, board } = await scene.play({
      bob: paraphrase,
      carol: paraphrase.replace('a recent sample', 'a lot'),
    });
    const shown = await result('bob');
    await scene.server.reached(1);
    await claimIt(scene.world, 'bob', shown, 'input-drift', quote);
    await scene.world.press('bob', shown, 'Share my answer');
    const shared = itemAt((await scene.world.sees('carol')).filter((one) => !one.private).slice(-1), 0);
    const waiting = await suggestions(scene.world);
    slow.release();
    await Promise.all([
      scene.world.settled(),
      scene.world.press('alice', waiting, 'Accept'),
      scene.world.press('carol', shared, 'Well argued'),
    ]);
    scene.server.always(finds(labels));
    await readWaiting(scene.world.app);
    await scene.world.tick();
    const claims = await scene.world.app.db.selectFrom('claims').select('decision').execute();
    expect(claims).toHaveLength(1);
    expect(['accepted', 'found']).toContain(claims[0]?.decision);
    const said = (await scene.world.sees('bob')).filter(({ text }) =>
      /^(Your team takes|In your answer to)/.test(text),
    );
    expect(said).toHaveLength(1);
    expect((await result('bob')).text).toMatch(/10 points[\s\S]*I found compare[\s\S]*I found fresh labels/);
    expect(await board('bob')).toContain('1 Bob (you) 10');
  });

  it('reads a locked-in answer of an instant round at once, and tells the others nothing', async () => {
    scene.server.always(finds(inputs));
    await scene.world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri reveal:instant');
    await scene.world.say('alice', `admin queue ${question.id} 2026-11-24`);
    await scene.world.travel(opensAt);
    const [ask] = await scene.world.say('bob', `answer ${paraphrase}`);
    if (!ask) throw new Error('nothing was asked');
    const [first, lesson] = await scene.world.press('bob', ask, itemAt(ask.controls, 0).label);
    expect(first?.text).toContain('2 points');
    expect(lesson?.text).toContain('One strong answer');
    await scene.world.settled();
    const now = (await scene.world.sees('bob')).find(({ id }) => id === first?.id);
    expect(now?.text).toMatch(/5 points[\s\S]*Read by qwen3:8b as well/);
    expect((await scene.world.say('carol', 'leaderboard'))[0]?.text).not.toContain('Bob');
    await scene.world.travel('2026-11-24T23:30:00Z');
    expect((await scene.world.say('bob', 'leaderboard'))[0]?.text).toContain('1 Bob (you) 5');
    expect(await scene.outcomes()).toEqual(['read 1']);
  });

  it('leaves a trace in what a member may see, and none once the member is gone', async () => {
    scene.server.always(finds(inputs));
    await (await scene.practise('bob', paraphrase)).settled();
    const { member_id: memberId } = await scene.world.app.db
      .selectFrom('readings')
      .select('member_id')
      .executeTakeFirstOrThrow();
    const { readings } = await exportMember(scene.world.app.db, memberId);
    expect(readings).toMatchObject([{ model: 'qwen3:8b', state: 'read', findings: expect.stringContaining(quote) }]);
    await eraseMember(scene.world.app, memberId, scene.world.app.now());
    expect(await scene.world.app.db.selectFrom('readings').selectAll().execute()).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bank } from '../src/bank/load.ts';
import type { Question } from '../src/quiz/question.ts';
import { openQuestion } from './quiz/sample-questions.ts';
import { present } from './support/team.ts';
import { openWorld, type Seen, text, type World } from './support/world.ts';

const question: Question = { ...openQuestion, title: 'A model that gets worse' };
const spare: Question = { ...openQuestion, id: 'edge-spare', topic: 'edge' };
const bank: Bank = { questions: [question, spare], tips: [], byId: new Map([question, spare].map((q) => [q.id, q])) };

const words = "today's requests still resemble what it learned from";
/** Names one point of three by the rubric, and says another one in words that it lacks. */
const bobs = `I would look whether ${words}, and collect fresh labels to measure accuracy.`;
const carols = `First I ask whether ${words}.`;

describe('"I did say that"', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z', { bank });
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
    await world.say('alice', `admin queue ${question.id} 2026-11-24`);
    await world.travel('2026-11-24T08:00:00Z');
    await world.say('bob', `answer ${bobs}`);
    await world.say('carol', `answer ${carols}`);
    await world.say('alice', 'answer I would wait and see what the team says about it.');
  });
  afterEach(() => world.close());

  const closedPost = async () => present((await world.sees('bob')).find((message) => !message.private));
  const result = async (as: string) => present((await world.press(as, await closedPost(), 'My result'))[0]);
  const reveal = () => world.travel('2026-11-24T15:00:00Z');

  async function send(as: string, from: Seen, values: Record<string, string>, button = 'I did say that') {
    const form = present((await world.press(as, from, button))[0]);
    return present((await world.press(as, form, form.controls[0]?.id ?? '', values))[0]);
  }
  const claimIt = async (as: string) => send(as, await result(as), { point: 'input-drift', words });
  const list = async () => present((await world.say('alice', 'admin suggestions'))[0]);
  const told = async (as: string, start: string) =>
    (await world.sees(as)).filter(({ private: own, text: said }) => own && said.startsWith(start));

  it('takes words that stand in the answer, for points that were not found, once', async () => {
    await reveal();
    const own = await result('bob');
    expect(own.text).toContain('I did not find compare input distributions');
    const form = present((await world.press('bob', own, 'I did say that'))[0]);
    expect(form.text).toContain(bobs.slice(0, 40));
    const [choice] = form.controls[0]?.inputs ?? [];
    expect(choice).toMatchObject({ options: [{ value: 'input-drift' }, { value: 'pipeline' }] });

    const slip = await send('bob', own, { point: 'input-drift', words: 'the inputs have drifted' });
    expect(slip.text).toContain('I could not find those words in your answer');
    expect((await list()).text).toContain('Nothing is waiting');
    const again = present((await world.press('bob', slip, 'Edit again'))[0]);
    expect(JSON.stringify(again.controls)).toContain('the inputs have drifted');
    const noted = await send('bob', slip, { point: 'input-drift', words: words.toUpperCase() }, 'Edit again');
    expect(noted.text).toContain(`Noted: “${words}” for compare input distributions.`);

    // An old form, sent once more: the point is claimed already.
    const formControl = form.controls[0]?.id ?? '';
    const twice = await world.press('bob', form, formControl, { point: 'input-drift', words });
    expect(text(twice)).toContain('You claimed compare input distributions before');
    const found = await world.press('bob', form, formControl, { point: 'fresh-labels', words: 'fresh labels' });
    expect(text(found)).toContain('no point left');
    expect((await list()).text.match(/I did say that ·/g)).toHaveLength(1);
    const left = present((await world.press('bob', await result('bob'), 'I did say that'))[0]);
    expect(left.controls[0]?.inputs?.[0]).toMatchObject({ options: [{ value: 'pipeline' }] });
  });

  it('is for a point found only in part as well', async () => {
    const part = 'compare live traffic with what we trained on';
    await world.say('bob', `answer I would ${part}.`);
    await reveal();
    const own = await result('bob');
    expect(own.text).toContain('I found part of compare input distributions');
    expect(text([await send('bob', own, { point: 'input-drift', words: part })])).toContain(`Noted: “${part}”`);
    await world.press('alice', await list(), 'Accept');
    expect((await result('bob')).text).toContain('I found compare input distributions');
  });

  it('is told where admins want to hear of it, once a day, without what is claimed', async () => {
    await world.say('alice', 'admin notify', 'leads');
    await reveal();
    await claimIt('bob');
    await claimIt('carol');
    const heard = (await world.sees('alice', 'leads')).filter((message) => !message.private);
    expect(heard.map(({ text: said }) => said)).toEqual([expect.stringContaining('A member says that their answer')]);
    expect(heard[0]?.text).not.toContain(words);
  });

  it('is taken from nobody before the reveal', async () => {
    const post = await closedPost();
    const roundId = post.controls[0]?.id.split(':')[1] ?? '';
    const early = await world.press(
      'bob',
      { ...post, controls: [{ id: `round:${roundId}:claim`, kind: 'button', label: 'x' }] },
      'x',
    );
    expect(text(early)).toContain('is sealed until 16:00');
  });

  it('accepted: the team’s answers are graded anew, boards follow, and the author is told once', async () => {
    await reveal();
    expect(text(await world.say('bob', 'leaderboard'))).toContain('1 Alice 2\n1 Bob (you) 2\n1 Carol 2');
    await claimIt('bob');
    const waiting = await list();
    expect(waiting.text).toContain(
      `I did say that · A model that gets worse (#1) · from Bob: “${words}” for compare input distributions.`,
    );
    expect(text(await world.press('alice', waiting, 'Accept'))).toContain('2 members gained points, nobody lost any');
    expect(text(await world.press('alice', waiting, 'Accept'))).toContain('decided already');
    expect(text(await world.press('alice', waiting, 'Decline'))).toContain('decided already');
    expect(text(await world.say('bob', 'leaderboard'))).toContain('1 Bob (you) 8\n2 Carol 5\n3 Alice 2');
    expect((await result('bob')).text).toContain('I found compare input distributions');
    expect(await told('bob', 'Your team takes')).toMatchObject([
      { text: expect.stringContaining('You had 2 points there and have 8 now.') },
    ]);
    expect(await told('carol', 'Your team takes')).toEqual([]);
    expect((await list()).text).toContain('Nothing is waiting');
    // What the team takes holds for practice as well.
    const [asked] = await world.say('carol', 'practice drift');
    const form = present((await world.press('carol', present(asked), 'Answer'))[0]);
    const done = await world.press('carol', form, form.controls[0]?.id ?? '', { answer: carols });
    expect(text(done)).toContain('I found compare input distributions');
  });

  it('declined: nothing changes, and the author is told kindly and once', async () => {
    await reveal();
    await claimIt('carol');
    const waiting = await list();
    expect(text(await world.press('alice', waiting, 'Decline'))).toContain('Declined');
    expect(text(await world.press('alice', waiting, 'Accept'))).toContain('decided already');
    expect(await told('carol', 'An admin read')).toHaveLength(1);
    expect(text(await world.say('carol', 'leaderboard'))).toContain('1 Carol (you) 2');
    expect((await result('carol')).text).toContain('I did not find compare input distributions');
  });

  it('is decided by admins alone', async () => {
    await reveal();
    await claimIt('bob');
    const waiting = await list();
    await world.say('bob', 'help');
    const accept = waiting.controls.find(({ label }) => label === 'Accept')?.id ?? '';
    const mine = present((await world.sees('bob')).findLast((message) => message.private));
    const byBob = await world.press('bob', { ...mine, controls: [{ id: accept, kind: 'button', label: 'x' }] }, 'x');
    expect(text(byBob)).toContain('That is for admins');
    expect((await list()).text).toContain('I did say that');
  });

  it('waits, unseen and undecided, while its question is open again', async () => {
    await reveal();
    await claimIt('bob');
    const waiting = await list();
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00', 'second');
    await world.say('alice', `admin queue ${question.id} 2026-11-25`, 'second');
    await world.travel('2026-11-25T08:00:00Z');
    expect((await list()).text).toContain('Nothing is waiting');
    expect(text(await world.press('alice', waiting, 'Accept'))).toContain('Decide after its reveal');
    await world.travel('2026-11-25T15:00:00Z');
    expect(text(await world.press('alice', waiting, 'Accept'))).toContain('Accepted');
  });

  it('takes answers in practice too, which score nothing', async () => {
    await reveal();
    const [asked] = await world.say('bob', 'practice drift');
    const form = present((await world.press('bob', present(asked), 'Answer'))[0]);
    const [feedback] = await world.press('bob', form, form.controls[0]?.id ?? '', { answer: carols });
    expect(feedback?.text).toContain('I did not find compare input distributions');
    const noted = await send('bob', present(feedback), { point: 'input-drift', words });
    expect(noted.text).toContain('Noted');
    expect((await send('bob', present(feedback), { point: 'pipeline', words: 'ask whether' })).text).toContain('Noted');
    const waiting = await list();
    expect(waiting.text).toContain('A model that gets worse (practice)');
    expect(text(await world.press('alice', waiting, 'Accept'))).toContain('gained points');
    expect(await told('bob', 'Your team takes')).toMatchObject([
      { text: expect.stringContaining('Practice scores nothing') },
    ]);
    const practised = await world.app.db.selectFrom('practices').select('credit').execute();
    expect(practised).toEqual([{ credit: 0.5 }]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAnswer } from '../src/quiz/answer.ts';
import type { Question } from '../src/quiz/question.ts';
import { openWorld, type Seen, type World } from './support/world.ts';

const opensAt = '2026-11-24T08:00:00Z';
const closesAt = '2026-11-24T15:00:00Z';

/** What a member would type for full credit. */
function rightAnswer(question: Question): string {
  switch (question.kind) {
    case 'choice': {
      const letters = question.options.filter(({ correct }) => correct).map(({ id }) => id);
      return writeAnswer({ kind: 'choice', letters });
    }
    case 'order':
      return writeAnswer({ kind: 'order', letters: question.answer.order });
    case 'numeric':
      return writeAnswer({ kind: 'numeric', value: question.answer.value }, question.answer.unit);
    default:
      return question.modelAnswer;
  }
}

describe('Every kind of question goes through a day', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z');
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
  });
  afterEach(() => world.close());

  async function play(find: (question: Question) => boolean): Promise<{ question: Question; post: Seen }> {
    const question = world.app.bank.questions.find(find);
    if (!question) throw new Error('no such question in the bank');
    await world.say('alice', `admin queue ${question.id} 2026-11-24`);
    await world.travel(opensAt);
    const [post] = (await world.sees('bob')).filter((message) => !message.private);
    if (!post) throw new Error('no post');
    return { question, post };
  }

  async function reveal(): Promise<{ closed: Seen | undefined; thread: Seen | undefined }> {
    await world.travel(closesAt);
    const [closed, thread] = (await world.sees('bob')).filter((message) => !message.private);
    return { closed, thread };
  }

  const kinds: [string, (question: Question) => boolean][] = [
    ['several-right choice', (q) => q.kind === 'choice' && q.options.filter(({ correct }) => correct).length > 1],
    ['order', (q) => q.kind === 'order'],
    ['numeric', (q) => q.kind === 'numeric'],
    ['open', (q) => q.kind === 'open'],
    ['star', (q) => q.kind === 'star'],
  ];

  it.each(kinds)('%s: answered by its form, refused once, revealed', async (_, find) => {
    const { question, post } = await play(find);
    const [form] = await world.press('bob', post, 'Answer');
    expect(form?.controls[0]).toMatchObject({ kind: 'form' });
    expect(form?.text).toContain(question.prompt.slice(0, 20).replaceAll('`', '').replaceAll('*', ''));
    const control = form?.controls[0]?.id ?? '';

    const right = rightAnswer(question);
    const several = question.kind === 'choice';
    const value = several ? right.toLowerCase().split(', ') : right;
    const [receipt] = await world.press('bob', form ?? post, control, { answer: value });
    expect(receipt?.text).toMatch(/^Saved: /);
    expect(receipt?.text).toContain('nobody is told what holds before');
    if (question.kind !== 'open' && question.kind !== 'star') {
      const [slip] = await world.say('bob', 'answer definitely not');
      expect(slip?.text).toContain(`your answer is still ${right}`);
    }

    const { closed, thread } = await reveal();
    expect(closed?.text).toContain('Closed.');
    expect(thread?.text).toContain(question.discuss.replaceAll('`', '').replaceAll('*', ''));
    const [result] = await world.press('bob', closed ?? post, 'My result');
    const points = question.kind === 'open' || question.kind === 'star' ? 8 : 10;
    expect(result?.text).toContain(`${points} points. This week ${points}.`);
  });

  it('instant: asks before it counts, explains at once, takes no second answer, and scores at the close', async () => {
    await world.say('alice', 'admin setup reveal:instant');
    const { question, post } = await play(
      (q) => q.kind === 'choice' && q.options.filter(({ correct }) => correct).length === 1,
    );
    const right = rightAnswer(question);
    const [ask] = await world.press('bob', post, right);
    expect(ask?.text).toContain(`Lock in ${right}?`);
    const [explained] = await world.press('bob', ask ?? post, `Lock in ${right}`);
    expect(explained?.text).toContain('10 points');
    expect(explained?.text).toContain(question.explanation.slice(0, 30).replaceAll('`', ''));
    const [again] = await world.press('bob', post, right);
    expect(again?.text).toContain('is locked in; nothing was changed');
    expect((await world.say('bob', 'leaderboard'))[0]?.text).not.toContain('Bob');
    await world.travel('2026-11-24T23:30:00Z');
    expect((await world.say('bob', 'leaderboard'))[0]?.text).toContain('1 Bob (you) 10');
  });

  it('hints are offered with their price, bought once however often the button is pressed, and paid for', async () => {
    const { question, post } = await play(
      (q) => q.kind === 'choice' && q.options.filter(({ correct }) => correct).length === 1,
    );
    const [offer] = await world.press('bob', post, 'Hint (−2)');
    expect(offer?.text).toContain('costs 2 points');
    const [bought] = await world.press('bob', offer ?? post, 'Show it (−2)');
    expect(bought?.text).toContain(question.hints[0]?.replaceAll('`', ''));
    await world.press('bob', { ...(offer ?? post) }, offer?.controls[0]?.id ?? '');
    await world.press('bob', post, rightAnswer(question));
    const { closed } = await reveal();
    const [result] = await world.press('bob', closed ?? post, 'My result');
    expect(result?.text).toContain('8 points (1 hint taken)');
  });

  it('tells the result in one private message to whoever pressed it', async () => {
    const { question, post } = await play(
      (q) => q.kind === 'choice' && q.options.filter(({ correct }) => correct).length === 1,
    );
    const [receipt] = await world.press('bob', post, rightAnswer(question));
    await world.press('bob', receipt ?? post, 'Tell me at 16:00');
    await world.press('carol', post, rightAnswer(question));
    await world.travel(closesAt);
    const told = (await world.sees('bob')).filter(({ private: own, text }) => own && text.startsWith('#1: You chose'));
    expect(told).toHaveLength(1);
    expect(
      (await world.sees('carol')).filter(({ private: own, text }) => own && text.startsWith('#1: You chose')),
    ).toHaveLength(0);
  });
});

describe('What was asked in practice before its round began', () => {
  it('stays sealed until the reveal', async () => {
    const world = await openWorld('2026-11-23T10:00:00Z');
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
    const [asked] = await world.say('bob', 'practice');
    const question = world.app.bank.questions.find(({ prompt }) =>
      asked?.text.includes(prompt.split('\n')[0]?.replace(/[`*]/g, '') ?? '?'),
    );
    await world.say('alice', `admin queue ${question?.id} 2026-11-24`);
    await world.travel(opensAt);
    if (!asked) throw new Error('no practice question');
    const [sealed] = await world.press('bob', asked, 'Show the answer');
    expect(sealed?.text).toContain('I keep it sealed');
    await world.travel(closesAt);
    const [shown] = await world.press('bob', asked, 'Show the answer');
    expect(shown?.text).toContain(question?.explanation.slice(0, 30).replaceAll('`', ''));
    await world.close();
  });
});

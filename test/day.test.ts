import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorld, type Seen, type World } from './support/world.ts';

/** A single-right choice of the bank, so that the day does not depend on the draw. */
const questionId = 'rollouts-shadow-first';

describe('A day in the playground', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z');
  });
  afterEach(() => world.close());

  const one = (messages: Seen[]): Seen => {
    expect(messages).toHaveLength(1);
    const [message] = messages;
    if (!message) throw new Error('no message');
    return message;
  };

  it('goes from setup over sealed answers to a reveal and a board with equal ranks', async () => {
    const bank = world.app.bank;
    const question = bank.questions.find(({ kind, id }) => kind === 'choice' && !id.includes('behavioral'));
    if (question?.kind !== 'choice') throw new Error(questionId);
    const right = question.options.find(({ correct }) => correct)?.id ?? 'a';
    const wrong = question.options.find(({ correct }) => !correct)?.id ?? 'a';

    const setup = one(await world.say('alice', '/mlops-quiz admin setup 09:00 Europe/Berlin mon-fri 16:00'));
    expect(setup.private).toBe(true);
    expect(setup.text).toContain('Mon–Fri 09:00 Europe/Berlin, revealed 16:00 in a thread');
    expect(setup.text).toContain('Tue 24 Nov');
    await world.say('alice', `admin queue ${question.id} 2026-11-24`);

    await world.travel('2026-11-24T08:00:00Z');
    const post = one(await world.sees('bob'));
    expect(post.private).toBe(false);
    expect(post.text).toContain('#1 ·');
    expect(post.text).toContain('Open until 16:00');
    expect(post.text).not.toContain('Set up for this channel');

    const receipt = one(await world.press('bob', post, wrong.toUpperCase()));
    expect(receipt).toMatchObject({ private: true });
    expect(receipt.text).toContain(`Saved: ${wrong.toUpperCase()}.`);
    const changed = one(await world.press('bob', post, right.toUpperCase()));
    expect(changed.text).toContain(`Saved: ${right.toUpperCase()} (was ${wrong.toUpperCase()})`);
    expect(changed.text).toContain('Answers so far: 1. Streak: 1.');
    const typed = one(await world.say('carol', `answer ${right}`));
    expect(typed.text).toContain(`Saved: ${right.toUpperCase()}.`);
    await world.say('alice', `answer ${wrong}`);
    expect(one(await world.say('bob', 'B answer')).text).toContain('I do not know');

    await world.travel('2026-11-24T15:00:00Z');
    const late = one(await world.say('alice', `answer ${right}`));
    expect(late.text).toContain('closed; nothing was changed');
    const [closed, reveal] = (await world.sees('alice')).filter((message) => !message.private);
    expect(closed?.id).toBe(post.id);
    expect(closed?.text).toContain('Closed.');
    expect(closed?.text).toContain('2 of 3 had it');
    expect(reveal?.replyTo).toBe(post.id);
    for (const option of question.options) expect(reveal?.text).toContain(option.why.replaceAll('`', ''));
    expect(reveal?.text).toMatch(/✅ [A-F] █+ 2 ·/);

    const result = one(await world.press('bob', closed ?? post, 'My result'));
    expect(result.text).toContain(`You chose ${right.toUpperCase()}: 10 points. This week 10.`);
    const board = one(await world.say('bob', 'leaderboard'));
    expect(board.text).toMatch(/1 Bob \(you\) 10\n1 Carol 10\n3 Alice 2/);
  });
});

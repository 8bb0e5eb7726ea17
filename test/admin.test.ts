import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../src/chat/text.ts';
import { createDoor } from '../src/door.ts';
import { callOf, firstChannel, personById } from '../src/platforms/playground/members.ts';
import type { Question } from '../src/quiz/question.ts';
import { present } from './support/team.ts';
import { openWorld, type Seen, text, type World } from './support/world.ts';

const single = (question: Question): question is Extract<Question, { kind: 'choice' }> =>
  question.kind === 'choice' && question.options.filter(({ correct }) => correct).length === 1;

describe('What admins do beside the daily round', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z');
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
  });
  afterEach(() => world.close());

  async function playOneRound() {
    const question = world.app.bank.questions.find(single);
    if (!question) throw new Error('no choice in the bank');
    const right = question.options.find(({ correct }) => correct)?.id ?? '';
    const wrong = question.options.find(({ correct }) => !correct)?.id ?? '';
    await world.say('alice', `admin queue ${question.id} 2026-11-24`);
    await world.travel('2026-11-24T08:00:00Z');
    await world.say('bob', `answer ${right}`);
    await world.say('carol', `answer ${wrong}`);
    return { question, right, wrong };
  }

  it('accepts one more answer: points rise, nobody loses any, boards follow, the channel is told once', async () => {
    const { wrong } = await playOneRound();
    await world.travel('2026-11-24T15:00:00Z');
    expect(text(await world.say('carol', 'leaderboard'))).toContain('1 Bob 10\n2 Carol (you) 2');
    const done = await world.say('alice', `admin accept 1 ${wrong}`);
    expect(text(done)).toContain(`#1 also accepts ${wrong.toUpperCase()}. 1 member gained points, nobody lost any.`);
    expect(text(done)).toContain(`Put right: #1 also accepts ${wrong.toUpperCase()}.`);
    expect(text(await world.say('carol', 'leaderboard'))).toContain('1 Bob 10\n1 Carol (you) 10');
    expect(text(await world.say('alice', `admin accept 1 ${wrong}`))).toContain('accepts it already'.slice(0, 7));
    const told = (await world.sees('bob')).filter((message) => message.text.startsWith('Put right'));
    expect(told).toHaveLength(1);
  });

  it('accepts before the close without telling anybody', async () => {
    const { wrong } = await playOneRound();
    const done = await world.say('alice', `admin accept today ${wrong}`);
    expect(text(done)).toContain('It counts at the close; nobody is told before.');
    expect(text(await world.sees('bob'))).not.toContain('also accepts');
    await world.travel('2026-11-24T15:00:00Z');
    expect(text(await world.say('carol', 'leaderboard'))).toContain('1 Carol (you) 10');
  });

  it('withdraws a round: its board is empty again, its streaks stand, and a second time changes nothing', async () => {
    await playOneRound();
    await world.travel('2026-11-24T15:00:00Z');
    const done = await world.say('alice', 'admin void 1 two options hold');
    expect(text(done)).toContain('#1 is withdrawn: two options hold.');
    expect(text(await world.say('alice', 'admin void 1 again'))).toContain('was withdrawn already');
    expect(text(await world.say('bob', 'leaderboard'))).not.toContain('Bob');
    expect(text(await world.say('alice', 'admin void 99 nothing'))).toContain('no such round');
  });

  it('shows the coming days, previews without a key, swaps, skips', async () => {
    const [queue] = await world.say('alice', 'admin queue');
    if (!queue) throw new Error('no queue');
    expect(queue.text.match(/\[Preview\]/g)).toHaveLength(5);
    const first = queue.controls.find(({ label }) => label === 'Swap');
    const [, day = ''] = /swap:(.+)$/.exec(first?.id ?? '') ?? [];
    const [preview] = await world.press('alice', queue, `admin::preview:${day}`);
    expect(preview?.text).toContain('Preview of');
    expect(preview?.controls).toEqual([]);
    const [swapped] = await world.press('alice', queue, first?.id ?? '');
    expect(swapped?.id).toBe(queue.id);
    expect(swapped?.text).toContain('put here');
    const [skipped] = await world.press('alice', swapped ?? queue, `admin::skip:${day}`);
    expect(skipped?.text).not.toContain(`preview:${day}`);
    expect(skipped?.controls.some(({ id }) => id.endsWith(day))).toBe(false);
    const [hidden] = await world.press('bob', queue, first?.id ?? '');
    expect(hidden?.text).toContain('not there any more');
  });

  it('lets others be admins by name, and takes it back', async () => {
    expect(text(await world.say('bob', 'admin status'))).toContain('That is for admins: alice');
    await world.say('bob', 'help');
    expect(text(await world.say('alice', 'admin allow bob'))).toContain('may use admin commands now');
    expect(text(await world.say('bob', 'admin status'))).toContain('mlops-interviews');
    expect(text(await world.say('alice', 'admin deny Bob'))).toContain('may no longer');
    expect(text(await world.say('bob', 'admin status'))).toContain('That is for admins');
    expect(text(await world.say('alice', 'admin allow nobody'))).toContain('I do not know "nobody"');
  });

  it('tells reports where admins want to hear of them, once a day, and lets them be decided', async () => {
    await world.say('alice', 'admin setup 09:00 Europe/Berlin', 'leads');
    expect(text(await world.say('alice', 'admin notify #leads'))).toContain('#leads');
    await playOneRound();
    await world.say('bob', 'report two options hold');
    await world.say('carol', 'report me too');
    const told = (await world.sees('alice', 'leads')).filter((message) => message.text.includes('reports #1'));
    expect(told).toHaveLength(1);
    const [list] = await world.say('alice', 'admin suggestions');
    expect(list?.text.match(/Report · #1/g)).toHaveLength(2);
    const [dismissed] = await world.press('alice', list ?? told[0] ?? ({ controls: [] } as never), 'All is well');
    expect(dismissed?.text).toContain('Noted');
    expect((await world.say('alice', 'admin suggestions'))[0]?.text.match(/Report · #1/g)).toHaveLength(1);
    await world.say('alice', 'admin void 1 two options hold');
    expect(text(await world.say('alice', 'admin suggestions'))).toContain('Nothing is waiting');
  });

  it('takes a proposal through refusal, editing and acceptance into the team’s pool', async () => {
    await world.say('alice', 'admin notify', 'leads');
    const [form] = await world.say('bob', 'suggest');
    if (!form) throw new Error('no form');
    const values = {
      topic: 'drift',
      prompt: 'The share of missing values in one feature doubled overnight. What do you look at first?',
      options: '* The job that writes the feature | it changed last\nThe weights of the model | they did not change',
      explanation: 'A sudden change in one feature points upstream. Models do not change by themselves.',
      source: 'https://example.org/drift',
    };
    const [slip] = await world.press('bob', form, form.controls[0]?.id ?? '', { ...values, options: 'only one' });
    expect(slip?.text).toContain('it still needs');
    const [again] = await world.press('bob', slip ?? form, 'Edit again');
    const [sent] = await world.press('bob', again ?? form, again?.controls[0]?.id ?? '', values);
    expect(sent?.text).toContain('Thank you');
    expect(text(await world.sees('carol', 'leads'))).toContain('A member proposes a question.');

    const [list] = await world.say('alice', 'admin suggestions');
    const [edit] = await world.press('alice', list ?? form, 'Edit and accept');
    const [faults] = await world.press('alice', edit ?? form, edit?.controls[0]?.id ?? '', { question: 'id: x' });
    expect(faults?.text).toContain('Not accepted yet');
    const yaml = [
      'id: drift-team-missing',
      'kind: choice',
      'topic: drift',
      'difficulty: 1',
      'interviewTopics: [2]',
      'title: Missing values overnight',
      `prompt: ${values.prompt}`,
      'options:',
      '  - { id: a, text: The job that writes the feature, correct: true, why: It changed last. }',
      '  - { id: b, text: The weights of the model, correct: false, why: They did not change. }',
      'hints: [What changed last?]',
      `explanation: ${values.explanation}`,
      'references: [{ title: Example, url: "https://example.org/drift" }]',
      'discuss: What would you log?',
    ].join('\n');
    const [reopened] = await world.press('alice', faults ?? form, 'Edit again');
    // Two admins send at once what each made of it: past the playground, which takes one request after the other.
    const door = createDoor(world.app, () => 'incident');
    const accept = async (question: string) => {
      const used = { id: reopened?.controls[0]?.id ?? '', values: new Map([['question', [question]]]) };
      const call = callOf(present(personById('alice')), firstChannel, 'Europe/Berlin', world.app.now());
      const { messages, later } = await door.action(call, used);
      await later?.();
      return plainText(present(messages[0]));
    };
    const answers = await Promise.all([accept(yaml), accept(yaml.replace('What changed last?', 'What is new?'))]);
    expect(answers.toSorted()).toEqual([
      expect.stringContaining('Accepted as drift-team-missing'),
      expect.stringContaining('decided already'),
    ]);
    const kept = await world.app.db.selectFrom('team_questions').select(['version', 'content']).execute();
    const first = answers[0]?.startsWith('Accepted') ? 'What changed last?' : 'What is new?';
    expect(kept).toEqual([{ version: 1, content: expect.stringContaining(first) }]);
    expect(text(await world.sees('bob'))).toContain("is in your team's pool now. Thank you.");
    expect(text(await world.say('alice', 'admin queue drift-team-missing 2026-11-24'))).toContain(
      'is put on Tue 24 Nov',
    );
    await world.travel('2026-11-24T08:00:00Z');
    expect(text(await world.sees('carol'))).toContain(values.prompt);
  });

  it('pauses a channel that nobody has answered in for two weeks, and anybody may wake it', async () => {
    await world.travel('2026-12-12T08:00:00Z');
    const silent = (await world.sees('bob')).filter((message) =>
      message.text.includes('Nobody has answered for two weeks'),
    );
    expect(silent).toHaveLength(1);
    expect(text(await world.say('alice', 'admin status'))).toContain('Paused');
    const posts = (await world.sees('bob')).filter(
      (message) => message.text.startsWith('#') && !message.replyTo,
    ).length;
    await world.travel('2026-12-20T08:00:00Z');
    expect(
      (await world.sees('bob')).filter((message) => message.text.startsWith('#') && !message.replyTo),
    ).toHaveLength(posts);
    const [woken] = await world.press('bob', silent[0] ?? ({} as Seen), 'Go on');
    expect(woken?.text).toContain('Going on. Next question: Mon 21 Dec 09:00');
  });
});

describe('The setup form', () => {
  it('keeps what was typed when something cannot be read, and saves once it can', async () => {
    const world = await openWorld('2026-11-23T10:00:00Z');
    const [form] = await world.say('alice', 'admin setup');
    if (!form) throw new Error('no form');
    const values = { time: '25:99', zone: 'Europe/Paris', days: 'tue,thu', reveal: '16:00', topics: 'drift' };
    const [slip] = await world.press('alice', form, form.controls[0]?.id ?? '', values);
    expect(slip?.text).toContain('I could not read "25:99" as time');
    expect(slip?.text).toContain('your text is kept');
    const [again] = await world.press('alice', slip ?? form, 'Edit again');
    expect(JSON.stringify(again?.controls)).toContain('Europe/Paris');
    const [saved] = await world.press('alice', again ?? form, again?.controls[0]?.id ?? '', { ...values, time: '9am' });
    expect(saved?.text).toContain('Tue, Thu 09:00 Europe/Paris, revealed 16:00 in a thread');
    await world.close();
  });
});

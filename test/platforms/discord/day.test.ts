/** Whole days on Discord: every command and every kind of question, on both transports. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandShape } from '../../../src/chat/command.ts';
import { commands } from '../../../src/commands/index.ts';
import { isOpen, type Question } from '../../../src/quiz/question.ts';
import { tick } from '../../../src/schedule/jobs.ts';
import type { Exchange, Person, Shown } from '../../support/discord/index.ts';
import { openStage, type Stage, transports, wholeProgram } from './stage.ts';

const hour = 3_600_000;

describe.each(transports)('A day on Discord over %s', (transport) => {
  let stage: Stage;
  let carol: Person;
  beforeEach(async () => {
    stage = await openStage(wholeProgram, { transport });
    carol = stage.guild.addMember('carol');
  });
  afterEach(async () => {
    await stage.close();
    expect(stage.discord.violations()).toEqual([]);
    expect(stage.logged.filter(({ level }) => level >= 50)).toEqual([]);
  });

  const slash = (person: Person, path: string, options: Record<string, string> = {}): Promise<Exchange> =>
    person.slash('mlops-quiz', path.split(' '), options);
  const setUp = () =>
    slash(stage.alice, 'admin setup', { time: '9', zone: 'Europe/Berlin', days: 'mon-fri', reveal: '16:00' });
  const publicly = (person: Person) => person.sees(stage.channel.id).messages.filter((message) => !message.private);

  async function passes(hours: number): Promise<void> {
    stage.advance(hours * hour);
    await tick(stage.app, stage.app.now());
  }

  /** Puts such a question on today, and posts it at nine. */
  async function post(find: (question: Question) => boolean): Promise<{ question: Question; post: Shown }> {
    const question = stage.app.bank.questions.find(find);
    if (!question) throw new Error('no such question in the bank');
    await setUp();
    await slash(stage.alice, 'admin queue', { question: question.id, date: 'today' });
    await passes(2);
    const [shown] = publicly(stage.bob);
    if (!shown) throw new Error('nothing was posted');
    return { question, post: shown };
  }

  const isSingle = (question: Question) =>
    question.kind === 'choice' && question.options.filter(({ correct }) => correct).length === 1;
  const keyOf = (question: Question) =>
    question.kind === 'choice' ? (question.options.find(({ correct }) => correct)?.id.toUpperCase() ?? '') : '';

  it('posts, keeps answers sealed and private, turns the post into the answer, and opens its thread', async () => {
    const { question, post: shown } = await post(isSingle);
    expect(shown.controls.map(({ label }) => label)).toEqual(expect.arrayContaining(['A', 'B', 'Hint (−2)']));
    expect(shown.text).toMatch(/Open until <t:\d+:f>/);

    const receipt = await stage.bob.click(shown, keyOf(question));
    expect(receipt).toMatchObject({ acknowledged: true, message: { ephemeral: true } });
    expect(receipt.message?.text).toMatch(/^Saved: \*\*[A-F]\*\*/);
    expect(receipt.interaction.callback?.type).toBe(4);
    expect(publicly(carol)).toHaveLength(1);

    await passes(7);
    const [closed, reveal] = publicly(carol);
    expect(closed?.text).toContain('Closed.');
    expect(closed?.controls.map(({ label }) => label)).toEqual(['My result', 'Something off?']);
    expect(reveal).toMatchObject({ place: 'thread' });
    expect(reveal?.text).toContain(question.discuss.slice(0, 20));
    expect((await stage.bob.click(closed ?? shown, 'My result')).message?.text).toContain('10 points');
    expect((await stage.bob.click(closed ?? shown, 'Something off?')).form).toMatchObject({
      title: expect.any(String),
    });
    // A member at an old screen presses what is gone: politely refused.
    expect((await slash(carol, 'answer', { answer: 'A' })).message?.text).toContain('is closed');
  });

  const byForm: [string, (question: Question) => boolean, string | string[]][] = [
    ['several right', (q) => q.kind === 'choice' && !isSingle(q), ['a', 'b']],
    ['order', (q) => q.kind === 'order', 'BA'],
    ['numeric', (q) => q.kind === 'numeric', '0.25'],
    ['open', (q) => q.kind === 'open', 'I would compare live inputs with the training data.'],
    ['star', (q) => q.kind === 'star', 'We had an outage. I found the broken feature, fixed it, and wrote it down.'],
  ];

  it.each(byForm)('takes an answer by form: %s', async (kind, find, answer) => {
    const { question, post: shown } = await post(find);
    const { form } = await stage.bob.click(shown, 'Answer');
    expect(form?.text).toContain(question.prompt.slice(0, 10));
    expect(form?.inputs).toHaveLength(1);
    if (!form) throw new Error('no form');
    const full = kind === 'order' && 'options' in question ? question.options.map(({ id }) => id).join('') : answer;
    const receipt = await stage.bob.submitForm(form, { answer: full });
    expect(receipt.message).toMatchObject({ ephemeral: true, text: expect.stringMatching(/^Saved: /) });
    const again = await stage.bob.click(shown, 'Answer');
    expect(again.form?.inputs[0]).toBeDefined();
    await passes(7);
    expect(publicly(stage.bob).map(({ place }) => place)).toEqual(['channel', 'thread']);
  });

  it('keeps what a form refused behind a button, because no form opens itself here', async () => {
    const { post: shown } = await post((question) => question.kind === 'numeric');
    const { form } = await stage.bob.click(shown, 'Answer');
    if (!form) throw new Error('no form');
    const slip = await stage.bob.submitForm(form, { answer: 'many' });
    expect(slip.message?.text).toContain('I could not read "many" as a number');
    const again = await stage.bob.click(slip.message ?? shown, 'Edit again');
    expect(again.form?.inputs[0]?.value).toBe('many');
  });

  it('asks for the zone, which Discord does not tell, instead of taking one silently', async () => {
    const asked = await slash(stage.alice, 'admin setup', { time: '9' });
    expect(asked.form?.inputs.map(({ customId }) => customId)).toContain('zone');
    if (!asked.form) throw new Error('no form');
    const saved = await stage.alice.submitForm(asked.form, { time: '9', zone: 'Europe/Berlin' });
    expect(saved.message?.text).toContain('Saved for \\#mlops-interviews');
    expect(saved.message?.text).toContain('I can post and open threads');
  });

  it('names what is missing in the words of Discord, and looks again when it is asked to', async () => {
    stage.channel.deny('bot', ['createPublicThreads', 'sendMessages']);
    const saved = await setUp();
    expect(saved.message?.text).toContain('**Send Messages** and **Create Public Threads**');
    stage.channel.restore('bot');
    const checked = await stage.alice.click(saved.message ?? '', 'Check again');
    expect(checked.message?.text).toContain('I can post and open threads');
    expect(checked.message?.id).toBe(saved.message?.id);
  });

  it('leaves admin to those with Manage Server', async () => {
    expect((await slash(stage.bob, 'admin post')).message?.text).toContain('anybody with Manage Server');
    expect(publicly(stage.bob)).toEqual([]);
  });

  it('tells a result in one direct message, and quietly gives up on closed ones', async () => {
    const { question, post: shown } = await post(isSingle);
    const shy = stage.guild.addMember('shy', { takesDirectMessages: false });
    for (const person of [stage.bob, shy]) {
      const receipt = await person.click(shown, keyOf(question));
      await person.click(receipt.message ?? shown, 'Tell me at 16:00');
    }
    await passes(7);
    await passes(1);
    const direct = (person: Person) => person.sees(stage.channel.id).messages.filter(({ place }) => place === 'direct');
    expect(direct(stage.bob)).toMatchObject([{ text: expect.stringContaining('10 points') }]);
    expect(direct(shy)).toEqual([]);
    expect(stage.discord.requests().filter(({ route }) => route === 'POST /users/@me/channels')).toHaveLength(2);
  });

  it('takes a claim by form, and shows a shared answer in the thread, where a teammate raises it', async () => {
    const { question, post: shown } = await post((q) => q.kind === 'open');
    if (!isOpen(question)) throw new Error('not open');
    const [said = '', spoken = ''] = [question.keyPoints[0]?.any[0], 'and a walrus sings to everyone about it'];
    const { form } = await stage.bob.click(shown, 'Answer');
    if (!form) throw new Error('no form');
    await stage.bob.submitForm(form, { answer: `I would say that ${said}, ${spoken}. @everyone` });
    await passes(7);
    const [closed] = publicly(stage.bob);
    const result = await stage.bob.click(closed ?? shown, 'My result');
    const claim = await stage.bob.click(result.message ?? shown, 'I did say that');
    if (!claim.form) throw new Error('no form');
    expect(claim.form.inputs.map(({ customId }) => customId)).toEqual(['point', 'words']);
    const missed = question.keyPoints.find(({ label }) => result.message?.text.includes(`not find **${label}**`));
    const slip = await stage.bob.submitForm(claim.form, { point: missed?.id ?? '', words: 'two walruses' });
    expect(slip.message).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining('could not find those words'),
    });
    const again = await stage.bob.click(slip.message ?? shown, 'Edit again');
    if (!again.form) throw new Error('no form');
    const noted = await stage.bob.submitForm(again.form, { point: missed?.id ?? '', words: 'a Walrus sings' });
    expect(noted.message?.text).toContain('Noted: “a walrus sings”');

    await stage.bob.click(result.message ?? shown, 'Share my answer');
    await stage.discord.until(() => publicly(carol).length === 3, 'the shared answer');
    const mine = publicly(carol).at(-1);
    expect(mine).toMatchObject({ place: 'thread', text: expect.stringContaining('a walrus sings') });
    const teammate = carol.in(mine?.channelId ?? '');
    expect((await teammate.click(mine ?? shown, 'Well argued')).message).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining('that answer earns 10 points'),
    });
    expect((await stage.bob.click(closed ?? shown, 'My result')).message?.text).toContain('10 points');
    expect(stage.discord.messages().flatMap(({ notified }) => notified)).toEqual([]);

    const waiting = await slash(stage.alice, 'admin suggestions');
    expect((await stage.alice.click(waiting.message ?? '', 'Accept')).message?.text).toContain('Accepted');
    stage.guild.archiveThread(mine?.channelId ?? '');
    await stage.bob.click(result.message ?? shown, 'Share my answer');
    const deletion = await slash(stage.bob, 'me delete');
    await stage.bob.click(deletion.message ?? '', 'Delete all of it');
    await stage.discord.until(() => publicly(carol).at(-1)?.text.includes('taken back') === true, 'it to go');
  });

  it('answers in a thread as in its channel', async () => {
    const { question, post: shown } = await post(isSingle);
    await stage.bob.click(shown, keyOf(question));
    await passes(7);
    const thread = publicly(stage.bob).find(({ place }) => place === 'thread');
    const inThread = stage.alice.in(thread?.channelId ?? '');
    expect((await slash(inThread, 'admin status')).message?.text).toContain('#mlops-interviews');
    expect((await slash(inThread, 'admin skip', { date: 'tomorrow' })).message?.text).toContain('25 Nov');
  });

  it('lets twenty members answer at once, each twice, and counts every one once', async () => {
    const { question, post: shown } = await post(isSingle);
    const crowd = Array.from({ length: 20 }, (_, place) => stage.guild.addMember(`member ${place}`));
    const clicks = crowd.flatMap((person) => [
      person.click(shown, keyOf(question)),
      person.click(shown, keyOf(question)),
    ]);
    expect((await Promise.all(clicks)).every(({ acknowledged }) => acknowledged)).toBe(true);
    await passes(7);
    expect(publicly(stage.bob)[0]?.text).toContain('20 of 20 had it');
  });

  it.each(commands.filter(({ coming }) => !coming).map(({ name, examples }) => [name, examples] as const))(
    'answers %s in private and in time',
    async (name, examples) => {
      await setUp();
      expect(examples.length).toBeGreaterThan(0);
      const values: Record<string, string> = { round: '1', reason: 'no key holds', answer: 'B', who: 'bob' };
      const shape: CommandShape | undefined = commands.find((command) => command.name === name);
      const given = Object.entries(shape?.options ?? {})
        .filter(([, option]) => option.required)
        .map(([option]) => [option, values[option] ?? '']);
      const answered = await slash(stage.alice, name, Object.fromEntries(given));
      expect(answered.acknowledged).toBe(true);
      expect(answered.form !== undefined || answered.message?.ephemeral === true).toBe(true);
    },
  );
});

import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import { writeAnswer } from '../../../src/quiz/answer.ts';
import { isOpen, type Question } from '../../../src/quiz/question.ts';
import { tick } from '../../../src/schedule/jobs.ts';
import { driftYaml } from '../../bank/temporary-bank.ts';
import { itemAt, present } from '../../support/team.ts';
import { postFirst, postsIn } from './first-round.ts';
import { openStage, type Stage, type StageOptions, type Transport, wholeProgram } from './stage.ts';

const transports: readonly Transport[] = ['socket', 'http'];

async function openProgram(transport: Transport, options: Partial<StageOptions> = {}): Promise<Stage> {
  const stage = await openStage(wholeProgram, { transport, ...options });
  onTestFinished(() => stage.close());
  return stage;
}

/** What was logged as a warning or worse. */
function troubles({ logged }: Stage): string[] {
  return logged.filter((line) => JSON.parse(line).level >= 40);
}

async function submissions({ app }: Stage) {
  return app.db.selectFrom('submissions').select(['member_id', 'answer']).execute();
}

describe.each(transports)('The program in Slack over %s', (transport) => {
  let stage: Stage | undefined;
  afterEach(() => {
    if (!stage) return;
    expect(stage.slack.violations()).toEqual([]);
    expect(troubles(stage)).toEqual([]);
    const late = stage.slack.deliveries().filter(({ ackMs = Number.POSITIVE_INFINITY }) => ackMs > 3000);
    expect(late).toEqual([]);
  });

  it('answers every example of every command, to whoever asked and nobody else', async () => {
    stage = await openProgram(transport);
    const { alice, bob, workspace, channel, slack } = stage;
    const carol = workspace.addUser({ name: 'carol' }).in(channel);
    await channel.join(carol);
    for (const { access, examples } of commands.filter(({ coming }) => !coming)) {
      for (const example of examples) {
        const exchange = await (access === 'admin' ? alice : bob).command(`/mlops-quiz ${example}`);
        expect(exchange.acknowledged, example).toBe(true);
        const { messageTs, viewIds } = exchange.delivery;
        await slack.until(() => messageTs.length + viewIds.length > 0, `an answer to ${example}`);
        const answered = slack.messages().filter(({ ts }) => messageTs.includes(ts));
        expect(answered.map(({ ephemeralFor }) => ephemeralFor)).not.toContain(undefined);
      }
    }
    expect(carol.sees().messages.every((message) => !message.private)).toBe(true);
  });

  it('takes one answer of each of twenty who click at once and twice, and tells nobody what holds', async () => {
    stage = await openProgram(transport);
    const { alice, workspace, channel, slack } = stage;
    const { post, question } = await postFirst(stage);
    expect(post.text).toContain('Set up for this channel by alice');
    expect(JSON.stringify(post)).not.toContain(`<@`);
    const members = Array.from({ length: 20 }, (_, place) => workspace.addUser({ name: `m${place}` }).in(channel));
    for (const member of members) await channel.join(member);
    const clicks = await Promise.all(
      members.flatMap((member) => [member.click(post, 'A'), member.click(post, 'A'), member.click(post, 'B')]),
    );
    const receipts = await Promise.all(clicks.map((click) => click.answer()));
    expect(receipts.every(({ text, ephemeral }) => ephemeral && text.startsWith('Saved: '))).toBe(true);
    expect(await submissions(stage)).toHaveLength(20);
    expect(postsIn(stage)).toHaveLength(1);

    const sent = JSON.stringify([slack.requests(), slack.deliveries().map(({ response }) => response)]);
    const secrets = [question.explanation, ...question.options.map(({ why }) => why)];
    for (const secret of secrets) expect(sent).not.toContain(JSON.stringify(secret).slice(1, 40));

    await (await alice.command('/mlops-quiz admin close')).answer();
    await slack.until(() => postsIn(present(stage)).length === 2, 'the reveal');
    const [closed, reveal] = alice.sees().messages.filter((message) => !message.private);
    expect(closed).toMatchObject({ id: post.id, edited: true, text: expect.stringContaining('Closed.') });
    expect(closed?.controls.map(({ label }) => label)).toEqual(['My result', 'Something off?']);
    expect(reveal).toMatchObject({ place: 'thread', threadTs: post.id });
    const result = await (await itemAt(members, 0).click(present(closed), 'My result')).answer();
    expect(result).toMatchObject({ ephemeral: true, text: expect.stringContaining('points') });
  });

  const kinds: [string, (question: Question) => boolean, wrong: string | undefined][] = [
    [
      'several-right choice',
      (q) => q.kind === 'choice' && q.options.filter((one) => one.correct).length > 1,
      undefined,
    ],
    ['order', (q) => q.kind === 'order', 'AAAA'],
    ['numeric', (q) => q.kind === 'numeric', '1,000'],
    ['open', (q) => q.kind === 'open', undefined],
    ['star', (q) => q.kind === 'star', undefined],
  ];
  it.each(kinds)(
    'asks a question of the kind %s by a form that stays open when it is refused',
    async (_, find, wrong) => {
      stage = await openProgram(transport);
      const { alice, bob, app, slack } = stage;
      const question = present(app.bank.questions.find(find));
      await (await alice.command('/mlops-quiz admin setup 09:00 Europe/Berlin all 16:00')).answer();
      await (await alice.command(`/mlops-quiz admin queue ${question.id} today`)).answer();
      stage.advance(2 * 3_600_000);
      await tick(app, app.now());
      const post = itemAt(bob.sees().messages, 0);
      const form = await (await bob.click(post, 'Answer')).form();
      expect(form.text).toContain(question.prompt.slice(0, 12));

      if (wrong !== undefined) {
        const refused = await bob.submit(form, { answer: wrong });
        expect(Object.keys(refused.errors ?? {})).toEqual(['answer']);
        expect(bob.sees().form?.id).toBe(form.id);
        expect(await submissions(stage)).toEqual([]);
      }
      const value =
        question.kind === 'choice'
          ? question.options.filter(({ correct }) => correct).map(({ id }) => id)
          : rightText(question);
      await bob.submit(form, { answer: value });
      await slack.until(() => bob.sees().messages.some(({ text }) => text.startsWith('Saved: ')), 'a receipt');
      expect(bob.sees().form).toBeUndefined();
      expect(await submissions(stage)).toHaveLength(1);
      expect(alice.sees().messages.filter((message) => !message.private)).toHaveLength(1);
    },
  );

  it('takes a claim by form, and shows a shared answer in the thread, where a teammate raises it', async () => {
    stage = await openProgram(transport);
    const { alice, bob, app, slack } = stage;
    const question = present(app.bank.questions.find(isOpen));
    if (!isOpen(question)) throw new Error('not open');
    await (await alice.command('/mlops-quiz admin setup 09:00 Europe/Berlin all 16:00')).answer();
    await (await alice.command(`/mlops-quiz admin queue ${question.id} today`)).answer();
    await (await alice.command('/mlops-quiz admin post')).answer();
    await slack.until(() => postsIn(present(stage)).length > 0, 'a post');
    const said = `I would say that ${question.keyPoints[0]?.any[0]}, and a walrus sings to <!channel> about it.`;
    await (await bob.command(`/mlops-quiz answer ${said}`)).answer();
    await (await alice.command('/mlops-quiz admin close')).answer();
    await slack.until(() => postsIn(present(stage)).length === 2, 'the reveal');
    const closed = itemAt(bob.sees().messages, 0);
    const result = await (await bob.click(closed, 'My result')).answer();
    const form = await (await bob.click(result, 'I did say that')).form();
    const missed = present(question.keyPoints.find(({ label }) => result.text.includes(`not find *${label}*`)));
    const refused = await bob.submit(form, { point: missed.id, words: 'two walruses' });
    expect(refused.errors).toEqual({ words: expect.stringContaining('could not find those words') });
    await bob.submit(form, { point: missed.id, words: 'a Walrus sings' });
    await slack.until(() => bob.sees().messages.some(({ text }) => text.startsWith('Noted: ')), 'a note');

    await (await bob.click(result, 'Share my answer')).answer();
    await slack.until(() => postsIn(present(stage)).length === 3, 'the shared answer');
    const shown = present(alice.sees().messages.find(({ text }) => text.includes('the answer of bob')));
    expect(shown).toMatchObject({ place: 'thread', threadTs: closed.id });
    const thanks = await (await alice.click(shown, 'Well argued')).answer();
    expect(thanks).toMatchObject({ ephemeral: true, text: expect.stringContaining('that answer earns 10 points') });
    const waiting = await (await alice.command('/mlops-quiz admin suggestions')).answer();
    expect((await (await alice.click(waiting, 'Accept')).answer()).text).toContain('Accepted');
    const again = await (await bob.click(closed, 'My result')).answer();
    expect(again.text).toContain('10 points');
    await (await bob.click(again, 'Take my answer back')).answer();
    const gone = () => alice.sees().messages.some(({ id, text }) => id === shown.id && text.includes('taken back'));
    await slack.until(gone, 'it to go');
  });

  it('says at its field what is wrong in the forms of admins and members', async () => {
    stage = await openProgram(transport);
    const { alice, bob, app, slack } = stage;
    const setup = await (await alice.command('/mlops-quiz admin setup')).form();
    expect(setup.values).toMatchObject({ zone: { zone: { value: 'Europe/Berlin' } } });
    const refused = await alice.submit(setup, { zone: 'Middle of nowhere' });
    expect(refused.errors).toEqual({ zone: expect.stringContaining('Middle of nowhere') });
    await alice.submit(setup, { zone: 'Europe/Paris' });
    await slack.until(
      () => alice.sees().messages.some(({ text }) => text.includes('Europe/Paris')),
      'the saved schedule',
    );

    await (await alice.command('/mlops-quiz me settings alias:"Night Owl"')).answer();
    const settings = await (await bob.command('/mlops-quiz suggest')).form();
    const wrong = await bob.submit(settings, {
      topic: 'drift',
      prompt: 'A model drifts. What comes first?',
      options: 'Look at the inputs\nRetrain at once',
      explanation: 'Inputs are there before labels are.',
    });
    expect(wrong.errors).toEqual({ options: 'options: none is right' });
    expect(await app.db.selectFrom('suggestions').selectAll().execute()).toEqual([]);

    const importing = await (await alice.command('/mlops-quiz admin import')).form();
    const broken = await alice.submit(importing, { questions: driftYaml(), more: driftYaml('drift-2').slice(2) });
    expect(broken.errors).toEqual({ more: expect.stringMatching(/^box 2, line 1: /) });
    await alice.submit(importing, { questions: driftYaml(), more: driftYaml('drift-2') });
    await slack.until(() => alice.sees().messages.some(({ text }) => text.includes('Read 2 questions')), 'the import');
    expect(await app.db.selectFrom('team_questions').select('version').execute()).toHaveLength(2);
  });

  it('shows the Home tab and answers there in a form of its own', async () => {
    stage = await openProgram(transport);
    const { bob, slack } = stage;
    await postFirst(stage);
    await bob.openHome();
    await slack.until(() => bob.sees().home !== undefined, 'the Home tab');
    const home = present(bob.sees().home);
    expect(home.text).toContain('You have not answered yet');
    const receipt = await (await bob.click(home.id, 'B')).form();
    expect(receipt.text).toContain('Saved: *B*');
    await slack.until(() => bob.sees().home?.text.includes('You answered *B*') === true, 'the new Home tab');

    const practice = await (await bob.click(present(bob.sees().home).id, 'Practice')).form(1);
    expect(practice.text).toContain('Practice · ');
    await bob.closeForm();
    const name = await (await bob.click(present(bob.sees().home).id, 'Use another name')).form();
    const saved = await (await bob.submit(name, { alias: 'Night Owl' })).form();
    expect(saved.text).toContain('Night Owl');
  });

  it('says how to let it into a private channel, and sees when it was', async () => {
    stage = await openProgram(transport);
    const { alice, workspace } = stage;
    const hidden = workspace.addChannel({ name: 'leads', isPrivate: true, creator: alice, members: [alice] });
    const saved = await (await alice.in(hidden).command('/mlops-quiz admin setup 09:00')).answer();
    expect(saved.text).toContain('/invite @mlops-quiz');
    expect(saved.controls.map(({ label }) => label)).toContain('Check again');
    await hidden.inviteBot(alice);
    const checked = await (await alice.in(hidden).click(saved, 'Check again')).answer();
    expect(checked).toMatchObject({ id: saved.id, text: expect.stringContaining('I can post and open threads') });
  });

  it('introduces itself where it was invited and nothing is scheduled, once', async () => {
    stage = await openProgram(transport);
    const { alice, bob, workspace, slack } = stage;
    const other = workspace.addChannel({ name: 'other', members: [alice, bob] });
    await other.inviteBot(bob);
    await slack.until(() => alice.sees(other).messages.length > 0, 'an introduction');
    const joined = present(slack.deliveries().findLast(({ kind }) => kind === 'event'));
    await slack.deliverAgain(joined, { retry: { attempt: 1, reason: 'http_timeout' } });
    await (await alice.in(other).command('/mlops-quiz tip')).answer();
    const said = alice.sees(other).messages.filter((message) => !message.private);
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('bob invited me')]);
  });

  it('sends one direct message to who asked for it', async () => {
    stage = await openProgram(transport);
    const { alice, bob, slack } = stage;
    const { post } = await postFirst(stage);
    const receipt = await (await bob.click(post, 'A')).answer();
    await (
      await bob.click(receipt, present(receipt.controls.find(({ label }) => label.startsWith('Tell me'))).label)
    ).answer();
    await (await alice.command('/mlops-quiz admin close')).answer();
    const direct = () => slack.messages().filter(({ channelId }) => channelId.startsWith('D'));
    await slack.until(() => direct().length > 0, 'a direct message');
    stage.advance(30 * 60_000);
    await tick(stage.app, stage.app.now());
    expect(direct()).toHaveLength(1);
    expect(bob.sees().messages.filter(({ place }) => place === 'direct')).toHaveLength(1);
  });

  it('puts the whole question and its options into what screen readers read', async () => {
    stage = await openProgram(transport);
    const { post, question } = await postFirst(stage);
    const words = (text: string) => text.replace(/[^a-z0-9]+/gi, ' ').trim();
    for (const { text } of question.options) expect(words(post.spoken)).toContain(words(text));
    expect(words(post.spoken)).toContain(words(question.prompt).slice(0, 60));
  });

  it('takes workspace admins, the maker of the channel and nobody else for admins', async () => {
    stage = await openProgram(transport);
    const { alice, bob, workspace } = stage;
    const refused = await (await bob.command('/mlops-quiz admin status')).answer();
    expect(refused.text).toContain('That is for admins');
    const own = workspace.addChannel({ name: 'bobs', creator: bob, members: [alice, bob], hasBot: true });
    expect((await (await bob.in(own).command('/mlops-quiz admin status')).answer()).text).not.toContain('for admins');
    const allowed = await (await alice.command(`/mlops-quiz admin allow <@${bob.id}|bob>`)).answer();
    expect(allowed.text).toContain('bob may use admin commands now');
    expect((await (await bob.command('/mlops-quiz admin status')).answer()).text).not.toContain('for admins');
  });
});

function rightText(question: Question): string {
  switch (question.kind) {
    case 'order':
      return writeAnswer({ kind: 'order', letters: question.answer.order });
    case 'numeric':
      return writeAnswer({ kind: 'numeric', value: question.answer.value }, question.answer.unit);
    case 'choice':
      return '';
    default:
      return question.modelAnswer;
  }
}

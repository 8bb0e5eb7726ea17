import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../discord/json.ts';
import { button, callbackOf, openScene, row, type Scene, text, v2 } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ patienceMs: 5000 });
  await scene.register([
    {
      name: 'quiz',
      description: 'Asks',
      options: [
        { type: 3, name: 'topic', description: 'About what', autocomplete: true },
        { type: 4, name: 'count', description: 'How many', required: false },
      ],
    },
  ]);
});
afterEach(() => scene.close());

const said = (content: string, flags = 0): JsonObject => ({ type: 4, data: { content, flags } });
const form: JsonObject = {
  type: 9,
  data: {
    custom_id: 'form',
    title: 'Your answer',
    components: [
      text('What drifts?'),
      { type: 18, label: 'Why?', component: { type: 4, custom_id: 'why', style: 2, max_length: 20 } },
      {
        type: 18,
        label: 'Which?',
        component: {
          type: 22,
          custom_id: 'which',
          max_values: 2,
          options: ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() })),
        },
      },
      {
        type: 18,
        label: 'How sure?',
        component: {
          type: 21,
          custom_id: 'sure',
          required: false,
          options: ['very', 'not'].map((value) => ({ value, label: value })),
        },
      },
    ],
  },
};

/** Starts something that waits for the callback, which is what these tests send. */
async function during<T>(action: Promise<T>, answer: () => Promise<unknown>): Promise<T> {
  await answer();
  return action;
}

describe('an interaction', () => {
  it('tells the application who, where and with which rights', async () => {
    const { alice, channel, guild, discord } = scene;
    const { interaction } = await during(alice.slash('quiz', [], { count: 3 }), () => callbackOf(scene, said('hi')));
    expect(interaction.payload).toMatchObject({
      application_id: discord.applicationId,
      type: 2,
      version: 1,
      guild_id: guild.id,
      channel_id: channel.id,
      context: 0,
      locale: 'en-US',
      guild_locale: 'en-US',
      authorizing_integration_owners: { 0: guild.id },
      data: { name: 'quiz', type: 1, options: [{ name: 'count', type: 4, value: 3 }] },
      member: { user: { id: alice.id } },
    });
    expect(interaction.payload.user).toBeUndefined();
    const { member, app_permissions } = interaction.payload;
    const rights = typeof member === 'object' && member && 'permissions' in member ? String(member.permissions) : '0';
    expect(BigInt(rights) & (1n << 5n)).toBe(1n << 5n);
    expect(BigInt(String(app_permissions)) & (1n << 11n)).toBe(1n << 11n);
  });

  it('takes one callback, within three seconds, with the right token', async () => {
    const { alice, discord, advance, call } = scene;
    await during(alice.slash('quiz'), () => callbackOf(scene, said('first')));
    expect(await callbackOf(scene, said('second'))).toMatchObject({ status: 400, body: { code: 40060 } });
    const late = alice.slash('quiz');
    advance(3001);
    expect(await callbackOf(scene, said('late'))).toMatchObject({ status: 404, body: { code: 10062 } });
    const { id } = discord.interactions().at(-1) ?? {};
    expect((await call('POST', `/interactions/${id}/other/callback`, said('x'))).body.code).toBe(10062);
    expect(alice.sees().messages.map((message) => message.text)).toEqual(['first']);
    await discord.close();
    expect((await late).acknowledged).toBe(false);
  });

  it('takes only the types that are legal for its kind', async () => {
    const { alice, call } = scene;
    const post = await scene.post({ content: 'post', components: [row(button('a', 'A'))] });
    const refused = async (body: JsonObject) => (await callbackOf(scene, body)).body.errors;
    const typeError = { type: { _errors: [{ code: 'BASE_TYPE_CHOICES' }] } };
    const update: JsonObject = { type: 7, data: { content: 'changed' } };
    const choices: JsonObject = { type: 8, data: { choices: [] } };

    const typed = alice.slash('quiz');
    for (const body of [{ type: 6 }, update, choices, { type: 10 }]) {
      expect(await refused(body)).toMatchObject(typeError);
    }
    const { form: opened } = await during(typed, () => callbackOf(scene, form));
    if (!opened) throw new Error('no form');
    const submitted = alice.submitForm(opened, { why: 'x', which: 'a' });
    for (const body of [form, update, { type: 6 }]) expect(await refused(body)).toMatchObject(typeError);
    await during(submitted, () => callbackOf(scene, said('saved')));

    const suggested = alice.autocomplete('quiz', [], { topic: 'd' }, 'topic');
    expect(await refused(said('x'))).toMatchObject(typeError);
    await during(suggested, () => callbackOf(scene, choices));

    const clicked = alice.click(String(post.body.id), 'A');
    expect(await refused(choices)).toMatchObject(typeError);
    const opener = await during(clicked, () => callbackOf(scene, form));
    if (!opener.form) throw new Error('no form');
    const changed = await during(alice.submitForm(opener.form, { why: 'x', which: ['a', 'b'] }), () =>
      callbackOf(scene, update),
    );
    expect(changed.message).toMatchObject({ id: post.body.id, text: 'changed' });
    expect(scene.discord.violations()).toHaveLength(9);
    expect((await call('GET', `/channels/${scene.channel.id}/messages`)).list).toHaveLength(2);
  });

  it('shows an ephemeral answer to one person only, and hides it from the channel', async () => {
    const { alice, bob, call, channel } = scene;
    const { message } = await during(alice.slash('quiz'), () =>
      callbackOf(scene, said('for you', 64), '?with_response=true'),
    );
    expect(message).toMatchObject({ text: 'for you', ephemeral: true, private: true });
    expect(bob.sees().messages).toEqual([]);
    expect((await call('GET', `/channels/${channel.id}/messages`)).list).toEqual([]);
    expect((await call('GET', `/channels/${channel.id}/messages/${message?.id}`)).body.code).toBe(10008);
  });

  it('is followed up by its webhook for fifteen minutes', async () => {
    const { alice, discord, advance, call } = scene;
    const hook = () => `/webhooks/${discord.applicationId}/${discord.interactions().at(-1)?.token}`;
    const typed = alice.slash('quiz');
    expect((await call('POST', hook(), { content: 'too soon' })).body.code).toBe(10015);
    await during(typed, () => callbackOf(scene, said('first')));
    expect((await call('PATCH', `${hook()}/messages/@original`, { content: 'edited' })).status).toBe(200);
    const more = await call('POST', hook(), { content: 'more', flags: 64 });
    expect((await call('GET', `${hook()}/messages/${more.body.id}`)).body).toMatchObject({
      content: 'more',
      flags: 64,
    });
    expect(alice.sees().messages.map((message) => message.text)).toEqual(['edited', 'more']);
    expect((await call('DELETE', `${hook()}/messages/@original`)).status).toBe(204);
    expect((await call('GET', `${hook()}/messages/@original`)).body.code).toBe(10008);
    advance(15 * 60_000 + 1);
    expect(await call('POST', hook(), { content: 'late' })).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  it('is deferred visibly, and the first follow-up fills the deferral in', async () => {
    const { alice, bob, discord, call } = scene;
    const typed = alice.slash('quiz');
    expect((await callbackOf(scene, { type: 5, data: { flags: 64 | (1 << 15) } })).body.code).toBe(50035);
    const { message } = await during(typed, () => callbackOf(scene, { type: 5, data: { flags: 64 } }));
    expect(message).toMatchObject({ loading: true, ephemeral: true });
    const token = discord.interactions().at(-1)?.token;
    await call('POST', `/webhooks/${discord.applicationId}/${token}`, v2(text('done')));
    expect(alice.sees().messages).toMatchObject([{ id: message?.id, text: 'done', loading: false, ephemeral: true }]);
    expect(bob.sees().messages).toEqual([]);
    await during(alice.slash('quiz'), () => callbackOf(scene, { type: 5 }));
    const open = discord.interactions().at(-1)?.token;
    await call('POST', `/webhooks/${discord.applicationId}/${open}`, { content: 'for all', flags: 64 });
    expect(bob.sees().messages).toMatchObject([{ text: 'for all', ephemeral: false, loading: false }]);
  });
});

describe('a person', () => {
  it('fills a form in as a client lets them', async () => {
    const { alice, bob } = scene;
    const opened = (await during(alice.slash('quiz'), () => callbackOf(scene, form))).form;
    if (!opened) throw new Error('no form');
    expect(opened).toMatchObject({ title: 'Your answer', text: 'What drifts?' });
    expect(opened.inputs.map(({ kind, required }) => [kind, required])).toEqual([
      ['text', true],
      ['checks', true],
      ['radio', false],
    ]);
    await expect(alice.submitForm(opened, { which: 'a' })).rejects.toThrow('Why? is required');
    await expect(alice.submitForm(opened, { why: 'x'.repeat(21), which: 'a' })).rejects.toThrow('21');
    await expect(alice.submitForm(opened, { why: 'x', which: ['a', 'b', 'c'] })).rejects.toThrow('1 to 2 options');
    await expect(alice.submitForm(opened, { why: 'x', which: 'd' })).rejects.toThrow('no option d');
    await expect(alice.submitForm(opened, { why: 'x', who: 'd' })).rejects.toThrow('no input who');
    await expect(bob.submitForm(opened, { why: 'x', which: 'a' })).rejects.toThrow('bob has no form');

    const values = { why: 'x', 'Which?': ['a', 'c'] };
    const { interaction } = await during(alice.submitForm(opened, values), () => callbackOf(scene, said('saved')));
    expect(interaction.payload.data).toEqual({
      custom_id: 'form',
      components: [
        { type: 10, id: 1 },
        { type: 18, id: 2, component: { type: 4, id: 3, custom_id: 'why', value: 'x' } },
        { type: 18, id: 4, component: { type: 22, id: 5, custom_id: 'which', values: ['a', 'c'] } },
        { type: 18, id: 6, component: { type: 21, id: 7, custom_id: 'sure', value: null } },
      ],
    });
  });

  it('chooses in a select, and presses only what stands there', async () => {
    const { alice } = scene;
    const options = ['x', 'y'].map((value) => ({ value, label: value }));
    const select = { type: 3, custom_id: 'pick', placeholder: 'Pick one', options };
    const post = await scene.post(v2(row({ ...button('off', 'Off'), disabled: true }), row(select)));
    const id = String(post.body.id);
    await expect(alice.click(id, 'Nowhere')).rejects.toThrow('only Off · Pick one');
    await expect(alice.click(id, 'Off')).rejects.toThrow('disabled');
    await expect(alice.click(id, 'pick')).rejects.toThrow('is a select');
    await expect(alice.select(id, 'pick', ['z'])).rejects.toThrow('no option z');
    await expect(alice.select(id, 'pick', ['x', 'y'])).rejects.toThrow('2 options');
    const { interaction } = await during(alice.select(id, 'Pick one', ['y']), () => callbackOf(scene, { type: 6 }));
    expect(interaction.payload).toMatchObject({
      type: 3,
      data: { custom_id: 'pick', component_type: 3, values: ['y'] },
      message: { id, flags: 1 << 15 },
    });
  });

  it('types only commands that are registered, as they are registered', async () => {
    const { alice, bob, channel } = scene;
    await expect(alice.slash('quizz')).rejects.toThrow('no command /quizz');
    await expect(alice.slash('quiz', ['ask'])).rejects.toThrow('no subcommand ask');
    await expect(alice.slash('quiz', [], { colour: 'red' })).rejects.toThrow('no option colour');
    await expect(alice.slash('quiz', [], { count: '3' })).rejects.toThrow('takes a number');
    await expect(alice.autocomplete('quiz', [], { count: 3 }, 'count')).rejects.toThrow('no autocomplete');
    await scene.register([{ name: 'admin', description: 'x', default_member_permissions: '32' }]);
    await expect(bob.slash('admin')).rejects.toThrow('bob does not see /admin');
    channel.deny({ member: bob.id }, ['viewChannel']);
    await expect(bob.slash('admin')).rejects.toThrow('bob does not see');
    expect(bob.sees().messages).toEqual([]);
    await during(alice.slash('admin'), () => callbackOf(scene, said('hello')));
  });
});

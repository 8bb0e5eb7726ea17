import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, openScene, row, type Scene, text, v2 } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const minuteMs = 60_000;

describe('messages in a channel', () => {
  it('are created, read back, edited and deleted', async () => {
    const made = await scene.post({ content: 'Good morning', nonce: 'n-1' });
    expect(made).toMatchObject({ status: 200, body: { content: 'Good morning', nonce: 'n-1', author: { bot: true } } });
    const path = `/channels/${scene.channel.id}/messages/${made.body.id}`;
    expect((await scene.call('PATCH', path, { content: 'Good day' })).body).toMatchObject({ content: 'Good day' });
    const read = await scene.call('GET', path);
    expect(read.body).toMatchObject({ content: 'Good day', edited_timestamp: '2026-11-24T08:00:00.000000+00:00' });
    expect(read.body.nonce).toBeUndefined();
    expect((await scene.call('DELETE', path)).status).toBe(204);
    expect(await scene.call('GET', path)).toMatchObject({ status: 404, body: { code: 10008 } });
    expect(await scene.call('PATCH', path, { content: 'x' })).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  it('have ids of 17 to 19 digits that rise', async () => {
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push(String((await scene.post({ content: 'x' })).body.id));
    for (const id of ids) expect(id).toMatch(/^\d{17,19}$/);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('are one for one enforced nonce, as long as the window lasts', async () => {
    const post = () => scene.post({ content: 'x', nonce: 'n-1', enforce_nonce: true });
    const first = await post();
    expect((await post()).body.id).toBe(first.body.id);
    expect((await scene.post({ content: 'x', nonce: 'n-1' })).body.id).not.toBe(first.body.id);
    scene.advance(3 * minuteMs);
    expect((await post()).body.id).not.toBe(first.body.id);
    expect(scene.discord.messages()).toHaveLength(3);
  });

  it('are listed newest first, page by page, without the text of others', async () => {
    const ids = [];
    for (const content of ['one', 'two', 'three']) ids.push(String((await scene.post({ content })).body.id));
    scene.alice.says('a secret of mine');
    const list = async (query: string) =>
      (await scene.call('GET', `/channels/${scene.channel.id}/messages?${query}`)).list.map(({ content }) => content);
    expect(await list('limit=100')).toEqual(['', 'three', 'two', 'one']);
    expect(await list('limit=2')).toEqual(['', 'three']);
    expect(await list(`before=${ids[2]}&limit=1`)).toEqual(['two']);
    expect(await list(`after=${ids[0]}&limit=2`)).toEqual(['three', 'two']);
    expect(await list(`around=${ids[1]}&limit=3`)).toEqual(['three', 'two', 'one']);
  });

  it('notify by default, and only whom they may', async () => {
    const { guild, bob } = scene;
    const role = guild.addRole('quizzers', { mentionable: true });
    const closed = guild.addRole('staff');
    const content = `@everyone <@&${role}> <@&${closed}> <@${bob.id}>`;
    const notified = async (allowed_mentions?: { parse: string[]; roles?: string[] }) => {
      await scene.post({ content, ...(allowed_mentions ? { allowed_mentions } : {}) });
      return scene.discord.messages().at(-1)?.notified;
    };
    expect(await notified()).toEqual([`<@&${role}>`, `<@${bob.id}>`]);
    expect(await notified({ parse: [] })).toEqual([]);
    expect(await notified({ parse: [], roles: [role, closed] })).toEqual([`<@&${role}>`]);
    expect(await notified({ parse: ['users'] })).toEqual([`<@${bob.id}>`]);
  });

  it('cannot be edited at will once they are an hour old', async () => {
    const { body } = await scene.post({ content: 'x' });
    const edit = async () =>
      (await scene.call('PATCH', `/channels/${scene.channel.id}/messages/${body.id}`, { content: 'y' })).body.code;
    for (let count = 0; count < 10; count += 1) expect(await edit()).toBeUndefined();
    scene.advance(61 * minuteMs);
    expect(await edit()).toBeUndefined();
    const codes = [];
    for (let count = 0; count < 5; count += 1) codes.push(await edit());
    expect(codes.at(-1)).toBe(30046);
  });

  it('carry files with their descriptions, which components may show', async () => {
    const form = new FormData();
    const payload = v2({ type: 12, items: [{ media: { url: 'attachment://chart.png' }, description: 'rising' }] });
    form.append('payload_json', JSON.stringify({ ...payload, attachments: [{ id: 0, description: 'a chart' }] }));
    form.append('files[0]', new Blob(['png'], { type: 'image/png' }), 'chart.png');
    const url = `${scene.discord.apiUrl}/v10/channels/${scene.channel.id}/messages`;
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bot ${scene.discord.token}` },
    });
    expect(response.status).toBe(200);
    expect(scene.bob.sees().messages[0]?.attachments).toEqual([{ filename: 'chart.png', description: 'a chart' }]);
    const missing = await scene.post(v2({ type: 13, file: { url: 'attachment://other.png' } }));
    expect(missing.body).toMatchObject({ code: 50035 });
  });
});

describe('permissions and states of channels', () => {
  it('answer with the documented codes', async () => {
    const { channel, guild, call, post } = scene;
    const codeOf = async (response: Promise<{ status: number; body: { code?: unknown } }>) => {
      const { status, body } = await response;
      return [status, body.code];
    };
    expect(await codeOf(call('GET', '/channels/100000000000000001'))).toEqual([404, 10003]);
    expect(await codeOf(call('GET', '/guilds/100000000000000001'))).toEqual([404, 10004]);
    expect(await codeOf(post({ content: '' }))).toEqual([400, 50006]);
    channel.deny('bot', ['sendMessages']);
    expect(await codeOf(post({ content: 'x' }))).toEqual([403, 50013]);
    channel.restore('bot');
    channel.deny('bot', ['readMessageHistory']);
    expect((await call('GET', `/channels/${channel.id}/messages`)).list).toEqual([]);
    channel.deny('bot', ['viewChannel']);
    expect(await codeOf(post({ content: 'x' }))).toEqual([403, 50001]);
    channel.restore('bot');
    guild.blockWords(['badword']);
    expect(await codeOf(post(v2(text('a BadWord'))))).toEqual([400, 200000]);
    guild.remove();
    expect(await codeOf(post({ content: 'x' }))).toEqual([403, 50001]);
    expect(await codeOf(call('GET', `/guilds/${guild.id}`))).toEqual([404, 10004]);
    channel.delete();
    expect(await codeOf(post({ content: 'x' }))).toEqual([404, 10003]);
    expect(scene.discord.messages()).toEqual([]);
  });

  it('show themselves to the bot as bits', async () => {
    const { channel, guild, call, alice } = scene;
    channel.deny({ role: guild.id }, ['sendMessages']);
    const shown = await call('GET', `/channels/${channel.id}`);
    expect(shown.body).toMatchObject({ permission_overwrites: [{ id: guild.id, type: 0, deny: '2048' }] });
    expect((await call('GET', `/guilds/${guild.id}/members/${alice.id}`)).body).toMatchObject({
      user: { id: alice.id },
    });
    expect((await call('GET', `/guilds/${guild.id}/roles`)).list.map(({ name }) => name)).toContain('@everyone');
  });

  it('let one thread be opened from a message, and written in until it is locked', async () => {
    const { channel, guild, call, post } = scene;
    const { body } = await post({ content: 'the post' });
    const start = () => call('POST', `/channels/${channel.id}/messages/${body.id}/threads`, { name: 'Why' });
    expect(await start()).toMatchObject({ status: 201, body: { id: body.id, parent_id: channel.id, type: 11 } });
    expect((await start()).body.code).toBe(160004);
    const reply = await call('POST', `/channels/${body.id}/messages`, { content: 'because' });
    expect(reply.status).toBe(200);
    guild.archiveThread(String(body.id));
    const edit = () => call('PATCH', `/channels/${body.id}/messages/${reply.body.id}`, { content: 'so' });
    expect((await edit()).body.code).toBe(50083);
    await call('POST', `/channels/${body.id}/messages`, { content: 'awake again' });
    expect((await edit()).status).toBe(200);
    guild.archiveThread(String(body.id), { locked: true });
    expect((await call('POST', `/channels/${body.id}/messages`, { content: 'x' })).body.code).toBe(160005);
    channel.deny('bot', ['createPublicThreads']);
    const other = await post({ content: 'another' });
    const refused = await call('POST', `/channels/${channel.id}/messages/${other.body.id}/threads`, { name: 'x' });
    expect(refused.body.code).toBe(50013);
  });

  it('let a direct message be sent to who takes them', async () => {
    const { call, guild, bob } = scene;
    const shy = guild.addMember('carol', { takesDirectMessages: false });
    const send = async (id: string) => {
      const direct = await call('POST', '/users/@me/channels', { recipient_id: id });
      return call('POST', `/channels/${direct.body.id}/messages`, v2(text('your result'), row(button('ok', 'OK'))));
    };
    expect((await send(bob.id)).status).toBe(200);
    expect(bob.sees().messages).toMatchObject([{ text: 'your result', place: 'direct', private: true }]);
    expect(scene.alice.sees().messages).toEqual([]);
    expect(await send(shy.id)).toMatchObject({ status: 403, body: { code: 50007 } });
    expect((await send('100000000000000001')).status).toBe(404);
  });
});

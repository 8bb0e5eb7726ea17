import { describe, expect, it } from 'vitest';
import { PlatformError } from '../../../src/chat/platform.ts';
import { engines } from '../../support/store.ts';
import { only, openStage, publicly, said } from './stage.ts';

const place = { workspace: 'playground', channel: 'mlops-interviews' };
const signal = AbortSignal.timeout(60_000);

describe.each(engines)('The playground as a platform, on $name', (engine) => {
  it('sends a message once per key, however often it is told to', async () => {
    const stage = await openStage({ engine });
    const { platform } = stage.playground;
    const refs = await Promise.all(
      ['first', 'second', 'third'].map((text) => platform.send(place, publicly(text), 'key', signal)),
    );
    expect(new Set(refs).size).toBe(1);
    const other = await platform.send(place, publicly('other'), 'other key', signal);
    expect(other).not.toBe(refs[0]);
    expect((await stage.sees('bob')).map(({ id }) => id)).toEqual([refs[0], other]);
    await stage.close();
  });

  it('finds what was sent by its key, and knows what was not', async () => {
    const stage = await openStage({ engine });
    const { platform } = stage.playground;
    expect(await platform.find(place, 'key', signal)).toBe('absent');
    const ref = await platform.send(place, publicly('post'), 'key', signal);
    expect(await platform.find(place, 'key', signal)).toEqual({ ref });
    await stage.close();
  });

  it('edits a message where it stands, with a later revision', async () => {
    const stage = await openStage({ engine });
    const { platform } = stage.playground;
    const ref = await platform.send(place, publicly('open'), 'a', signal);
    await platform.send({ ...place, replyTo: ref }, publicly('reply'), 'b', signal);
    const before = await stage.sees('bob');
    await platform.edit(place, ref, publicly('closed'), signal);
    const [post, reply] = await stage.sees('bob');
    expect(post).toMatchObject({ id: ref, text: 'closed', private: false });
    expect(post?.revision).toBeGreaterThan(Math.max(...before.map(({ revision }) => revision)));
    expect(reply).toMatchObject({ text: 'reply', replyTo: ref });
    await stage.close();
  });

  it('brings a private message to its member in every channel, and to nobody else', async () => {
    const stage = await openStage({ engine });
    await stage.playground.platform.send({ workspace: 'playground', member: 'bob' }, said('result'), 'r', signal);
    expect(only(await stage.sees('bob'))).toMatchObject({ private: true, text: 'result' });
    expect(await stage.sees('bob', 'second')).toHaveLength(1);
    expect(await stage.sees('carol')).toEqual([]);
    await stage.close();
  });

  it('says "gone" of a message or a member that is not there', async () => {
    const stage = await openStage({ engine });
    const { platform } = stage.playground;
    const gone = expect.objectContaining({ name: 'PlatformError', code: 'gone' });
    await expect(platform.edit(place, 'nothing', publicly('x'), signal)).rejects.toThrow(PlatformError);
    await expect(platform.edit(place, 'nothing', publicly('x'), signal)).rejects.toEqual(gone);
    await expect(platform.send({ workspace: 'playground', member: 'dave' }, said('x'), 'k', signal)).rejects.toEqual(
      gone,
    );
    await stage.close();
  });
});

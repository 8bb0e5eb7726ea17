import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reply } from '../../../src/chat/message.ts';
import { openStage, publicly, type Stage, said } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const place = { workspace: 'playground', channel: 'mlops-interviews' };
const signal = AbortSignal.timeout(60_000);

/** Reads events one by one; comments are passed over. */
async function listen(query: string, headers: Record<string, string> = {}) {
  const response = await stage.routes.request(`/playground/events?${query}`, { headers });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function part(): Promise<string> {
    while (!text.includes('\n\n')) text += (await reader.read()).value ?? '';
    const end = text.indexOf('\n\n');
    const event = text.slice(0, end);
    text = text.slice(end + 2);
    return event;
  }
  expect(await part()).toBe(': here');
  return {
    async next() {
      const fields = new Map(
        (await part()).split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
      );
      return { event: fields.get('event'), id: fields.get('id'), data: JSON.parse(fields.get('data') ?? '') };
    },
    stop: () => reader.cancel(),
  };
}

describe('The event stream', () => {
  it('tells each new or changed message, as the list would show it, to who may see it', async () => {
    const { platform } = stage.playground;
    const bob = await listen('as=bob');
    const ref = await platform.send(place, publicly('open'), 'post', signal);
    expect(await bob.next()).toMatchObject({ event: 'message', data: { id: ref, text: 'open', private: false } });
    stage.script.command = async (call) => reply(said(`to ${call.user.id}`));
    await stage.ask('command', { as: 'carol', text: 'x' });
    await platform.send({ ...place, channel: 'second' }, publicly('elsewhere'), 'second', signal);
    await stage.ask('command', { as: 'bob', text: 'x' });
    expect((await bob.next()).data).toEqual((await stage.sees('bob'))[1]);
    await platform.edit(place, ref, publicly('closed'), signal);
    expect((await bob.next()).data).toMatchObject({ id: ref, text: 'closed' });
    await bob.stop();
  });

  it('goes on for a reader who comes back where it broke off', async () => {
    const { platform } = stage.playground;
    const first = await listen('as=bob');
    await platform.send(place, publicly('one'), '1', signal);
    const { id = '' } = await first.next();
    await first.stop();
    await platform.send(place, publicly('two'), '2', signal);
    await platform.send(place, publicly('three'), '3', signal);
    const second = await listen('as=bob', { 'last-event-id': id });
    expect((await second.next()).data.text).toBe('two');
    expect((await second.next()).data.text).toBe('three');
    await second.stop();
  });

  it('says that all is gone after a reset, then what is new', async () => {
    await stage.playground.seed(stage.app, 'Europe/Berlin');
    const bob = await listen('as=bob');
    await stage.post('reset', {});
    expect(await bob.next()).toMatchObject({ event: 'reset' });
    const { event, data } = await bob.next();
    expect([event, data.text.slice(0, 2)]).toEqual(['message', '#1']);
    await bob.stop();
  });
});

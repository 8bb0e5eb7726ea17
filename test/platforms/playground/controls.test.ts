import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Form, type Reply, reply, type Used } from '../../../src/chat/message.ts';
import type { ShownMessage } from '../../../src/platforms/playground/shown.ts';
import { button, only, openStage, publicly, type Stage, said } from './stage.ts';

const form: Form = {
  id: 'round:r1:answer',
  title: 'Answer #1',
  intro: [{ type: 'text', text: 'How **many**?' }],
  inputs: [
    {
      id: 'answer',
      label: 'Your answer',
      required: true,
      hint: 'A number.',
      kind: 'text',
      multiline: false,
      maxLength: 5,
    },
    { id: 'sure', label: 'How sure', required: false, kind: 'select', options: [{ value: 'very', label: 'Very' }] },
    {
      id: 'days',
      label: 'Days',
      required: false,
      kind: 'checks',
      options: [
        { value: 'mon', label: 'Mon' },
        { value: 'tue', label: 'Tue' },
      ],
    },
  ],
  submit: 'Save answer',
};

let stage: Stage;
/** What the program was told of used controls, last one last. */
let used: { id: string; values: Record<string, string[]> }[];
beforeEach(async () => {
  stage = await openStage();
  used = [];
});
afterEach(() => stage.close());

function onAction(answer: (used: Used) => Reply): void {
  stage.script.action = async (_call, { id, values }) => {
    used.push({ id, values: Object.fromEntries(values) });
    return answer({ id, values });
  };
}

async function shown(answer: Reply, as = 'bob'): Promise<ShownMessage> {
  stage.script.command = async () => answer;
  return only(await stage.ask('command', { as, text: 'x' }));
}

const use = (message: ShownMessage, action: string, values?: object, as = 'bob') =>
  stage.ask('action', { as, message: message.id, action, ...(values && { values }) });

describe('A button', () => {
  it('adds the reply below, or puts it in place of its private message when the reply says so', async () => {
    const message = await shown(reply(said('A question', button('app::tip'))));
    onAction(() => reply(said('A tip')));
    const below = only(await use(message, 'app::tip'));
    expect(below.id).not.toBe(message.id);
    onAction(() => ({ ...reply(said('instead'), said('and more')), replaces: true }));
    const [instead, more] = await use(message, 'app::tip');
    expect(instead).toMatchObject({ id: message.id, text: 'instead' });
    expect(instead?.revision).toBeGreaterThan(message.revision);
    expect((await stage.sees('bob')).map(({ id }) => id)).toEqual([message.id, below.id, more?.id]);
  });

  it('on a public message never replaces it', async () => {
    const post = await shown(reply(publicly('Post', button('round:r1:answer:b', 'B'))));
    onAction(() => ({ ...reply(said('Saved')), replaces: true }));
    expect(only(await use(post, 'round:r1:answer:b', undefined, 'carol'))).toMatchObject({
      private: true,
      text: 'Saved',
    });
    expect((await stage.sees('bob')).map(({ text }) => text)).toEqual(['Post\n\n[B]']);
    expect(used).toEqual([{ id: 'round:r1:answer:b', values: {} }]);
  });

  it('that is unknown, disabled or on a message not seen gets a private answer', async () => {
    onAction(() => reply(said('used')));
    const own = await shown(
      reply(
        said('Mine', {
          type: 'controls',
          controls: [{ kind: 'button', id: 'app::tip', label: 'Tip', disabled: true }],
        }),
      ),
    );
    for (const [message, action, as] of [
      [own, 'nonsense', 'bob'],
      [own, 'app::tip', 'bob'],
      [own, 'app::today', 'carol'],
      [{ ...own, id: 'nowhere' }, 'app::today', 'bob'],
    ] as const) {
      const answer = only(await use(message, action, undefined, as));
      expect(answer).toMatchObject({
        private: true,
        text: expect.stringMatching(/no such control|not there any more/),
      });
    }
    expect(used).toEqual([]);
    expect(only(await use(own, 'app::tip', undefined, 'mallory')).text).toContain('mallory');
  });

  it("that left its message a moment ago is the program's to refuse", async () => {
    const post = await shown(reply(publicly('Closed')));
    onAction(() => reply(said('#1 is closed')));
    expect(only(await use(post, 'round:r1:answer:b')).text).toBe('#1 is closed');
  });

  it('acts in the channel of its message, whatever channel the request names', async () => {
    stage.script.command = async () => reply(said('There', button('app::tip')));
    const message = only(await stage.ask('command', { as: 'bob', text: 'x', channel: 'second' }));
    stage.script.action = async (call) => reply(said(`in ${call.channel.id}`));
    expect(only(await use(message, 'app::tip')).text).toBe('in second');
    expect((await stage.sees('bob', 'second')).length).toBe(2);
  });
});

describe('A select', () => {
  const select = { kind: 'select' as const, id: 'app::today', label: 'Topics', min: 1, max: 2 };
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));

  it('sends what was chosen, as many as may be', async () => {
    onAction(() => reply());
    const message = await shown(reply(said('Choose', { type: 'controls', controls: [{ ...select, options }] })));
    expect(message.controls).toEqual([{ ...select, options }]);
    await use(message, 'app::today', { value: ['a', 'c'] });
    expect(used).toEqual([{ id: 'app::today', values: { value: ['a', 'c'] } }]);
    for (const value of [[], ['a', 'b', 'c'], ['z']]) {
      expect(only(await use(message, 'app::today', { value })).text).toMatch(/^Please choose/);
    }
    expect(used).toHaveLength(1);
  });
});

describe('A form', () => {
  it('is a private message with its introduction and all its inputs', async () => {
    const message = await shown({ messages: [], form });
    expect(message).toMatchObject({
      private: true,
      text: 'Answer #1\n\nHow many?\n\nYour answer: A number.\nHow sure:\nDays:\n[Save answer]',
      blocks: [
        { type: 'text', text: 'How **many**?' },
        { type: 'controls', ids: [form.id] },
      ],
      controls: [{ id: form.id, kind: 'form', label: 'Answer #1', inputs: form.inputs, submit: 'Save answer' }],
    });
  });

  it('sends what was filled in, and turns into the reply', async () => {
    onAction(() => reply(said('Saved: 7')));
    const message = await shown({ messages: [], form });
    const answer = only(await use(message, form.id, { answer: '7', sure: '', days: ['mon', 'tue'], more: ' ' }));
    expect(used).toEqual([{ id: form.id, values: { answer: ['7'], days: ['mon', 'tue'] } }]);
    expect(answer).toMatchObject({ id: message.id, text: 'Saved: 7', controls: [] });
    expect(await stage.sees('bob')).toEqual([answer]);
  });

  it('that is refused keeps what was typed and says what is wrong beside it, until it is right', async () => {
    onAction(() => reply(said('Saved')));
    const message = await shown({ messages: [], form });
    const refused = only(await use(message, form.id, { answer: '123456', sure: 'hardly', days: ['mon', 'sun'] }));
    expect(refused.id).toBe(message.id);
    expect(refused.controls).toMatchObject([
      {
        inputs: [
          { id: 'answer', value: '123456', problem: 'That is longer than 5 characters; please shorten it.' },
          { id: 'sure', value: 'hardly', problem: 'Please choose from the list.' },
          { id: 'days', values: ['mon', 'sun'], problem: 'Please choose from the list.' },
        ],
      },
    ]);
    expect(refused.text).toContain('Your answer: A number. ! That is longer than 5 characters');
    const again = only(await use(refused, form.id, { answer: ' ' }));
    expect(again.controls).toMatchObject([
      { inputs: [{ problem: 'An answer is needed here.' }, { id: 'sure' }, { values: [] }] },
    ]);
    expect(again.text).not.toContain('longer');
    expect(used).toEqual([]);
    expect(only(await use(again, form.id, { answer: '7' }))).toMatchObject({ id: message.id, text: 'Saved' });
  });

  it('opened twice is there once', async () => {
    const first = await shown({ messages: [], form });
    await stage.ask('command', { as: 'carol', text: 'x' });
    const second = await shown({ messages: [], form: { ...form, title: 'Answer again' } });
    expect(second.id).toBe(first.id);
    expect(only(await stage.sees('bob')).controls[0]?.label).toBe('Answer again');
  });

  it('stays fillable no longer once it was sent, even when the answer is for all or none', async () => {
    for (const answer of [reply(publicly('For all')), reply()]) {
      const message = await shown({ messages: [], form });
      onAction(() => answer);
      await use(message, form.id, { answer: '7' });
      const now = (await stage.sees('bob')).find(({ id }) => id === message.id);
      expect(now?.controls).toEqual([]);
      expect(now?.text).toBe('Answer #1\n\nHow many?\n\nSent.');
    }
  });

  it('may be followed by another form, in its place', async () => {
    const message = await shown({ messages: [], form });
    onAction(() => ({ messages: [], form: { ...form, id: 'round:r1:flag:send', title: 'And why?' } }));
    const next = only(await use(message, form.id, { answer: '7' }));
    expect(next).toMatchObject({ id: message.id, controls: [{ id: 'round:r1:flag:send', label: 'And why?' }] });
  });
});

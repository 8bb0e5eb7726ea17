import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bank, loadBank } from '../src/bank/load.ts';
import type { Call } from '../src/chat/call.ts';
import type { Door } from '../src/chat/door.ts';
import type { Reply } from '../src/chat/message.ts';
import { letters, type Question, questionSchema } from '../src/quiz/question.ts';
import { dataFolder } from './support/paths.ts';
import { openWorld, type World } from './support/world.ts';

/** The same question with another key: what everybody may see before the close must not change with it. */
function withOtherKey(question: Question): Question {
  const secret = 'Quite another secret that must not show.';
  const common = { explanation: secret, discuss: secret, references: [{ title: secret, url: 'https://example.org/' }] };
  switch (question.kind) {
    case 'choice': {
      // How many are right is public ("choose two"), so the number stays and the letters move on by one.
      const moved = question.options.map((option, place, all) => ({
        ...option,
        correct: all[(place + 1) % all.length]?.correct ?? false,
        why: secret,
      }));
      return questionSchema.parse({ ...question, ...common, options: moved });
    }
    case 'order':
      return questionSchema.parse({
        ...question,
        ...common,
        options: question.options.map((option) => ({ ...option, why: secret })),
        answer: { order: [...question.answer.order].reverse() },
      });
    case 'numeric':
      return questionSchema.parse({
        ...question,
        ...common,
        answer: { ...question.answer, value: question.answer.value + 17 },
      });
    default:
      return questionSchema.parse({
        ...question,
        ...common,
        tests: secret,
        modelAnswer: secret,
        followUp: secret,
        weakExamples: [secret, secret],
        keyPoints: ['a', 'b', 'c'].map((id) => ({
          id,
          label: secret,
          text: secret,
          any: [secret],
          weight: 1,
          hint: secret,
        })),
        ...(question.kind === 'star' && {
          parts: { situation: secret, task: secret, action: secret, result: secret },
          traps: [secret],
        }),
      });
  }
}

/** Two answers that fit and one that does not. */
function typedAnswers(question: Question): string[] {
  switch (question.kind) {
    case 'choice':
      return ['A', 'B', 'Z'];
    case 'order':
      return [
        letters.slice(0, question.options.length).join(''),
        [...letters.slice(0, question.options.length)].reverse().join(''),
        'AA',
      ];
    case 'numeric':
      return ['12', String(question.answer.value), 'many'];
    default:
      return ['I would look at the data first.', question.modelAnswer, ''];
  }
}

/** What the program says to one of the team, whatever the platform. */
async function told(world: World, channel: string, as: string, say: (door: Door, call: Call) => Promise<Reply>) {
  const said = await say(world.door, {
    platform: 'playground',
    workspace: { id: 'playground', name: 'Playground' },
    channel: { id: channel, name: channel },
    user: { id: as, name: as },
    admin: as === 'alice',
    zone: 'Europe/Berlin',
    at: world.app.now(),
  });
  await said.later?.();
  return said;
}

/** Everything that leaves the process about a question from its post to just before its close. */
async function everythingBeforeClose(world: World, question: Question, typed: readonly string[]): Promise<string> {
  const channel = question.id;
  const logged = world.logged.length;
  const says = (as: string, text: string) => told(world, channel, as, (door, call) => door.command(call, text));
  const toAdmin = [
    await says('alice', 'admin setup 09:00 Europe/Berlin all 16:00'),
    await says('alice', `admin queue ${question.id} today`),
    await says('alice', 'admin post'),
  ];
  const [post] = await world.sees('bob', channel);
  if (!post) throw new Error('no post');
  const toMember: Reply[] = [];
  for (const { id } of post.controls) {
    toMember.push(await told(world, channel, 'bob', (door, call) => door.action(call, { id, values: new Map() })));
  }
  for (const answer of typed) toMember.push(await says('bob', `answer ${answer}`));
  toMember.push(await says('bob', 'today'));
  return JSON.stringify([toAdmin, toMember, await world.sees('bob', channel)]) + logLines(world, logged);
}

/** What was logged from a line on, but for the time, which is the machine's. */
function logLines(world: World, from: number): string {
  return world.logged
    .slice(from)
    .join('')
    .replace(/"time":\d+/g, '');
}

describe('Before the close nothing depends on the key', async () => {
  const { questions } = await loadBank(dataFolder);
  const bankOf = (all: Question[]): Bank => ({
    questions: all,
    tips: [],
    byId: new Map(all.map((one) => [one.id, one])),
  });
  const startsAt = '2026-11-24T08:00:00Z';
  let real: World;
  let other: World;
  let checked = 0;
  beforeAll(async () => {
    real = await openWorld(startsAt, { bank: bankOf(questions) });
    other = await openWorld(startsAt, { bank: bankOf(questions.map(withOtherKey)) });
  });
  afterAll(async () => {
    await real.close();
    await other.close();
    expect(checked).toBe(questions.length);
  });

  it.each(questions.map((question) => [question.id, question] as const))('%s', async (_, question) => {
    const typed = typedAnswers(question);
    const seen = await everythingBeforeClose(other, question, typed);
    expect(seen).toBe(await everythingBeforeClose(real, question, typed));
    expect(seen).toContain('Saved: ');
    checked += 1;
  });

  it.each(['topics', 'leaderboard', 'practice', 'me stats', 'today'])('in the answer to "%s"', async (text) => {
    for (const { id } of questions.slice(0, 20)) {
      const heard = async (world: World) => {
        const logged = world.logged.length;
        return JSON.stringify(await world.say('carol', text, id)) + logLines(world, logged);
      };
      expect(await heard(other)).toBe(await heard(real));
    }
  });

  it('and with the close everything does', async () => {
    const channel = questions[0]?.id;
    const revealed = async (world: World) => {
      await world.say('alice', 'admin close', channel);
      return world.sees('bob', channel);
    };
    const [mine, theirs] = [await revealed(real), await revealed(other)];
    expect(JSON.stringify(theirs)).toContain('Quite another secret');
    expect(JSON.stringify(mine)).not.toContain('Quite another secret');
  });
});

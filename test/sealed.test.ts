import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bank, loadBank } from '../src/bank/load.ts';
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

/** Everything that leaves the process about a question from its post to just before its close, for everybody. */
async function everythingBeforeClose(world: World, question: Question, typed: readonly string[]): Promise<string> {
  const channel = question.id;
  const logged = world.logged.length;
  const toAdmin = [
    await world.say('alice', 'admin setup 09:00 Europe/Berlin all 16:00', channel),
    await world.say('alice', `admin queue ${question.id} today`, channel),
    await world.say('alice', 'admin post', channel),
  ];
  const [post] = (await world.sees('bob', channel)).filter((message) => !message.private);
  if (!post) throw new Error('no post');
  // The letters of a choice come in by text below; of the buttons one is enough.
  const [first, ...others] = post.controls;
  for (const control of [first, ...others.filter(({ label }) => !/^[A-F]$/.test(label))]) {
    await world.press('bob', post, control?.id ?? '');
  }
  for (const answer of typed) await world.say('bob', `answer ${answer}`, channel);
  await world.say('bob', 'today', channel);
  return JSON.stringify([toAdmin, await world.sees('bob', channel)]) + logLines(world, logged);
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
      const told = async (world: World) => {
        const logged = world.logged.length;
        return JSON.stringify(await world.say('carol', text, id)) + logLines(world, logged);
      };
      expect(await told(other)).toBe(await told(real));
    }
  });

  it('and with the close everything does', async () => {
    const [first] = questions;
    await real.travel('2026-11-24T15:00:00Z');
    await other.travel('2026-11-24T15:00:00Z');
    const [mine, theirs] = [await real.sees('bob', first?.id), await other.sees('bob', first?.id)];
    expect(JSON.stringify(theirs)).toContain('Quite another secret');
    expect(JSON.stringify(mine)).not.toContain('Quite another secret');
  });
});

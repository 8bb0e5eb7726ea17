import { afterAll, describe, expect, it } from 'vitest';
import type { Bank } from '../src/bank/load.ts';
import { loadBank } from '../src/bank/load.ts';
import { letters, type Question, questionSchema } from '../src/quiz/question.ts';
import { dataFolder } from './support/paths.ts';
import { openWorld } from './support/world.ts';

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

/** Everything that leaves the process from setup to just before the close: every message of everybody, and the log. */
async function everythingBeforeClose(question: Question): Promise<string> {
  const bank: Bank = { questions: [question], tips: [], byId: new Map([[question.id, question]]) };
  const world = await openWorld('2026-11-24T07:59:00Z', { bank });
  try {
    await world.say('alice', 'admin setup 09:00 Europe/Berlin all 16:00');
    await world.say('alice', 'admin queue');
    await world.travel('2026-11-24T08:00:00Z');
    const [post] = (await world.sees('bob')).filter((message) => !message.private);
    for (const control of post?.controls ?? []) {
      for (const member of ['bob', 'carol']) if (post) await world.press(member, post, control.id);
    }
    const numbers = question.kind === 'numeric' ? ['12', String(question.answer.value)] : [];
    for (const typed of [...letters, 'A,B', 'BA', 'ABCD', 'a story about data', ...numbers]) {
      if (question.kind !== 'numeric' || Number.isNaN(Number(typed))) await world.say('bob', `answer ${typed}`);
      else await world.say('bob', 'answer 12');
    }
    for (const text of [
      'today',
      'hint',
      'me stats',
      'me export',
      'topics',
      'leaderboard',
      'leaderboard accuracy',
      'practice',
    ]) {
      await world.say('bob', text);
    }
    await world.say('alice', 'admin status');
    if (post) await world.press('carol', post, post.controls[0]?.id ?? '');
    const seen = [await world.sees('alice'), await world.sees('bob'), await world.sees('carol')];
    return (
      JSON.stringify(seen) +
      world.logged
        .filter((line) => !line.includes('"msg":"ready"'))
        .join('')
        .replace(/"time":\d+/g, '')
    );
  } finally {
    await world.close();
  }
}

describe('Before the close nothing depends on the key', async () => {
  const { questions } = await loadBank(dataFolder);
  let checked = 0;
  afterAll(() => expect(checked).toBe(questions.length));

  it.each(questions.map((question) => [question.id, question] as const))('%s', async (_, question) => {
    const [real, other] = [await everythingBeforeClose(question), await everythingBeforeClose(withOtherKey(question))];
    expect(other).toBe(real);
    checked += 1;
  });
});

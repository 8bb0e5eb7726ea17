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

/** Everything that leaves the process from setup to just before the close: every message of everybody, and the log. */
async function everythingBeforeClose(question: Question, typed: readonly string[]): Promise<string> {
  const bank: Bank = { questions: [question], tips: [], byId: new Map([[question.id, question]]) };
  const world = await openWorld('2026-11-24T07:59:00Z', { bank });
  try {
    await world.say('alice', 'admin setup 09:00 Europe/Berlin all 16:00');
    await world.say('alice', 'admin queue');
    await world.travel('2026-11-24T08:00:00Z');
    const [post] = (await world.sees('bob')).filter((message) => !message.private);
    if (!post) throw new Error('no post');
    for (const control of post.controls) await world.press('bob', post, control.id);
    for (const answer of typed) await world.say('bob', `answer ${answer}`);
    for (const text of ['today', 'topics', 'leaderboard', 'practice']) await world.say('bob', text);
    await world.press('carol', post, post.controls[0]?.id ?? '');
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
    const typed = typedAnswers(question);
    const real = await everythingBeforeClose(question, typed);
    const other = await everythingBeforeClose(withOtherKey(question), typed);
    expect(other).toBe(real);
    checked += 1;
  });
});

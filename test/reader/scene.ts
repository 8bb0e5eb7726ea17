/** Members and a second reader: the whole program, with the real library before a server of our own. */

import { afterEach, beforeEach, expect } from 'vitest';
import type { OpenQuestion } from '../../src/quiz/question.ts';
import { openReader } from '../../src/reader/openai.ts';
import { openQuestion } from '../quiz/sample-questions.ts';
import { openReaderDouble, type ReaderDouble } from '../support/reader/index.ts';
import type { TestEngine } from '../support/store.ts';
import { itemAt } from '../support/team.ts';
import { openWorld, type Seen, type World } from '../support/world.ts';

export const opensAt = '2026-11-24T08:00:00Z';
const closesAt = '2026-11-24T15:00:00Z';
export const model = 'qwen3:8b';
export const question: OpenQuestion = { ...openQuestion, hints: ['Think of the inputs.'] };
const questions = [question, { ...question, id: 'drift-other' }];
const bank = { questions, tips: [], byId: new Map(questions.map((one) => [one.id, one])) };

/** Says all that the rubric wants, in words that the grader does not know. */
export const paraphrase =
  'I would look at whether the inputs still resemble what it was trained on. I would annotate a recent sample and see ' +
  'how precise it is. A bug in the feature pipeline must be ruled out as well.';
export const quote = 'the inputs still resemble what it was trained on';
export const inputs = { id: 'input-drift', status: 'covered', quote } as const;
export const labels = { id: 'fresh-labels', status: 'covered', quote: 'I would annotate a recent sample' } as const;

/** Claims a point of an answer whose result or feedback this is. */
export async function claimIt(world: World, as: string, from: Seen, point: string, words: string): Promise<void> {
  const form = itemAt(await world.press(as, from, 'I did say that'), 0);
  const [noted] = await world.press(as, form, itemAt(form.controls, 0).id, { point, words });
  expect(noted?.text).toContain('Noted');
}

/** What waits for the admins. */
export async function suggestions(world: World): Promise<Seen> {
  return itemAt(await world.say('alice', 'admin suggestions'), 0);
}

/** Sets the scene anew for each test of a describe block. */
export function createScene(engine: TestEngine) {
  let server: ReaderDouble;
  let world: World;
  beforeEach(async () => {
    server = await openReaderDouble();
    const reader = openReader({ baseUrl: server.url, model });
    world = await openWorld('2026-11-23T10:00:00Z', { engine, bank, reader });
  });
  afterEach(async () => {
    world.app.reader?.close();
    await world.settled();
    await world.close();
    await server.close();
    expect(world.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
    expect(world.logged.join()).not.toContain('resemble');
  });

  const formOf = (message: Seen | undefined) => message?.controls.find(({ kind }) => kind === 'form')?.id ?? '';

  return {
    get server() {
      return server;
    },
    get world() {
      return world;
    },

    /** What became of the readings, as the metrics count them: `read 2`. */
    async outcomes(): Promise<string[]> {
      const { body } = await world.app.metrics.text();
      const counts = body.matchAll(/readings_total\{outcome="([^"]+)"\} (\d+)/g);
      return [...counts].map(([, outcome, times]) => `${outcome} ${times}`);
    },

    /** Takes a practice question and answers it: what stands in its place then, and as it is once all is read. */
    async practise(as: string, answer: string) {
      const asked = itemAt(await world.say(as, 'practice'), 0);
      const form = itemAt(await world.press(as, asked, 'Answer'), 0);
      const first = itemAt(await world.press(as, form, formOf(form), { answer }), 0);
      const now = async () => (await world.sees(as)).find(({ id }) => id === first.id);
      return {
        first,
        now,
        async settled() {
          await world.settled();
          return now();
        },
      };
    },

    /** A round from the post to the close with these answers, and what becomes of one. */
    async play(answers: Record<string, string>) {
      await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
      await world.say('alice', `admin queue ${question.id} 2026-11-24`);
      await world.travel(opensAt);
      for (const [as, answer] of Object.entries(answers)) await world.say(as, `answer ${answer}`);
      expect(server.asked).toEqual([]);
      await world.travel(closesAt);
      const post = (await world.sees('bob')).filter((message) => !message.private);
      return {
        result: async (as: string) => itemAt(await world.press(as, itemAt(post, 0), 'My result'), 0),
        board: async (as: string) => itemAt(await world.say(as, 'leaderboard'), 0).text,
      };
    },

    /** What the store has as the credit of the one practice answer. */
    async practiceCredit(): Promise<number | null> {
      const row = await world.app.db.selectFrom('practices').select('credit').executeTakeFirstOrThrow();
      return row.credit;
    },
  };
}

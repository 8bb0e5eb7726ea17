import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bank, loadBank } from '../src/bank/load.ts';
import type { Question } from '../src/quiz/question.ts';
import { dataFolder } from './support/paths.ts';
import { openWorld, type Seen, type World } from './support/world.ts';

type Choice = Extract<Question, { kind: 'choice' }>;

/** R right, W wrong, H a hint and then right, - nothing. One letter a posting day, Monday first. */
const played = {
  'mlops-interviews': {
    days: [
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
    ],
    alice: 'RRWRR RRWW-',
    bob: 'RWR-R HRRRR',
    carol: 'WWRR- ---RR',
  },
  'night-shift': {
    days: ['2026-11-24', '2026-11-26', '2026-12-01', '2026-12-03'],
    alice: 'WR --',
    bob: '-- RR',
    carol: 'R- W-',
  },
} as const;

/*
 * By hand, 10 for right, 2 for wrong, 8 for right after a hint:
 *
 * mlops-interviews, week 48. Wednesday is void, so four rounds count, the best three of them. On Tuesday the wrong answer
 * of bob and carol is accepted afterwards: 10 each.
 *   alice 10 10 . 10 10 → 30    bob 10 10 . - 10 → 30    carol 2 10 . 10 - → 22
 * Week 49, five rounds, the best four. Carol is away from Monday to Wednesday.
 *   alice 10 10 2 2 - → 24      bob 8 10 10 10 10 → 40   carol - - - 10 10 → 20
 * Season: alice 54, bob 70, carol 42.
 * Accuracy, 21 answers with 18 credits, mean 0.857: alice (6 + 2.571) / 11, bob (8 + 2.571) / 11, carol (4 + 2.571) / 8.
 *
 * night-shift, two rounds a week, the best one.
 *   week 48: alice 2 10 → 10, carol 10 - → 10    week 49: bob 10 10 → 10, carol 2 - → 2
 *
 * The team: a member's best round of each day. Week 48 has four days (Wednesday is void), the best three count:
 *   alice 10 10 10 10 → 30    bob 10 10 - 10 → 30    carol 2 10 10 - → 22
 * Week 49 has five, the best four:
 *   alice 10 10 2 2 - → 24    bob 8 10 10 10 10 → 40    carol - 2 - 10 10 → 22
 */
const boards: readonly [member: string, command: string, channel: string, board: string][] = [
  ['carol', 'leaderboard', 'mlops-interviews', '1 Bob 40\n2 Alice 24\n3 Carol (you) 20'],
  ['carol', 'leaderboard last-week', 'mlops-interviews', '1 Alice 30\n1 Bob 30\n3 Carol (you) 22'],
  ['carol', 'leaderboard season', 'mlops-interviews', '1 Bob 70\n2 Alice 54\n3 Carol (you) 42'],
  ['carol', 'leaderboard accuracy', 'mlops-interviews', '1 Bob 96 %\n2 Carol (you) 82 %\n3 Alice 78 %'],
  ['carol', 'leaderboard', 'night-shift', '1 Bob 10\n2 Carol (you) 2'],
  ['carol', 'leaderboard last-week', 'night-shift', '1 Alice 10\n1 Carol (you) 10'],
  ['carol', 'leaderboard season', 'night-shift', '1 Carol (you) 12\n2 Alice 10\n2 Bob 10'],
  ['carol', 'leaderboard week team', 'mlops-interviews', '1 Bob 40\n2 Alice 24\n3 Carol (you) 22'],
  ['carol', 'leaderboard last-week team', 'mlops-interviews', '1 Alice 30\n1 Bob 30\n3 Carol (you) 22'],
  ['carol', 'leaderboard season team', 'mlops-interviews', '1 Bob 70\n2 Alice 54\n3 Carol (you) 44'],
];

describe('A fortnight in two channels, with one void, one accepted answer and one holiday', () => {
  let world: World;
  let questions: Choice[];

  beforeAll(async () => {
    const whole = await loadBank(dataFolder);
    questions = whole.questions.filter(
      (question): question is Choice =>
        question.kind === 'choice' && question.options.filter(({ correct }) => correct).length === 1,
    );
    const bank: Bank = { questions, tips: [], byId: new Map(questions.map((question) => [question.id, question])) };
    world = await openWorld('2026-11-22T10:00:00Z', { bank });
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00 recap:off');
    await world.say('alice', 'admin setup 09:00 Europe/Berlin tue,thu 16:00 recap:off', 'night-shift');
    for (const on of played['mlops-interviews'].days) await playDay(on);
  });
  afterAll(() => world.close());

  const letterOf = (question: Choice | undefined, right: boolean) =>
    question?.options.find(({ correct }) => correct === right)?.id ?? '';

  async function playDay(on: string) {
    await world.travel(`${on}T08:00:00Z`);
    if (on === '2026-11-30') await world.say('carol', 'me away 2026-12-02');
    for (const channel of ['mlops-interviews', 'night-shift'] as const) {
      const place = (played[channel].days as readonly string[]).indexOf(on);
      if (place < 0) continue;
      const posts = (await world.sees('bob', channel)).filter(
        (message) => !message.private && message.controls.some(({ label }) => label === 'A'),
      );
      const post = posts.at(-1);
      if (!post) throw new Error(`no post in ${channel} on ${on}`);
      const question = questions.find(({ prompt }) =>
        post.text.includes(prompt.split('\n')[0]?.replace(/[`*]/g, '') ?? '?'),
      );
      if (channel === 'mlops-interviews') wrongLetters.set(on, letterOf(question, false));
      for (const member of ['alice', 'bob', 'carol'] as const) {
        await answer(member, played[channel][member].replace(' ', '')[place] ?? '-', question, post);
      }
    }
    await world.travel(`${on}T15:00:00Z`);
    if (on === '2026-11-25') await world.say('alice', 'admin void today two options hold');
    if (on === '2026-11-27') await world.say('alice', `admin accept 2026-11-24 ${wrongLetters.get('2026-11-24')}`);
  }

  /** What was answered wrongly, by day: the letter that an admin accepts afterwards. */
  const wrongLetters = new Map<string, string>();

  async function answer(member: string, how: string, question: Choice | undefined, post: Seen) {
    if (how === '-') return;
    if (how === 'H') {
      const [offer] = await world.press(member, post, 'Hint (−2)');
      await world.press(member, offer ?? post, 'Show it (−2)');
    }
    await world.press(member, post, letterOf(question, how !== 'W').toUpperCase());
  }

  it.each(boards)('%s reads `%s` in %s', async (member, command, channel, board) => {
    const [message] = await world.say(member, command, channel);
    expect(message?.text).toContain(board);
  });

  it('keeps the streak of whoever was away: five answers, one rest day spent', async () => {
    const [stats] = await world.say('carol', 'me stats');
    expect(stats?.text).toContain('5 days, longest 5; 1 rest day in hand');
  });
});

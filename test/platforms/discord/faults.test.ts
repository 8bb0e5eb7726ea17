/** What goes wrong between us and Discord while a round is posted: one post at most, and none lost. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../src/posting/deliver.ts';
import { tick } from '../../../src/schedule/jobs.ts';
import type { Discord } from '../../support/discord/index.ts';
import { openStage, type Stage, wholeProgram } from './stage.ts';

const posting = 'POST /channels/:channel/messages';
const editing = 'PATCH /channels/:channel/messages/:message';
const opening = 'POST /channels/:channel/messages/:message/threads';
const minute = 60_000;

describe('A round on a bad day', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(wholeProgram, { transport: 'http' });
    const options = { time: '9', zone: 'Europe/Berlin', days: 'all', reveal: '16:00' };
    await stage.alice.slash('mlops-quiz', ['admin', 'setup'], options);
  });
  afterEach(async () => {
    await stage.close();
    expect(stage.discord.violations()).toEqual([]);
  });

  const publicly = () => stage.bob.sees(stage.channel.id).messages.filter((message) => !message.private);

  /** So many minutes go by, and the schedule rings in each. */
  async function minutesPass(count: number): Promise<void> {
    for (let passed = 0; passed < count; passed += 1) {
      stage.advance(minute);
      await tick(stage.app, stage.app.now());
    }
  }

  async function untilNine(): Promise<void> {
    stage.advance(2 * 60 * minute - minute);
    await minutesPass(1);
  }

  const troubles: [string, Parameters<Discord['faults']['next']>[1]][] = [
    ['a rate limit', { kind: 'rate-limited', retryAfterSeconds: 7 }],
    ['a failure before the effect', { kind: 'failing', when: 'before' }],
    ['a failure after the effect', { kind: 'failing', when: 'after' }],
    ['a connection cut before the effect', { kind: 'dropped', when: 'before' }],
    ['a connection cut after the effect', { kind: 'dropped', when: 'after' }],
  ];

  it.each(troubles)('is posted once in spite of %s', async (_, trouble) => {
    stage.discord.faults.next(posting, trouble);
    await untilNine();
    await minutesPass(15);
    expect(publicly()).toHaveLength(1);
    expect((await stage.bob.click(publicly()[0] ?? '', 'Hint (−2)')).acknowledged).toBe(true);
  });

  it.each(troubles)('is closed and revealed once in spite of %s at each step', async (_, trouble) => {
    await untilNine();
    stage.discord.faults.next(editing, trouble);
    stage.discord.faults.next(opening, trouble);
    stage.discord.faults.next(posting, trouble);
    stage.advance(7 * 60 * minute);
    await minutesPass(30);
    expect(publicly()).toMatchObject([
      { place: 'channel', text: expect.stringContaining('Closed.') },
      { place: 'thread' },
    ]);
  });

  it('is posted once by two processes, of which the first froze before it heard the answer', async () => {
    const held = stage.discord.faults.hold(posting, 'after');
    stage.advance(2 * 60 * minute);
    const frozen = tick(stage.app, stage.app.now());
    await held.reached;
    stage.advance(minute);
    await deliver(stage.app);
    expect(publicly()).toHaveLength(1);
    held.release();
    await frozen;
    await minutesPass(5);
    expect(publicly()).toHaveLength(1);
  });

  it('is closed where it stands, once somebody pressed a button of a post that could not be found again', async () => {
    stage.channel.deny('bot', ['readMessageHistory']);
    const held = stage.discord.faults.hold(posting, 'after');
    stage.advance(2 * 60 * minute);
    const killed = tick(stage.app, stage.app.now());
    await held.reached;
    await minutesPass(2);
    const postRef = async () => (await stage.app.db.selectFrom('rounds').select('post_ref').execute())[0]?.post_ref;
    const [post] = publicly();
    expect(await postRef()).toBeNull();
    await stage.bob.click(post ?? '', 'Hint (−2)');
    expect(await postRef()).toBe(post?.id);
    stage.advance(7 * 60 * minute);
    await minutesPass(3);
    const closed = publicly().filter(({ place }) => place === 'channel');
    expect(closed).toMatchObject([{ id: post?.id, text: expect.stringContaining('Closed.') }]);
    held.release();
    await killed;
  });

  it('pauses where the channel may no longer be posted in, tells an admin so, and goes on when it may', async () => {
    stage.channel.deny('bot', ['sendMessages']);
    await untilNine();
    expect(publicly()).toEqual([]);
    const status = await stage.alice.slash('mlops-quiz', ['admin', 'status']);
    expect(status.message?.text).toMatch(/paused/i);
    expect(status.message?.text).toContain('Missing Permissions');
    stage.channel.restore('bot');
    await stage.alice.slash('mlops-quiz', ['admin', 'resume']);
    await stage.alice.slash('mlops-quiz', ['admin', 'post']);
    await expect.poll(publicly).toHaveLength(1);
  });

  it('does not keep other channels from theirs', async () => {
    const other = stage.guild.addChannel('elsewhere');
    const options = { time: '9', zone: 'Europe/Berlin', days: 'all', reveal: '16:00' };
    await stage.alice.in(other.id).slash('mlops-quiz', ['admin', 'setup'], options);
    stage.channel.delete();
    await untilNine();
    expect(stage.bob.sees(other.id).messages.filter((message) => !message.private)).toHaveLength(1);
    const status = await stage.alice.in(other.id).slash('mlops-quiz', ['admin', 'status']);
    expect(status.message?.text).toContain('Unknown Channel');
  });
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { loadBank } from '../../src/bank/load.ts';
import { type Platform, PlatformError } from '../../src/chat/platform.ts';
import { plainText } from '../../src/chat/text.ts';
import { createLog } from '../../src/log.ts';
import { deliver } from '../../src/posting/deliver.ts';
import { closeDue } from '../../src/rounds/close.ts';
import { withdraw } from '../../src/rounds/correct.ts';
import { eraseMember } from '../../src/rounds/erase.ts';
import { postNow } from '../../src/rounds/post-now.ts';
import { defaultSchedule, setSchedule } from '../../src/rounds/set-schedule.ts';
import { praise, share, takeBack } from '../../src/rounds/share.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { addChannel } from '../../src/store/channels.ts';
import type { Store } from '../../src/store/open.ts';
import { nextErrandAt, postErrandOf, supplyPostRef } from '../../src/store/outbox.ts';
import { addMember, addWorkspace, findWorkspace } from '../../src/store/people.ts';
import { closeRound, type Round, roundById } from '../../src/store/rounds.ts';
import { scheduleOf } from '../../src/store/schedules.ts';
import { shareById, shareOf } from '../../src/store/shares.ts';
import { saveSubmission, saveVerdict } from '../../src/store/submissions.ts';
import { dataFolder } from '../support/paths.ts';
import { engines } from '../support/store.ts';
import { present } from '../support/team.ts';
import { type ScriptedPlatform, scriptedPlatform, type Turn } from './scripted-platform.ts';

const second = 1000;
const minute = 60 * second;
const morning = Date.parse('2026-11-24T09:00:00Z');
const bank = await loadBank(dataFolder);

describe.each(engines)('Delivery on $name', (engine) => {
  let store: Store;
  let platform: ScriptedPlatform;
  let app: App;
  let at: number;
  let ids = 0;

  beforeEach(async () => {
    store = await engine.open();
    platform = scriptedPlatform();
    at = morning;
    app = {
      store,
      db: store.db,
      bank,
      platforms: new Map([['playground', platform]]),
      log: createLog({ level: 'silent', secrets: [], output: { write: () => {} } }),
      metrics: createMetrics(async () => 0),
      now: () => at,
      newId: () => `id${ids++}`,
      admins: new Set(),
    };
    await store.transaction((tx) =>
      addWorkspace(tx, { id: 'w', platform: 'playground', externalId: 'w', name: 'W', createdAt: at }, 'team'),
    );
  });
  afterEach(() => store.close());

  /** Plans a round by hand in a channel of its own, revealed at 16:00. */
  async function planned(): Promise<Round> {
    const channelId = app.newId();
    expect(await findWorkspace(store.db, 'playground', 'w')).toBeDefined();
    const channel = {
      id: channelId,
      teamId: 'team',
      workspaceId: 'w',
      externalId: channelId,
      name: 'c',
      createdAt: at,
    };
    await addChannel(store.db, channel);
    await setSchedule(app, { ...defaultSchedule(channelId, 'UTC'), configuredBy: undefined }, at);
    const done = await postNow(app, channelId, at);
    if (done.outcome !== 'planned') throw new Error(done.outcome);
    return done.round;
  }

  const now = async ({ id }: Round) => {
    const round = await roundById(store.db, id);
    if (!round) throw new Error(`no round ${id}`);
    return round;
  };
  const postOf = async ({ id }: Round) => postErrandOf(store.db, id);

  it('sends once when two senders wake at the same time, and opens the round with its post', async () => {
    const round = await planned();
    await Promise.all([deliver(app), deliver(app)]);
    expect(platform.standing).toEqual([`${round.id}:post`]);
    expect(await now(round)).toMatchObject({ status: 'open', postRef: 'ref-1' });
    expect(await postOf(round)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('finds what was sent before a crash, instead of sending it again', async () => {
    const round = await planned();
    platform.script = ['caller-dies'];
    void deliver(app);
    await expect.poll(() => platform.standing.length).toBe(1);
    expect(await nextErrandAt(store.db)).toBe(at + 30 * second);

    at += 29 * second;
    await deliver(app);
    expect(platform.looks).toEqual([]);
    at += second;
    await deliver(app);
    expect(platform.looks).toEqual([`${round.id}:post`]);
    expect(platform.standing).toHaveLength(1);
    expect(await now(round)).toMatchObject({ status: 'open', postRef: 'ref-1' });
  });

  it('sends what comes in while it is told that more may come, and then ends', async () => {
    const filling = Promise.withResolvers<void>();
    const delivering = deliver(app, filling.promise);
    const round = await planned();
    await expect.poll(() => platform.standing).toEqual([`${round.id}:post`]);
    filling.resolve();
    await delivering;
    expect(await postOf(round)).toMatchObject({ state: 'sent' });
  });

  it('ends where what fills it fails', async () => {
    const round = await planned();
    await deliver(app, Promise.reject(new Error('no plan')));
    expect(await postOf(round)).toMatchObject({ state: 'sent' });
  });

  it('does not send again where the platform cannot tell, and opens the round without a reference', async () => {
    const round = await planned();
    platform.script = ['loses-request'];
    platform.blind = 'unknown';
    await deliver(app);
    at += 5 * second;
    await deliver(app);
    expect(platform.standing).toEqual([]);
    expect(await now(round)).toMatchObject({ status: 'open', postRef: null });
    expect(await postOf(round)).toMatchObject({ state: 'unknown' });
  });

  it('does not send again what somebody pressed a button of, and believes no other channel', async () => {
    const round = await planned();
    platform.script = ['loses-answer'];
    platform.blind = 'absent';
    await deliver(app);
    await supplyPostRef(store.db, round.id, { workspaceId: 'w', channel: 'elsewhere', ref: 'ref-9' });
    await supplyPostRef(store.db, round.id, { workspaceId: 'w', channel: round.channelId, ref: 'ref-1' });
    await supplyPostRef(store.db, round.id, { workspaceId: 'w', channel: round.channelId, ref: 'ref-2' });
    at += 5 * second;
    await deliver(app);
    expect(platform.standing).toEqual([`${round.id}:post`]);
    expect(await now(round)).toMatchObject({ status: 'open', postRef: 'ref-1' });
    expect(await postOf(round)).toMatchObject({ state: 'sent' });
  });

  it.each(['forbidden', 'gone'] as const)('takes a look-up that is %s for one that cannot tell', async (code) => {
    const round = await planned();
    platform.script = ['loses-answer', { throws: new PlatformError(code, 'no look') }];
    await deliver(app);
    at += 5 * second;
    await deliver(app);
    expect(platform.standing).toHaveLength(1);
    expect(await now(round)).toMatchObject({ status: 'open', postRef: null });
  });

  it('tries again when a rate limit is over, and not before', async () => {
    const round = await planned();
    platform.script = [{ throws: new PlatformError('rate-limited', 'slow down', { retryAfterMs: 7 * second }) }];
    await deliver(app);
    expect(await nextErrandAt(store.db)).toBe(at + 7 * second);
    at += 7 * second - 1;
    await deliver(app);
    expect(platform.standing).toEqual([]);
    at += 1;
    await deliver(app);
    expect(platform.standing).toHaveLength(1);
    expect(await now(round)).toMatchObject({ status: 'open' });
  });

  it('looks nothing up after a failure that certainly did nothing', async () => {
    await planned();
    platform.script = ['refuses'];
    await deliver(app);
    at += 5 * second;
    await deliver(app);
    expect(platform.looks).toEqual([]);
    expect(platform.standing).toHaveLength(1);
  });

  it.each(['forbidden', 'gone'] as const)(
    'voids the round and pauses the schedule when the post is %s',
    async (code) => {
      const round = await planned();
      platform.script = [{ throws: new PlatformError(code, 'no entry') }];
      await deliver(app);
      expect(await now(round)).toMatchObject({ status: 'void', voidReason: 'never-posted' });
      expect(await scheduleOf(store.db, round.channelId)).toMatchObject({ status: 'paused', next: undefined });
      expect(await postOf(round)).toMatchObject({ state: 'dropped' });
    },
  );

  it('lets another sender take over when a lease has run out, and refuses the record of the first', async () => {
    const round = await planned();
    const answer = Promise.withResolvers<string>();
    const slow = { ...platform, send: () => answer.promise };
    const first = deliver({ ...app, platforms: new Map([['playground', slow]]) });
    await expect.poll(async () => (await postOf(round))?.attempts).toBe(1);
    at += 30 * second;
    await deliver(app);
    expect(await now(round)).toMatchObject({ status: 'open', postRef: 'ref-1' });
    answer.resolve('ref-of-the-first');
    await first;
    expect(await now(round)).toMatchObject({ postRef: 'ref-1' });
  });

  it('sends nothing of a round that was withdrawn before its post', async () => {
    const round = await planned();
    await withdraw(app, round, { reason: 'wrong unit', memberId: 'admin', at });
    await deliver(app);
    expect([platform.standing, platform.edits]).toEqual([[], []]);
    expect(await postOf(round)).toMatchObject({ state: 'dropped' });
  });

  describe('when the close comes before it is known whether the post stands', () => {
    it('finds the post and turns it into the answer', async () => {
      const round = await planned();
      platform.script = ['loses-answer'];
      await deliver(app);
      at = round.closesAt;
      await closeDue(app, at);
      await deliver(app);
      at += 5 * second;
      await deliver(app);
      expect(await now(round)).toMatchObject({ status: 'closed', postRef: 'ref-1' });
      expect(platform.edits).toEqual(['ref-1']);
      expect(platform.standing).toEqual([`${round.id}:post`, `${round.id}:reveal`]);
    });

    it('takes the round back when there is no post, and reveals nothing', async () => {
      const round = await planned();
      platform.script = ['loses-request'];
      await deliver(app);
      at = round.closesAt;
      expect(await closeDue(app, at)).toMatchObject([{ outcome: 'closed' }]);
      await deliver(app);
      at += 5 * second;
      await deliver(app);
      expect(await now(round)).toMatchObject({ status: 'void', voidReason: 'never-posted' });
      expect([platform.standing, platform.edits]).toEqual([[], []]);
    });

    it('keeps the withdrawal waiting until a post under way has come through, then edits it', async () => {
      const round = await planned();
      const answer = Promise.withResolvers<string>();
      const slow = { ...platform, send: () => answer.promise };
      const posting = deliver({ ...app, platforms: new Map([['playground', slow]]) });
      await expect.poll(async () => (await postOf(round))?.attempts).toBe(1);
      await withdraw(app, round, { reason: 'wrong unit', memberId: 'admin', at });
      await deliver(app);
      expect([platform.standing, platform.edits]).toEqual([[], []]);
      answer.resolve('ref-late');
      await posting;
      at += 5 * second;
      await deliver(app);
      expect(platform.edits).toEqual(['ref-late']);
      expect(await now(round)).toMatchObject({ status: 'void', voidReason: 'wrong unit', postRef: 'ref-late' });
    });
  });

  describe('of a shared answer', () => {
    const text = 'I would measure accuracy on fresh labels.';
    const author = 'ada';

    /** A revealed round that Ada and others answered, and Ada's answer about to be shared. */
    async function sharing(others: readonly string[] = []): Promise<{ round: Round; shareId: string }> {
      const round = await planned();
      await deliver(app);
      for (const id of [author, ...others]) {
        await store.transaction(async (tx) => {
          const member = { id, teamId: 'team', name: id, joinedAt: at };
          await addMember(tx, member, { workspaceId: 'w', externalId: id });
          await saveSubmission(tx, { roundId: round.id, memberId: id, answer: { kind: 'text', text }, at });
          await saveVerdict(tx, round, id, { verdict: { credit: 1, right: true }, points: 10, rule: 1 });
        });
      }
      at = Date.parse('2026-11-24T16:00:00Z');
      await closeRound(store.db, round.id, at);
      expect(await share(app, round.id, author, at)).toBe('shared');
      return { round, shareId: present(await shareOf(store.db, round.id, author)).id };
    }

    it('does not hold up the edits of the other answers of its round', async () => {
      const { round } = await sharing(['ben', 'cleo']);
      for (const id of ['ben', 'cleo']) await share(app, round.id, id, at);
      await deliver(app);
      for (const id of ['ada', 'ben', 'cleo']) {
        const shared = present(await shareOf(store.db, round.id, id));
        await praise(app, shared.id, id === 'ada' ? 'ben' : 'ada', at);
      }
      await deliver(app);
      expect(platform.edits).toHaveLength(3);
    });

    it('is not sent when it was taken back before', async () => {
      const { round, shareId } = await sharing();
      await takeBack(app, round.id, author, at);
      await deliver(app);
      expect(platform.standing).not.toContain(`${shareId}:share`);
      expect(platform.edits).toEqual([]);
      expect(await now(round)).toMatchObject({ status: 'closed' });
    });

    it('is looked for and edited when it was taken back after a send whose answer was lost', async () => {
      const { round, shareId } = await sharing();
      platform.script = ['loses-answer'];
      await deliver(app);
      expect(platform.standing).toContain(`${shareId}:share`);
      await takeBack(app, round.id, author, at);
      at += 5 * second;
      await deliver(app);
      expect(platform.standing.filter((key) => key === `${shareId}:share`)).toHaveLength(1);
      expect(platform.edits).toEqual([`ref-${platform.standing.length}`]);
    });

    it('is edited once it stands when its author was erased while it was sent', async () => {
      const { shareId } = await sharing();
      const answer = Promise.withResolvers<string>();
      const texts: string[] = [];
      const slow: Platform = {
        ...platform,
        send: (_place, message) => {
          texts.push(plainText(message));
          return answer.promise;
        },
        edit: async (_place, ref, message) => void texts.push(`${ref}: ${plainText(message)}`),
      };
      const sender = { ...app, platforms: new Map([['playground', slow] as const]) };
      const sending = deliver(sender);
      await expect.poll(() => texts.length).toBe(1);
      await eraseMember(app, author, at);
      await deliver(sender);
      expect(texts).toHaveLength(1);
      answer.resolve('ref-late');
      await sending;
      await deliver(sender);
      expect(texts[0]).toContain(text);
      expect(texts.slice(1)).toEqual(['ref-late: #1: an answer that stood here was taken back.']);
      expect(await shareById(store.db, shareId)).toMatchObject({ memberId: null, withdrawnAt: at });
    });
  });

  it('ends every run of failures with exactly one post', async () => {
    const turns = fc.array(fc.constantFrom<Turn[]>('works', 'refuses', 'loses-request', 'loses-answer'), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(turns, async (script) => {
        at = morning;
        const round = await planned();
        platform.script = [...script];
        for (let tries = 0; tries < 8; tries += 1, at += 11 * minute) await deliver(app);
        expect(platform.standing.filter((key) => key === `${round.id}:post`)).toHaveLength(1);
        expect(await now(round)).toMatchObject({ status: 'open', postRef: `ref-${platform.standing.length}` });
      }),
      { numRuns: 25 },
    );
  });
});

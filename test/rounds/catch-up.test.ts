import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  instantOf,
  localDay,
  localTime,
  postingsAfter,
  regularClose,
  type Schedule,
  weekdays,
} from '../../src/quiz/calendar.ts';
import { postNow } from '../../src/rounds/post-now.ts';
import { setSchedule } from '../../src/rounds/set-schedule.ts';
import { nextDueAt } from '../../src/schedule/jobs.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines } from '../support/store.ts';
import { itemAt, openTeam, present, type Team } from '../support/team.ts';
import { openWorld } from '../support/world.ts';

const questions = ['one', 'two', 'three'].map((name) => ({ ...choiceQuestion(['a']), id: `drift-${name}` }));
const hour = 3_600_000;

function roundsOf({ app }: Team) {
  return app.db.selectFrom('rounds').selectAll().orderBy('opens_at').execute();
}

/** Handles every due instant up to `until`, as a program does that is never down. */
async function runUntil(team: Team, until: number): Promise<void> {
  for (;;) {
    const due = await nextDueAt(team.app);
    if (due === undefined || due > until) return;
    await team.tick(Math.max(due, team.clock.at));
  }
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  time: fc.constantFrom('00:10', '02:30', '09:00', '14:15', '23:30'),
  reveal: fc.constantFrom('08:45', '16:00', '23:59', 'instant'),
  zone: fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Nuuk',
    'Pacific/Apia',
    'UTC',
  ),
  days: fc.subarray([...weekdays], { minLength: 1 }),
});

/** These play weeks; a busy machine takes its time. */
const slowAtMostMs = 60_000;

describe.each(engines)('What was missed while the bot was down, on $name', (engine) => {
  it(
    'is posted late, once, while its window is open, and skipped afterwards: never two a day, never a backlog',
    async () => {
      const start = fc.constantFrom('2026-03-05T00:00:00Z', '2026-10-15T00:00:00Z');
      const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 120 })), {
        minLength: 5,
        maxLength: engine.name === 'sqlite' ? 40 : 8,
        size: 'max',
      });
      let late = 0;
      await fc.assert(
        fc.asyncProperty(start, schedules, gaps, async (startsAt, schedule, hours) => {
          const team = await openTeam(engine, { startsAt, questions, zone: schedule.zone, schedule });
          try {
            const postings = postingsAfter(schedule, team.clock.at, 400).map((post) => ({
              ...post,
              closes: regularClose(schedule, post.on),
            }));
            for (const gap of hours) {
              const known = await roundsOf(team);
              await team.tick(team.clock.at + gap * hour);
              const { at } = team.clock;
              const all = await roundsOf(team);
              const added = all.slice(known.length);
              expect(added.length).toBeLessThanOrEqual(1);
              const wanted = postings.findLast((post) => post.at <= at);
              for (const round of added) {
                expect(round).toMatchObject({ played_on: wanted?.on, opens_at: at });
                expect(at).toBeLessThan(wanted?.closes ?? 0);
                expect(round.closes_at).toBeGreaterThan(at);
                if (at > (wanted?.at ?? 0)) late += 1;
                // A channel where nobody ever answers pauses itself.
                await team.answer(round.channel_id, itemAt(team.memberIds, 0), { kind: 'choice', letters: ['a'] });
              }
              const busy = known.some((round) => round.closes_at > at);
              if (wanted && at < wanted.closes && !busy)
                expect(all.map((round) => round.played_on)).toContain(wanted.on);
            }
            const all = await roundsOf(team);
            expect(new Set(all.map((round) => round.played_on)).size).toBe(all.length);
            for (const [index, round] of all.slice(1).entries()) {
              expect(round.opens_at).toBeGreaterThanOrEqual(present(all[index]).closes_at);
            }
          } finally {
            await team.close();
          }
        }),
        { numRuns: engine.name === 'sqlite' ? 10 : 1, endOnFailure: true },
      );
      expect(engine.name === 'postgres' || late > 0).toBe(true);
    },
    slowAtMostMs,
  );

  it('is of several days only the last one, where that is still open', async () => {
    const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions });
    await team.tick(Date.parse('2026-11-26T09:00:00Z'));
    expect((await roundsOf(team)).map((round) => round.played_on)).toEqual(['2026-11-26']);
    expect((await team.schedule(itemAt(team.channelIds, 0))).next?.on).toBe('2026-11-27');
    await team.close();
  });

  it('closes late what was open when it went down, and then posts', async () => {
    const team = await openTeam(engine, { startsAt: '2026-11-23T07:00:00Z', questions });
    await team.tick(Date.parse('2026-11-23T08:00:00Z'));
    await team.tick(Date.parse('2026-11-24T08:01:00Z'));
    expect((await roundsOf(team)).map(({ played_on, status }) => `${played_on} ${status}`)).toEqual([
      '2026-11-23 closed',
      '2026-11-24 open',
    ]);
    // Sending begins while the next round is still planned, so either of the last two may be first.
    expect(team.sent.map((key) => key.replace(/^.*:/, '')).toSorted()).toEqual(['post', 'post', 'reveal']);
    await team.close();
  });
});

describe.each(engines)('A schedule across a change of clocks, on $name', (engine) => {
  it.each([
    // In the gap, after it, and in the repeated hour; a half-hour change; a gap over midnight.
    ['Europe/Berlin', '02:30', '2026-03-27T12:00:00Z', ['28 02:30', '29 03:30', '30 02:30']],
    ['America/New_York', '01:30', '2026-10-31T02:00:00Z', ['31 01:30', '01 01:30', '02 01:30']],
    ['Australia/Lord_Howe', '02:15', '2026-10-02T20:00:00Z', ['04 02:45', '05 02:15', '06 02:15']],
    ['America/Nuuk', '23:30', '2026-03-27T12:00:00Z', ['27 23:30', '29 00:30', '29 23:30']],
  ])('posts once a day in %s at %s', async (zone, time, startsAt, expected) => {
    const schedule = { time, reveal: time, days: [...weekdays] };
    const team = await openTeam(engine, { startsAt, questions, zone, schedule, members: [] });
    await runUntil(team, Date.parse(startsAt) + 84 * hour);
    const rounds = await roundsOf(team);
    const posted = rounds
      .slice(0, 3)
      .map(({ opens_at }) => `${localDay(opens_at, zone).slice(8)} ${localTime(opens_at, zone)}`);
    expect(posted).toEqual(expected);
    expect(new Set(rounds.map(({ played_on }) => played_on)).size).toBe(rounds.length);
    await team.close();
  });
});

describe.each(engines)('A schedule changed by hand, on $name', (engine) => {
  it('leaves the open round its close, whatever the new times, and posts next after it', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, schedules, fc.integer({ min: 0, max: 23 }), async (before, after, hours) => {
        const team = await openTeam(engine, {
          startsAt: '2026-03-26T10:00:00Z',
          questions,
          zone: before.zone,
          schedule: before,
          members: [],
        });
        try {
          const channelId = itemAt(team.channelIds, 0);
          await postNow(team.app, channelId, team.clock.at);
          const opened = present(await team.live(channelId));
          team.clock.at = Math.min(team.clock.at + hours * hour, opened.closesAt - 1);
          const saved = await setSchedule(team.app, { ...(await team.schedule(channelId)), ...after }, team.clock.at);
          expect(await team.live(channelId)).toEqual(opened);
          expect(saved.next?.at).toBeGreaterThan(opened.closesAt);
        } finally {
          await team.close();
        }
      }),
      { numRuns: engine.name === 'sqlite' ? 20 : 2 },
    );
  });

  it('gives way to a round that was posted by hand just before and runs over it', async () => {
    const schedule = { time: '00:02', reveal: '16:00', days: [...weekdays] };
    const team = await openTeam(engine, { startsAt: '2026-11-23T12:00:00Z', questions, zone: 'UTC', schedule });
    team.clock.at = Date.parse('2026-11-23T23:55:00Z');
    await postNow(team.app, itemAt(team.channelIds, 0), team.clock.at);
    await runUntil(team, Date.parse('2026-11-25T00:03:00Z'));
    expect((await roundsOf(team)).map((round) => `${round.played_on} ${round.status}`)).toEqual([
      '2026-11-23 closed',
      '2026-11-25 open',
    ]);
    await team.close();
  });

  it('keeps to a pause until its day and to skipped days, through the door', async () => {
    const world = await openWorld('2026-11-23T07:00:00Z', { engine });
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
    await world.say('alice', 'admin skip 2026-12-01..2026-12-03');
    await world.travel('2026-11-24T07:00:00Z');
    await world.say('alice', 'admin pause 2026-11-27');
    await world.travel('2026-12-05T00:00:00Z');
    const rounds = await world.app.db.selectFrom('rounds').select('played_on').orderBy('played_on').execute();
    expect(rounds.map(({ played_on }) => played_on)).toEqual(['2026-11-23', '2026-11-27', '2026-11-30', '2026-12-04']);
    await world.close();
  });

  it('resumes by itself with the first posting of the day a pause ends', async () => {
    const world = await openWorld('2026-11-23T07:00:00Z', { engine });
    await world.say('alice', 'admin setup 00:05 Europe/Berlin all 16:00');
    await world.say('alice', 'admin pause 2026-11-25');
    await world.travel('2026-11-25T12:00:00Z');
    const rounds = await world.app.db.selectFrom('rounds').select(['played_on', 'opens_at']).execute();
    expect(rounds).toEqual([{ played_on: '2026-11-25', opens_at: instantOf('2026-11-25', '00:05', 'Europe/Berlin') }]);
    await world.close();
  });
});

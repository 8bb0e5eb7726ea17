import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, weekdays } from '../../src/quiz/calendar.ts';
import { type StreakDay, streak } from '../../src/quiz/streak.ts';
import { withdraw } from '../../src/rounds/correct.ts';
import { setSchedule } from '../../src/rounds/set-schedule.ts';
import { streakOf } from '../../src/rounds/streak-of.ts';
import { comeBack, goAway } from '../../src/store/aways.ts';
import { memberById } from '../../src/store/people.ts';
import { pauseSchedule, skipDays } from '../../src/store/schedules.ts';
import { choiceQuestion } from '../quiz/sample-questions.ts';
import { engines, type TestEngine } from '../support/store.ts';
import { itemAt, openTeam, present, type Team } from '../support/team.ts';

const zone = 'Europe/Berlin';
const firstOn = '2026-03-23';
const questions = [
  { ...choiceQuestion(['a']), id: 'drift-one' },
  { ...choiceQuestion(['a']), id: 'drift-two' },
];

/** How a day went: `answered` and `missed` make the streak; the rest must not touch it. */
const excuses = ['bot down', 'down until noon', 'withdrawn', 'withdrawn later', 'paused', 'away', 'skipped'] as const;
type Day = 'answered' | 'missed' | (typeof excuses)[number];

async function playDay(team: Team, on: string, day: Day): Promise<void> {
  const { app, clock } = team;
  const [channelId, memberId] = [itemAt(team.channelIds, 0), itemAt(team.memberIds, 0)];
  const time = (local: string) => instantOf(on, local, zone);
  const by = { reason: 'wrong key', memberId, at: time('12:00') };
  clock.at = time('08:00');
  if (day === 'bot down') return;
  await team.tick(clock.at);
  if (day === 'paused') await pauseSchedule(app.db, channelId, 'admin', clock.at);
  if (day === 'away') await goAway(app.db, memberId, { fromOn: on, untilOn: null }, addDays(on, -1));
  if (day === 'skipped') {
    await skipDays(app.db, channelId, [on]);
    await setSchedule(app, await team.schedule(channelId), clock.at);
  }
  await team.tick(time(day === 'down until noon' ? '12:00' : '09:00'));
  const live = await team.live(channelId);
  // A channel where nobody answers for long pauses itself; somebody else always does.
  if (live) await team.answer(channelId, itemAt(team.memberIds, 1), { kind: 'choice', letters: ['a'] });
  if (day === 'answered' || day === 'down until noon')
    await team.answer(channelId, memberId, { kind: 'choice', letters: ['b'] });
  if (day === 'withdrawn') await withdraw(app, present(live), by);
  await team.tick(time(day === 'down until noon' ? '17:00' : '16:00'));
  if (day === 'withdrawn later') await withdraw(app, present(live), by);
  if (day === 'paused') await setSchedule(app, { ...(await team.schedule(channelId)), status: 'active' }, clock.at);
  if (day === 'away') await comeBack(app.db, memberId, addDays(on, 1), on);
}

async function streakAfter(engine: TestEngine, days: readonly Day[]) {
  const schedule = { days: [...weekdays] };
  const team = await openTeam(engine, { startsAt: `${firstOn}T00:00:00Z`, questions, zone, schedule });
  try {
    for (const [index, day] of days.entries()) await playDay(team, addDays(firstOn, index), day);
    const member = present(await memberById(team.app.db, itemAt(team.memberIds, 0)));
    return await streakOf(team.app.db, member, itemAt(team.channelIds, 0), zone);
  } finally {
    await team.close();
  }
}

/** A busy machine takes its time. */
const slowAtMostMs = 60_000;

describe.each(engines)('A streak on $name', (engine) => {
  it(
    'survives any pattern of outages, pauses, skipped and withdrawn days and holidays',
    async () => {
      const day = fc.oneof(
        { weight: 3, arbitrary: fc.constant<Day>('answered') },
        { weight: 1, arbitrary: fc.constant<Day>('missed') },
        { weight: 3, arbitrary: fc.constantFrom<Day[]>(...excuses) },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(day, { minLength: 3, maxLength: engine.name === 'sqlite' ? 30 : 8, size: 'max' }),
          async (days) => {
            const counted = days.flatMap((one, index): StreakDay[] => {
              const on = addDays(firstOn, index);
              if (one === 'answered' || one === 'down until noon') return [{ on, state: 'answered' }];
              return one === 'missed' ? [{ on, state: 'missed' }] : [];
            });
            expect(await streakAfter(engine, days)).toEqual(streak(counted));
          },
        ),
        { numRuns: engine.name === 'sqlite' ? 12 : 1 },
      );
    },
    slowAtMostMs,
  );

  it('is kept by a day answered late, once the bot was back', async () => {
    expect((await streakAfter(engine, ['answered', 'down until noon', 'bot down', 'answered'])).current).toBe(3);
  });

  it('ends at the third day that was simply missed', async () => {
    const days: Day[] = ['answered', 'answered', 'missed', 'missed', 'missed'];
    expect(await streakAfter(engine, days)).toEqual({ current: 0, longest: 2, restDays: 2 });
  });
});

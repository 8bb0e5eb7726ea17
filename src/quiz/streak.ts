/** A posting day of a channel as it went for one member. `open`: its round can still be answered. */
export type StreakDay = { on: string; state: 'answered' | 'missed' | 'excused' | 'open' };

const restDaysAtMost = 2;
/** Every so many answered days of a streak bring one rest day back. */
const answeredPerRestDay = 10;

/**
 * Posting days in a row with an answer, from the posting days alone, oldest first. A missed day of a running streak uses up a rest day
 * by itself; without one the streak ends and both rest days are back. Excused days (away, pause, outage, void) and an open
 * day not yet answered neither break the streak nor count.
 */
export function streak(days: readonly StreakDay[]): { current: number; longest: number; restDays: number } {
  let current = 0;
  let longest = 0;
  let restDays = restDaysAtMost;
  for (const { state } of days) {
    if (state === 'answered') {
      current += 1;
      longest = Math.max(longest, current);
      if (current % answeredPerRestDay === 0) restDays = Math.min(restDaysAtMost, restDays + 1);
    } else if (state === 'missed' && current > 0) {
      if (restDays > 0) restDays -= 1;
      else [current, restDays] = [0, restDaysAtMost];
    }
  }
  return { current, longest, restDays };
}

import { localDay } from '../quiz/calendar.ts';
import { type StreakDay, streak } from '../quiz/streak.ts';
import { awaysOf } from '../store/aways.ts';
import type { Handle } from '../store/open.ts';
import type { Member } from '../store/people.ts';
import { daysOf } from '../store/submissions.ts';

/** A member's streak in a channel; depends on whether they answered, never on how. */
export async function streakOf(db: Handle, member: Pick<Member, 'id' | 'joinedAt'>, channelId: string, zone: string) {
  const days = await daysOf(db, channelId, member.id, localDay(member.joinedAt, zone));
  const missedSome = days.some(({ answered, closed, outage }) => closed && !answered && !outage);
  const aways = missedSome ? await awaysOf(db, member.id) : [];
  return streak(
    days.map(({ on, answered, closed, outage }): StreakDay => {
      if (answered) return { on, state: 'answered' };
      if (!closed) return { on, state: 'open' };
      const away = aways.some(({ fromOn, untilOn }) => fromOn <= on && (untilOn === null || on <= untilOn));
      return { on, state: away || outage ? 'excused' : 'missed' };
    }),
  );
}

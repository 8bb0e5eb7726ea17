import { reply } from '../../chat/message.ts';
import { date, type Option } from '../../chat/option.ts';
import { addDays, localDay } from '../../quiz/calendar.ts';
import { comeBack, goAway } from '../../store/aways.ts';
import { awayInThePast, awayMessage, backMessage } from '../../words/member.ts';
import { spotOf } from '../context.ts';
import { defineCommand } from '../define.ts';

/** A day, or `off` to come back. */
const until: Option<string, false> = {
  ...date,
  read: (typed, reading) => (/^(off|back)$/i.test(typed.trim()) ? 'off' : date.read(typed, reading)),
};

export const awayCommand = defineCommand({
  name: 'me away',
  access: 'member',
  options: { until },
  examples: ['me away', 'me away 2026-12-31', 'me away off'],
  async run(context, { until }) {
    const { app, member, at, call } = context;
    const spot = await spotOf(context);
    const today = localDay(at, spot?.schedule.zone ?? call.zone ?? 'UTC');
    const dayBefore = addDays(today, -1);
    if (until === 'off') {
      return reply(backMessage(await app.store.transaction((tx) => comeBack(tx, member.id, today, dayBefore))));
    }
    if (until !== undefined && until < today) return reply(awayInThePast());
    await app.store.transaction((tx) => goAway(tx, member.id, { fromOn: today, untilOn: until ?? null }, dayBefore));
    return reply(awayMessage(until));
  },
});

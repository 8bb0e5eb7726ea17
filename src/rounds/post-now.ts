/** Plans a round by hand. */

import type { App } from '../app.ts';
import { irregularClose, localDay } from '../quiz/calendar.ts';
import { channelById } from '../store/channels.ts';
import { liveRound, type Round, roundOn } from '../store/rounds.ts';
import { scheduleOf } from '../store/schedules.ts';
import { planRound } from './plan.ts';

export type PostedNow =
  | { outcome: 'planned'; round: Round }
  | { outcome: 'open-already'; round: Round }
  | { outcome: 'had-one'; round: Round }
  | { outcome: 'no-question' }
  | { outcome: 'no-schedule' };

/** Plans a round of today by hand. A channel has one open round at a time and one round a day that is not void. */
export async function postNow(app: App, channelId: string, at: number): Promise<PostedNow> {
  return app.store.transaction(async (tx) => {
    const schedule = await scheduleOf(tx, channelId);
    if (!schedule || schedule.status === 'removed') return { outcome: 'no-schedule' };
    const live = await liveRound(tx, channelId);
    if (live) return { outcome: 'open-already', round: live };
    const on = localDay(at, schedule.zone);
    const earlier = await roundOn(tx, channelId, on);
    if (earlier && earlier.status !== 'void') return { outcome: 'had-one', round: earlier };
    const closesAt = irregularClose(schedule, at);
    const channel = await channelById(tx, channelId);
    if (!channel) return { outcome: 'no-schedule' };
    const outcome = await planRound(app, tx, schedule, channel, { on, opensAt: at, closesAt });
    const round = await roundOn(tx, channelId, on);
    if (outcome !== 'planned' || !round) return { outcome: 'no-question' };
    return { outcome, round };
  });
}

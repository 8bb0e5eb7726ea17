import type { App } from '../../app.ts';
import { endOfDay, localDay } from '../../quiz/calendar.ts';
import { nextPosting } from '../../rounds/set-schedule.ts';
import { findChannel } from '../../store/channels.ts';
import { findWorkspace } from '../../store/people.ts';
import { playgroundChannels } from '../../store/playground.ts';
import { liveRound, roundOn } from '../../store/rounds.ts';
import { type ChannelSchedule, scheduleOf } from '../../store/schedules.ts';
import { firstRun, pageWords } from '../../words/playground.ts';
import type { Clock } from './clock.ts';
import { firstChannel, people, personById, workspace } from './members.ts';

/** A command as the page's command box offers it. */
export type CommandHint = { name: string; usage: string; summary: string; access: 'member' | 'admin' };

export type StateNeeds = {
  app: App;
  clock: Clock;
  /** IANA zone of the host. */
  zone: string;
  travels: boolean;
  /** Whether a language model reads open answers too. */
  secondReader: boolean;
};

/** What the page needs besides messages. Instants are ISO 8601, null where nothing is planned. */
export async function playgroundState(needs: StateNeeds, { as, channel }: { as: string; channel: string }) {
  const { app, clock, travels, secondReader } = needs;
  const now = clock.now();
  const place = await findWorkspace(app.db, 'playground', workspace.id);
  const here = place && (await findChannel(app.db, place.id, channel));
  const schedule = here && (await scheduleOf(app.db, here.id));
  const zone = schedule?.zone ?? needs.zone;
  const round = here && (await liveRound(app.db, here.id));
  return {
    now: instant(now),
    zone,
    travels,
    moved: clock.moved(),
    channels: [...new Set([firstChannel, ...(await playgroundChannels(app.db)), channel])],
    members: people,
    next: {
      reveal: instant(round?.closesAt),
      post: instant(schedule && (await nextPostAt(app, schedule))),
      day: instant(endOfDay(localDay(now, zone), zone)),
    },
    firstRun: firstRun(
      personById(as) ?? { id: as, admin: false },
      people.filter(({ id }) => id !== as),
      secondReader,
    ),
    words: pageWords,
  };
}

/** A posting on a day that has its round already passes by without a post. */
async function nextPostAt({ db }: App, schedule: ChannelSchedule): Promise<number | undefined> {
  const { next, channelId } = schedule;
  if (!next) return undefined;
  const round = await roundOn(db, channelId, next.on);
  return round && round.status !== 'void' ? (await nextPosting(db, schedule, next.at))?.at : next.at;
}

function instant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

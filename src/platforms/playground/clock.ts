import { factOf, rememberFact } from '../../store/facts.ts';
import type { Db } from '../../store/open.ts';

/** The playground's time: the real one, moved forward by an offset that outlives a restart. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Whether time runs ahead of real time. */
  moved(): boolean;
  /** Moves time to an instant; one that has passed changes nothing. */
  forwardTo(at: number): Promise<void>;
  toRealTime(): Promise<void>;
};

const offsetFact = 'playground-clock-offset-ms';

export type ClockNeeds = {
  db: Db;
  realNow(): number;
  /** False while another platform is connected: whatever was stored, the real time holds then. */
  travels: boolean;
};

export async function openClock({ db, realNow, travels }: ClockNeeds): Promise<Clock> {
  let offsetMs = travels ? Number((await factOf(db, offsetFact)) ?? 0) : 0;
  const setOffset = (ms: number) => {
    offsetMs = ms;
    return rememberFact(db, offsetFact, String(ms));
  };
  return {
    now: () => realNow() + offsetMs,
    moved: () => offsetMs > 0,
    async forwardTo(at) {
      const ms = at - realNow();
      if (ms > offsetMs) await setOffset(ms);
    },
    toRealTime: () => setOffset(0),
  };
}

const durationPattern =
  /^P(?=[\dT])(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?)$/;
const second = 1000;
const unitsMs = [7 * 86_400 * second, 86_400 * second, 3_600 * second, 60 * second, second];

/** The length of an ISO 8601 duration in weeks, or in days, hours, minutes and seconds, in milliseconds. */
export function readDuration(text: string): number | undefined {
  const counts = durationPattern.exec(text)?.slice(1);
  return counts?.reduce((sum, count, unit) => sum + Number(count ?? 0) * (unitsMs[unit] ?? 0), 0);
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 instant as epoch milliseconds. */
export function readInstant(text: string): number | undefined {
  const day = instantPattern.exec(text)?.[1];
  if (day === undefined) return undefined;
  const at = Date.parse(text);
  // Date.parse takes 30 February for 2 March.
  const realDay = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at) || Number.isNaN(realDay.getTime()) || !realDay.toISOString().startsWith(day) ? undefined : at;
}

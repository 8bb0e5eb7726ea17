/** Remembers what was asked, for a day. Losing it costs a request, never a right answer. */

export type DayCache<T> = {
  /** @param ask is called for what is not known, once at a time for each key; its failure is not remembered */
  get(key: string, at: number, ask: () => Promise<T>): Promise<T>;
  forget(key: string): void;
};

const dayMs = 24 * 3600_000;
const mostEntries = 10_000;

export function createDayCache<T>(): DayCache<T> {
  const known = new Map<string, { until: number; value: Promise<T> }>();
  return {
    get(key, at, ask) {
      const entry = known.get(key);
      if (entry && entry.until > at) return entry.value;
      const value = ask();
      known.delete(key);
      known.set(key, { until: at + dayMs, value });
      value.catch(() => {
        if (known.get(key)?.value === value) known.delete(key);
      });
      const [oldest] = known.keys();
      if (known.size > mostEntries && oldest !== undefined) known.delete(oldest);
      return value;
    },
    forget: (key) => void known.delete(key),
  };
}

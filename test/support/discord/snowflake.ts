/** Ids as Discord makes them: milliseconds since 2015 in the upper bits, a counter in the lower 22 (reference#snowflakes). */

const discordEpoch = 1_420_070_400_000;
const counterBits = 22n;
const yearMs = 365 * 86_400_000;

export type Ids = {
  /** An id of this moment, greater than all before it as long as the clock does not go back. */
  next(): string;
  /** An id of a year ago in a millisecond of its own, so that guilds spread over shards. */
  older(): string;
};

/** @param now epoch milliseconds, after 2016 */
export function createIds(now: () => number): Ids {
  let made = 0;
  return {
    next() {
      made += 1;
      return String((BigInt(now() - discordEpoch) << counterBits) | BigInt(made));
    },
    older() {
      made += 1;
      return String(BigInt(now() - discordEpoch - yearMs + made) << counterBits);
    },
  };
}

/** The shard a guild belongs to (events/gateway#sharding-sharding-formula). */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> counterBits) % BigInt(shards));
}

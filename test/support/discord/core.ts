/** What every part of the double works with. */

import type { JsonObject } from './json.ts';
import type { State } from './state.ts';

export type Core = {
  state: State;
  /** Discord's time: deadlines of interactions, ages of messages. Epoch milliseconds. */
  now(): number;
  /** Real time for what clients measure in real time: rates and how long a callback took. Milliseconds. */
  monotonic(): number;
  /** Sends an event to the shard of the guild; without one to shard 0. */
  dispatch(event: string, data: JsonObject, guildId?: string): void;
  /** Wakes those who wait for something to happen. */
  changed(): void;
};

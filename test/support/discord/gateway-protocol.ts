/** Numbers of the gateway (topics/opcodes-and-status-codes#gateway), and what an IDENTIFY has to be like. */

import type { JsonObject } from './json.ts';
import { limits } from './limits.ts';

export const opcode = {
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  acknowledge: 11,
};
export const close = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  rateLimited: 4008,
  invalidShard: 4010,
  shardingRequired: 4011,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

export const guildsIntent = 1 << 0;
/** GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT */
const privilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);
const knownIntents = (1 << 26) - 1;

export type Identify = { token: unknown; shard: [id: number, count: number]; intents: number };

export function readIdentify({ token, shard, intents }: JsonObject): Identify {
  const [id, count] = Array.isArray(shard) ? shard : [0, 1];
  return { token, shard: [Number(id), Number(count)], intents: Number(intents) };
}

/** The code to close with, or undefined where a session may start. */
export function identifyFault(
  { shard: [id, count], intents }: Identify,
  grantedIntents: number,
  guilds: number,
): number | undefined {
  if (!(id >= 0 && id < count)) return close.invalidShard;
  if (guilds > limits.guildsPerShard) return close.shardingRequired;
  if (!Number.isInteger(intents) || (intents & ~knownIntents) !== 0) return close.invalidIntents;
  if ((intents & privilegedIntents & ~grantedIntents) !== 0) return close.disallowedIntents;
  return undefined;
}

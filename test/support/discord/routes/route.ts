/** One route of the REST API. */

import type { Core } from '../core.ts';
import { notFound, refusal } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Sent } from '../messages.ts';
import { may, type PermissionName } from '../permissions.ts';
import type { Channel, Guild } from '../state.ts';

export type Asked = Sent & {
  /** The ids and tokens in the path, by the names in the template. */
  param(name: string): string;
  query: URLSearchParams;
};

export type Answer = { status: number; body?: Json };

export type Route = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/channels/:channel/messages`, without the version before it. */
  path: string;
  /** Whether the token in the path is enough: interactions and webhooks. */
  open?: boolean;
  handle(core: Core, asked: Asked): Answer;
};

export const ok = (body: JsonObject | JsonObject[]): Answer => ({ status: 200, body });
export const done: Answer = { status: 204 };

/** The channel of the path, if the bot sees it: 10003 where there is none, 50001 where it may not look. */
export function channelOf({ state }: Core, id: string): Channel {
  const channel = state.channels.get(id);
  if (!channel) throw refusal(10003);
  if (!may(state, state.botId, channel, 'viewChannel')) throw refusal(50001);
  return channel;
}

export function requirePermission({ state }: Core, channel: Channel, name: PermissionName): void {
  if (!may(state, state.botId, channel, name)) throw refusal(50013);
}

/** The guild of the path, if the bot is in it. */
export function guildOf({ state }: Core, id: string): Guild {
  const guild = state.guilds.get(id);
  if (!guild?.members.has(state.botId)) throw refusal(10004);
  return guild;
}

/** The parameters of a path that fits a template, or undefined. */
export function match(template: string, path: string): Map<string, string> | undefined {
  const names = template.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return undefined;
  const params = new Map<string, string>();
  for (const [place, name] of names.entries()) {
    const part = decodeURIComponent(parts[place] ?? '');
    if (name.startsWith(':') && part !== '' && !part.startsWith('@')) params.set(name.slice(1), part);
    else if (name !== part) return undefined;
  }
  return params;
}

export function paramReader(params: Map<string, string>): Asked['param'] {
  return (name) => {
    const value = params.get(name);
    if (value === undefined) throw notFound();
    return value;
  };
}

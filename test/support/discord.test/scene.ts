/** A double with one guild and two people in it, and an application that is nothing but raw requests. */

import {
  type ChannelHandle,
  type Discord,
  type DiscordOptions,
  type GuildHandle,
  openDiscord,
  type Person,
} from '../discord/index.ts';
import { isObject, type JsonObject } from '../discord/json.ts';

export type Response = { status: number; headers: Headers; body: JsonObject; list: JsonObject[] };
export type Scene = {
  discord: Discord;
  guild: GuildHandle;
  channel: ChannelHandle;
  alice: Person;
  bob: Person;
  /** Moves Discord's clock. */
  advance(ms: number): void;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  post(body: JsonObject): Promise<Response>;
  /** Registers commands by one bulk overwrite. */
  register(commands: JsonObject[]): Promise<Response>;
  close(): Promise<void>;
};

export async function openScene(options: Partial<DiscordOptions> = {}): Promise<Scene> {
  let at = Date.UTC(2026, 10, 24, 8);
  const discord = await openDiscord({ now: () => at, patienceMs: 300, ...options });
  const guild = discord.addGuild();
  const channel = guild.addChannel('general');

  const call: Scene['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return {
      status: response.status,
      headers: response.headers,
      body: isObject(json) ? json : {},
      list: Array.isArray(json) ? json.filter(isObject) : [],
    };
  };

  return {
    discord,
    guild,
    channel,
    alice: guild.addMember('alice', { permissions: ['manageGuild'] }),
    bob: guild.addMember('bob'),
    advance(ms) {
      at += ms;
    },
    call,
    post: (body) => call('POST', `/channels/${channel.id}/messages`, body),
    register: (commands) => call('PUT', `/applications/${discord.applicationId}/commands`, commands),
    close: () => discord.close(),
  };
}

/** Answers an interaction by REST. */
export function callbackOf({ discord, call }: Scene, body: JsonObject, query = ''): Promise<Response> {
  const last = discord.interactions().at(-1);
  return call('POST', `/interactions/${last?.id}/${last?.token}/callback${query}`, body);
}

export const row = (...components: JsonObject[]): JsonObject => ({ type: 1, components });
export const button = (customId: string, label: string): JsonObject => ({
  type: 2,
  style: 2,
  custom_id: customId,
  label,
});
export const text = (content: string): JsonObject => ({ type: 10, content });
export const v2 = (...components: JsonObject[]): JsonObject => ({ flags: 1 << 15, components });

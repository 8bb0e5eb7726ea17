/** Names, zones and roles of people, and who made a channel: asked of Slack, and known for a day. */

import { z } from 'zod';
import { createDayCache } from './day-cache.ts';
import type { Clients } from './web.ts';

export const personShape = z.object({
  user: z.object({
    team_id: z.string().optional(),
    name: z.string().default(''),
    real_name: z.string().optional(),
    tz: z.string().optional(),
    deleted: z.boolean().default(false),
    is_admin: z.boolean().default(false),
    is_owner: z.boolean().default(false),
    is_primary_owner: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).default({}),
  }),
});
const channelShape = z.object({
  channel: z.object({
    name: z.string().default(''),
    creator: z.string().optional(),
    is_im: z.boolean().default(false),
  }),
});

export type Person = {
  name: string;
  zone: string | undefined;
  /** Admin or owner of the workspace. */
  admin: boolean;
  /** Ids of the workspace and the Enterprise they belong to. */
  homes: string[];
};
export type KnownChannel = { name: string; creator: string | undefined };

export type People = {
  person(token: string, workspace: string, user: string, at: number): Promise<Person>;
  channel(token: string, channel: string, at: number): Promise<KnownChannel>;
  /** Something about a person changed. */
  forget(workspace: string, user: string): void;
};

export function createPeople(clients: Clients): People {
  const people = createDayCache<Person>();
  const channels = createDayCache<KnownChannel>();
  return {
    person: (token, workspace, user, at) =>
      people.get(`${workspace}:${user}`, at, async () =>
        personOf(personShape.parse(await clients.interactive(token).users.info({ user })).user),
      ),
    channel: (token, channel, at) =>
      channels.get(channel, at, async () => {
        const { channel: shown } = channelShape.parse(await clients.interactive(token).conversations.info({ channel }));
        return { name: shown.name, creator: shown.creator };
      }),
    forget: (workspace, user) => people.forget(`${workspace}:${user}`),
  };
}

function personOf(user: z.output<typeof personShape>['user']): Person {
  const { profile, real_name, name } = user;
  const rules = user.is_admin || user.is_owner || user.is_primary_owner;
  return {
    name: profile.display_name || profile.real_name || real_name || name,
    zone: user.tz,
    admin: rules && !user.deleted,
    homes: [user.team_id, user.enterprise_user?.enterprise_id].filter((id) => id !== undefined),
  };
}

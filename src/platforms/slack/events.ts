/** What Slack tells without anybody asking: a Home tab opened, the app invited or taken out, somebody changed or gone. */

import { z } from 'zod';
import type { App } from '../../app.ts';
import { eraseMember } from '../../rounds/erase.ts';
import { findChannel } from '../../store/channels.ts';
import { installationOf, removeInstallation } from '../../store/installations.ts';
import { findMember, findWorkspace } from '../../store/people.ts';
import { noteRemoved } from '../../store/removals.ts';
import { scheduleOf } from '../../store/schedules.ts';
import { channelIntro } from '../../words/slack.ts';
import type { RequestMemory } from '../request-memory.ts';
import type { Home } from './home.ts';
import type { Access } from './installs.ts';
import type { People } from './people.ts';

const user = z.object({ id: z.string(), deleted: z.boolean().default(false) });
const eventShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('app_home_opened'), user: z.string(), channel: z.string().default(''), tab: z.string() }),
  z.object({ type: z.literal('app_uninstalled') }),
  z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).default([]) }) }),
  z.object({ type: z.literal('user_change'), user }),
  z.object({
    type: z.literal('member_joined_channel'),
    user: z.string(),
    channel: z.string(),
    inviter: z.string().optional(),
  }),
]);
const bodyShape = z.object({
  event_id: z.string(),
  /** Epoch seconds. */
  event_time: z.number(),
  team_id: z.string().default(''),
  enterprise_id: z.string().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        is_enterprise_install: z.boolean().default(false),
      }),
    )
    .default([]),
  event: eventShape,
});
type Told = z.output<typeof bodyShape>;

export type Events = { handle(body: unknown, access: Access | undefined): Promise<void> };

type Needs = { app: App; home: Home; people: People; memory: RequestMemory };

export function createEvents({ app, home, people, memory }: Needs): Events {
  /** Slack says both that the app was taken out and that its tokens are void, in any order, and perhaps again. */
  async function leave(workspace: string, told: Told): Promise<void> {
    // An event that came late must not undo a new installation.
    const toldAt = told.event_time * 1000 + 999;
    const isNew = await app.store.transaction(async (tx) => {
      await removeInstallation(tx, 'slack', workspace, toldAt);
      const again = await installationOf(tx, 'slack', workspace);
      return !again && (await noteRemoved(tx, 'slack', workspace, app.now()));
    });
    if (isNew) app.log.info({ workspace }, 'removed from a workspace');
  }

  async function changed(workspace: string, { id, deleted }: z.output<typeof user>): Promise<void> {
    people.forget(workspace, id);
    if (!deleted) return;
    const known = await findWorkspace(app.db, 'slack', workspace);
    const member = known && (await findMember(app.db, known.id, id));
    if (!member) return;
    await eraseMember(app, member.id, app.now());
    app.log.info({ workspace }, 'erased a member whose account was deactivated');
  }

  async function invited(
    workspace: string,
    channel: string,
    inviter: string | undefined,
    access: Access,
  ): Promise<void> {
    const known = await findWorkspace(app.db, 'slack', workspace);
    const place = known && (await findChannel(app.db, known.id, channel));
    const schedule = place && (await scheduleOf(app.db, place.id));
    if (schedule && schedule.status !== 'removed') return;
    const name = inviter && (await people.person(access.token, workspace, inviter, app.now())).name;
    const platform = app.platforms.get('slack');
    const message = channelIntro(name ?? '');
    await platform?.send({ workspace, channel }, message, `intro:${channel}`, AbortSignal.timeout(sendMs));
  }

  return {
    async handle(body, access) {
      const read = bodyShape.safeParse(body);
      if (!read.success) return;
      const { event, event_id } = read.data;
      const workspace = workspaceOf(read.data);
      if (!(await memory.isFirst(`slack:${event_id}`))) return;
      switch (event.type) {
        case 'app_home_opened': {
          if (event.tab !== 'home' || !access) return;
          const origin = { channel: { id: event.channel, name: '' }, onPrivate: false };
          const asker = {
            workspace,
            team: read.data.team_id,
            teamName: '',
            user: { id: event.user, name: '' },
            origin,
          };
          return home.publish(asker, access);
        }
        case 'app_uninstalled':
          return leave(workspace, read.data);
        case 'tokens_revoked':
          return event.tokens.bot.length > 0 ? leave(workspace, read.data) : undefined;
        case 'user_change':
          return changed(workspace, event.user);
        case 'member_joined_channel':
          if (!access || event.user !== access.botUserId) return;
          return invited(workspace, event.channel, event.inviter, access);
      }
    },
  };
}

const sendMs = 10_000;

function workspaceOf({ team_id, enterprise_id, authorizations }: Told): string {
  const [authorization] = authorizations;
  if (authorization?.is_enterprise_install) return authorization.enterprise_id ?? enterprise_id ?? team_id;
  return authorization?.team_id ?? team_id;
}

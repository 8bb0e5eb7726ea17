/** users.info (reference/methods/users.info) and the user object that events carry as well. */

import { type BotMethod, needScope, needText, userFor } from '../calls.ts';
import type { JsonObject } from '../json.ts';
import type { User } from '../records.ts';
import type { State } from '../state.ts';

/** Somebody deactivated has neither zone nor roles. */
export function userObject(state: State, user: User, at: number): JsonObject {
  const [teamId = ''] = user.workspaceIds;
  const enterprise = state.workspaces.get(teamId)?.enterprise;
  const common = {
    id: user.id,
    team_id: teamId,
    name: user.name,
    deleted: user.isDeleted,
    is_bot: user.isBot,
    profile: { real_name: user.name, display_name: user.name, team: teamId },
    ...(enterprise
      ? { enterprise_user: { id: user.id, enterprise_id: enterprise.id, teams: [...user.workspaceIds] } }
      : {}),
  };
  if (user.isDeleted) return common;
  return {
    ...common,
    real_name: user.name,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, at),
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };
}

function offsetSeconds(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const named = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(named) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

const info: BotMethod = (call) => {
  needScope(call, 'users:read');
  const user = userFor(call, needText(call.args, 'user'));
  const object = userObject(call.core.state, user, call.core.now());
  return { user: call.args.flag('include_locale') ? { ...object, locale: user.locale } : object };
};

export const users: Record<string, BotMethod> = { 'users.info': info };

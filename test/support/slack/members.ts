/** Members as a test sets them up and changes them. */

import type { SendEvent } from './channels.ts';
import type { ExchangeTools } from './exchange.ts';
import { userObject } from './methods/users.ts';
import { createPerson, type Person } from './people.ts';
import type { Profile, User, Workspace } from './records.ts';
import { installationIn } from './state.ts';

export type MemberHandle = Person & {
  /** A change of profile, roles or state; the app is told by `user_change`. */
  change(to: Partial<Profile> & { isDeleted?: boolean }): Promise<void>;
};

/** In an Enterprise ids begin with W. */
export function addUser(
  tools: ExchangeTools,
  sendEvent: SendEvent,
  workspace: Workspace,
  options: Partial<Profile>,
): MemberHandle {
  const { core } = tools;
  const { state } = core;
  const id = state.newId(workspace.enterprise ? 'W' : 'U');
  const user: User = {
    name: `member-${Number(id.slice(1))}`,
    tz: 'Europe/Berlin',
    locale: 'en-US',
    isAdmin: false,
    isOwner: false,
    ...options,
    id,
    isDeleted: false,
    isBot: false,
    workspaceIds: new Set([workspace.id]),
  };
  state.users.set(id, user);
  return {
    ...createPerson(tools, user, ''),
    async change(to) {
      Object.assign(user, to);
      const event = { type: 'user_change', user: userObject(state, user, core.now()) };
      if (installationIn(state, workspace.id)?.scopes.has('users:read')) await sendEvent(workspace.id, event);
    },
  };
}

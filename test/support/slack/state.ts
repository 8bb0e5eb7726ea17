/** Everything this Slack remembers. */

import type {
  Channel,
  Delivery,
  Installation,
  OAuthCode,
  RefreshToken,
  ResponseUrl,
  SeenRequest,
  StoredMessage,
  StoredView,
  Token,
  Trigger,
  User,
  Violation,
  Workspace,
} from './records.ts';

export function createState(now: () => number) {
  let lastMicros = 0;
  const counts = new Map<string, number>();
  const installations: Installation[] = [];
  const deliveries: Delivery[] = [];
  const requests: SeenRequest[] = [];
  const violations: Violation[] = [];

  return {
    workspaces: new Map<string, Workspace>(),
    users: new Map<string, User>(),
    channels: new Map<string, Channel>(),
    installations,
    tokens: new Map<string, Token>(),
    refreshTokens: new Map<string, RefreshToken>(),
    codes: new Map<string, OAuthCode>(),
    messages: new Map<string, StoredMessage>(),
    views: new Map<string, StoredView>(),
    /** The open modals of a user, the topmost last. */
    stacks: new Map<string, string[]>(),
    /** The Home tab of a user with an installation: `botUserId:userId` → view. */
    homes: new Map<string, string>(),
    triggers: new Map<string, Trigger>(),
    responseUrls: new Map<string, ResponseUrl>(),
    deliveries,
    requests,
    violations,

    /** The same sequence in every run: `U000000001`, `U000000002`, … */
    newId(prefix: string): string {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}${String(count).padStart(9, '0')}`;
    },

    /** Later than every one before, also when the clock stands still. */
    newTs(): string {
      lastMicros = Math.max(lastMicros + 1, now() * 1000);
      const seconds = Math.floor(lastMicros / 1e6);
      return `${seconds}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
}

export type State = ReturnType<typeof createState>;

export const homeKey = ({ botUserId }: Installation, userId: string) => `${botUserId}:${userId}`;

/** The installation that serves a workspace: its own, or one of its Enterprise. */
export function installationIn(state: State, workspaceId: string): Installation | undefined {
  return state.installations.findLast(
    ({ workspaceIds, isUninstalled }) => workspaceIds.has(workspaceId) && !isUninstalled,
  );
}

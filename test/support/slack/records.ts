/** What this Slack remembers, one record of each kind. */

import type { Json, JsonObject } from './json.ts';

export type Enterprise = { id: string; name: string; domain: string };

export type Workspace = { id: string; name: string; domain: string; enterprise: Enterprise | undefined };

export type Profile = { name: string; tz: string; locale: string; isAdmin: boolean; isOwner: boolean };

export type User = Profile & { id: string; isDeleted: boolean; isBot: boolean; workspaceIds: Set<string> };

export type Channel = {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'direct';
  workspaceId: string;
  creatorId: string;
  createdAt: number;
  /** Of users, bots among them. */
  memberIds: Set<string>;
  isArchived: boolean;
};

/** The app in one workspace, or with one token in many of an Enterprise. */
export type Installation = {
  enterprise: Enterprise | undefined;
  isEnterpriseInstall: boolean;
  workspaceIds: Set<string>;
  botId: string;
  botUserId: string;
  scopes: Set<string>;
  installedBy: string;
  isUninstalled: boolean;
};

export type Token = {
  value: string;
  kind: 'bot' | 'app';
  scopes: Set<string>;
  installation?: Installation;
  expiresAt?: number;
  isRevoked: boolean;
};

export type RefreshToken = { value: string; installation: Installation; isUsed: boolean };

export type OAuthCode = {
  redirectUri: string | undefined;
  scopes: string[];
  userId: string;
  workspaceIds: string[];
  enterprise: Enterprise | undefined;
  isEnterpriseInstall: boolean;
  expiresAt: number;
  isUsed: boolean;
};

export type StoredMessage = {
  ts: string;
  channelId: string;
  authorId: string;
  installation: Installation | undefined;
  text: string;
  blocks: JsonObject[];
  threadTs: string | undefined;
  metadata: JsonObject | undefined;
  ephemeralFor: string | undefined;
  editedTs: string | undefined;
  /** What people have chosen and typed in it: user → block → action → value. */
  values: Map<string, JsonObject>;
};

export type StoredView = {
  id: string;
  installation: Installation;
  workspaceId: string;
  userId: string;
  /** As the app sent it, with the ids it left out. */
  payload: JsonObject;
  hash: string;
  rootId: string;
  previousId: string | undefined;
  values: JsonObject;
};

/** A request to the app: a command, a use of a control, a view or an event. */
export type Delivery = {
  id: string;
  kind: 'command' | 'actions' | 'submission' | 'closed' | 'event';
  /** What the app reads. */
  body: JsonObject;
  installation: Installation;
  workspaceId: string;
  userId: string | undefined;
  channelId: string | undefined;
  /** From sending to acknowledgement, real milliseconds. */
  ackMs?: number;
  /** HTTP only. */
  status?: number;
  /** What the acknowledgement carried. */
  response?: Json;
  /** What the person reads instead: `operation_timeout`, `dispatch_failed`, … */
  failure?: string;
  /** Bytes and headers over HTTP, for a replay. */
  sent?: { headers: Record<string, string>; body: string };
  /** What the app made of it by acknowledgement, response_url or trigger: message ts and view ids. */
  messageTs: string[];
  viewIds: string[];
};

export type Trigger = {
  id: string;
  delivery: Delivery;
  userId: string;
  /** The view it was used in. */
  viewId: string | undefined;
  expiresAt: number;
  isUsed: boolean;
};

export type ResponseUrl = {
  path: string;
  delivery: Delivery;
  channelId: string;
  userId: string;
  /** Of an action: the message it was used on. A command has none. */
  originalTs: string | undefined;
  threadTs: string | undefined;
  expiresAt: number;
  uses: number;
};

export type SeenRequest = {
  /** Such as `chat.postMessage`, or `response_url`. */
  method: string;
  args: JsonObject;
  token: string | undefined;
  /** Slack's time. */
  at: number;
  /** Absent as long as there is none, and where the connection ended without one. */
  status?: number;
  /** Of `ok: false`. */
  error?: string;
};

/** What real Slack would refuse, show as trouble, or is not to be relied on. */
export type Violation = { where: string; problems: string[]; payload: Json };

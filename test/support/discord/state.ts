/** All that the double remembers. Snowflakes are strings, instants epoch milliseconds. */

import type { CommandPayload } from './command-payload.ts';
import type { TopComponent } from './components.ts';
import type { FormFault } from './form-body.ts';
import type { Json, JsonObject } from './json.ts';
import type { AllowedMentions, Embed } from './message-payload.ts';
import type { ModalPayload } from './modal-payload.ts';
import { createIds, type Ids } from './snowflake.ts';

export type User = { id: string; name: string; bot: boolean; locale: string; takesDirectMessages: boolean };
export type Role = { id: string; name: string; permissions: bigint; mentionable: boolean };
export type Member = { userId: string; roleIds: string[] };
export type Guild = {
  id: string;
  name: string;
  locale: string;
  ownerId: string;
  /** An outage: the gateway names the guild and tells nothing of it. */
  available: boolean;
  /** What automatic moderation blocks. */
  blockedWords: string[];
  roles: Map<string, Role>;
  members: Map<string, Member>;
};

type Overwrite = { id: string; of: 'role' | 'member'; allow: bigint; deny: bigint };
export type TextChannel = { kind: 'text'; id: string; guildId: string; name: string; overwrites: Overwrite[] };
export type Thread = {
  kind: 'thread';
  id: string;
  guildId: string;
  parentId: string;
  name: string;
  archiveMinutes: number;
  archived: boolean;
  locked: boolean;
};
export type DirectChannel = { kind: 'direct'; id: string; userId: string };
export type Channel = TextChannel | Thread | DirectChannel;

export type Attachment = {
  id: string;
  filename: string;
  description?: string;
  contentType: string;
  bytes: Uint8Array;
};

export type StoredMessage = {
  id: string;
  channelId: string;
  authorId: string;
  createdAt: number;
  editedAt?: number;
  /** Edits since the message was an hour old. */
  lateEdits: number;
  content: string;
  embeds: Embed[];
  components: TopComponent[];
  flags: number;
  attachments: Attachment[];
  nonce?: string | number;
  allowedMentions?: AllowedMentions;
  /** Whom it notified: `@everyone`, `<@&role>`, `<@user>`. */
  notified: string[];
  /** The one person who sees it. */
  ephemeralFor?: string;
  interactionId?: string;
};

export type Modal = {
  payload: ModalPayload;
  /** What opened it, and the message it was opened from. */
  openedBy: Interaction;
};

export type InteractionKind = 'command' | 'component' | 'autocomplete' | 'modal';

export type Interaction = {
  id: string;
  token: string;
  kind: InteractionKind;
  userId: string;
  channelId: string;
  guildId?: string;
  /** The message its component stood on, also where a modal came between. */
  messageId?: string;
  /** As it was sent to the application. */
  payload: JsonObject;
  createdAt: number;
  /** Real milliseconds, for measuring only. */
  sentMs: number;
  /** What the application answered first. */
  callback?: { type: number; data: Json };
  /** Why there will be no callback, where that is known already. */
  failure?: string;
  /** Real milliseconds from sending it to having its callback. */
  callbackMs?: number;
  /** What `@original` means. */
  originalId?: string;
  followUpIds: string[];
  modal?: Modal;
  choices?: { name: string; value: string | number }[];
};

export type Command = CommandPayload & { id: string; guildId?: string; version: string };

export type Violation = { request: string; faults: readonly FormFault[]; body: unknown };
export type SeenRequest = { method: string; path: string; route: string; body: unknown; at: number; status?: number };

export type State = {
  ids: Ids;
  applicationId: string;
  botId: string;
  /** Undefined once it was revoked. */
  token: string | undefined;
  users: Map<string, User>;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  messages: Map<string, StoredMessage>;
  interactions: Map<string, Interaction>;
  commands: Command[];
  /** When commands were created, by guild or `global`. */
  commandCreates: Map<string, number[]>;
  /** The form each person has before them. */
  openModals: Map<string, Modal>;
  violations: Violation[];
  requests: SeenRequest[];
};

export function createState(now: () => number, token: string): State {
  const ids = createIds(now);
  const bot: User = { id: ids.older(), name: 'quiz-bot', bot: true, locale: 'en-US', takesDirectMessages: false };
  return {
    ids,
    applicationId: bot.id,
    botId: bot.id,
    token,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    commands: [],
    commandCreates: new Map(),
    openModals: new Map(),
    violations: [],
    requests: [],
  };
}

/** The body of a message that is created or edited (resources/message), and the rules on it as a whole. */

import { z } from 'zod';
import { mediaOf, treeFaults } from './component-tree.ts';
import { actionRow, type TopComponent, topComponent } from './components.ts';
import { FormError, type FormFault, readForm } from './form-body.ts';
import { limits } from './limits.ts';

export const flag = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const text = (most: number) => z.string().max(most).nullish();
const embed = z.object({
  title: text(limits.embedTitle),
  description: text(limits.embedDescription),
  url: z.string().nullish(),
  color: z.int().nullish(),
  timestamp: z.string().nullish(),
  fields: z
    .array(
      z.object({
        name: z.string().min(1).max(limits.embedFieldName),
        value: z.string().min(1).max(limits.embedFieldValue),
        inline: z.boolean().optional(),
      }),
    )
    .max(limits.embedFields)
    .nullish(),
  footer: z.object({ text: z.string().max(limits.embedFooter) }).nullish(),
  author: z.object({ name: z.string().max(limits.embedAuthor) }).nullish(),
  image: z.object({ url: z.string() }).nullish(),
  thumbnail: z.object({ url: z.string() }).nullish(),
});
export type Embed = z.output<typeof embed>;

const ids = z.array(z.string()).max(limits.allowedMentionIds).nullish();
const allowedMentions = z.object({
  parse: z.array(z.enum(['roles', 'users', 'everyone'])).nullish(),
  roles: ids,
  users: ids,
  replied_user: z.boolean().nullish(),
});
export type AllowedMentions = z.output<typeof allowedMentions>;

const message = z.object({
  content: text(limits.content),
  nonce: z.union([z.string().max(limits.nonce), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  embeds: z.array(embed).max(limits.embeds).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  components: z.array(z.unknown()).nullish(),
  flags: z.int().nullish(),
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.int()]).transform(String),
        filename: z.string().optional(),
        description: text(limits.fileDescription),
      }),
    )
    .nullish(),
  sticker_ids: z.array(z.string()).nullish(),
  poll: z.unknown().optional(),
});

export type MessagePayload = Omit<z.output<typeof message>, 'components'> & { components?: TopComponent[] | null };

export type Circumstances = {
  /** The flags one may set here. */
  settable: number;
  /** The flags the message has already, when it is edited. */
  flags?: number;
  /** Names of the files it will have. */
  files: readonly string[];
};

/** Throws a FormError that lists why Discord would refuse the message. */
export function readMessage(body: unknown, { settable, flags = 0, files }: Circumstances): MessagePayload {
  const { components: raw, ...payload } = readForm(message, body);
  const isV2 = ((flags | (payload.flags ?? 0)) & flag.componentsV2) !== 0;
  const components = raw === undefined || raw === null ? raw : readComponents(raw, isV2);
  const faults = [
    ...flagFaults(payload.flags ?? 0, settable, flags),
    ...(isV2 ? legacyFaults(payload) : []),
    ...mentionFaults(payload.allowed_mentions ?? undefined),
    ...embedFaults(payload.embeds ?? []),
    ...treeFaults(components),
    ...mediaFaults(components, files),
  ];
  if (faults.length > 0) throw new FormError(faults);
  return components === undefined ? payload : { ...payload, components };
}

function readComponents(components: unknown[], isV2: boolean): TopComponent[] {
  const legacy = z.object({ components: z.array(actionRow).max(limits.legacyRows) });
  const modern = z.object({ components: z.array(topComponent) });
  return isV2 ? readForm(modern, { components }).components : readForm(legacy, { components }).components;
}

function flagFaults(given: number, settable: number, had: number): FormFault[] {
  const stray = given & ~(settable | had);
  if (stray === 0) return [];
  return [{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message: `Flags ${stray} cannot be set here` }];
}

function legacyFaults(payload: z.output<typeof message>): FormFault[] {
  return (['content', 'embeds', 'sticker_ids', 'poll'] as const)
    .filter((field) => isFilled(payload[field]))
    .map((field) => ({
      path: [field],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    }));
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function mentionFaults(given: AllowedMentions | undefined): FormFault[] {
  return (['roles', 'users'] as const)
    .filter((kind) => given?.parse?.includes(kind) && (given[kind]?.length ?? 0) > 0)
    .map((kind) => ({
      path: ['allowed_mentions'],
      code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
    }));
}

function embedFaults(embeds: readonly Embed[]): FormFault[] {
  const size = embeds
    .flatMap(({ title, description, footer, author, fields }) => [
      title,
      description,
      footer?.text,
      author?.name,
      ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
    ])
    .reduce((total, part) => total + (part?.length ?? 0), 0);
  if (size <= limits.embedText) return [];
  const message = `Embed size exceeds maximum size of ${limits.embedText}`;
  return [{ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message }];
}

function mediaFaults(components: unknown, files: readonly string[]): FormFault[] {
  const missing = mediaOf(components).filter(
    (url) => url.startsWith('attachment://') && !files.includes(url.slice('attachment://'.length)),
  );
  return missing.map((url) => ({
    path: ['components'],
    code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    message: `The referenced attachment ${url} was not found`,
  }));
}

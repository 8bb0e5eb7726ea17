/** Raw interactions, as the gateway and the HTTP endpoint bring them alike, read into what was asked. */

import {
  ApplicationCommandOptionType,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { z } from 'zod';
import type { Given } from '../../chat/command.ts';
import type { Used } from '../../chat/message.ts';

/** Who asks and where, with the token that answers it. Ids are Discord's. */
type Origin = {
  id: string;
  token: string;
  /** Undefined in direct messages. */
  guild: string | undefined;
  /** In a thread its parent, whose name an interaction does not tell. */
  channel: { id: string; name: string };
  user: { id: string; name: string };
  /** Whether Manage Server is among the rights here. */
  admin: boolean;
  /** Ids; none in direct messages. */
  roles: readonly string[];
  /** Whether the control stood on a message that only this person sees. */
  onPrivate: boolean;
  /** The message that the control stood on, where the whole channel sees it; undefined in threads. */
  onPublic: string | undefined;
};

export type Asked = Origin &
  (
    | { kind: 'command'; name: string; given: Given }
    | { kind: 'autocomplete'; name: string; option: string; typed: string }
    | { kind: 'control'; used: Used }
    | { kind: 'form'; used: Used }
  );

const user = z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() });
const origin = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  token: z.string().min(1),
  guild_id: z.string().optional(),
  channel: z.object({
    id: z.string(),
    type: z.int(),
    name: z.string().nullish(),
    parent_id: z.string().nullish(),
  }),
  user: user.optional(),
  member: z
    .object({
      user,
      nick: z.string().nullish(),
      permissions: z.string().regex(/^\d+$/),
      roles: z.array(z.string()).default([]),
    })
    .optional(),
  message: z.object({ id: z.string().optional(), flags: z.int().optional() }).optional(),
});

type CommandOption = {
  name: string;
  type: number;
  value?: string | number | boolean | undefined;
  focused?: boolean | undefined;
  options?: CommandOption[] | undefined;
};
const commandOption: z.ZodType<CommandOption> = z.object({
  name: z.string(),
  type: z.int(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
  get options() {
    return z.array(commandOption).optional();
  },
});
const commandData = z.object({ options: z.array(commandOption).optional() });
const controlData = z.object({
  custom_id: z.string(),
  component_type: z.int(),
  values: z.array(z.string()).optional(),
});
const field = z.object({
  custom_id: z.string().optional(),
  value: z.union([z.string(), z.boolean()]).nullish(),
  values: z.array(z.string()).optional(),
});
const formData = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: field.optional() })),
});

const interaction = z.discriminatedUnion('type', [
  origin.extend({ type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  origin.extend({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  origin.extend({ type: z.literal(InteractionType.MessageComponent), data: controlData }),
  origin.extend({ type: z.literal(InteractionType.ModalSubmit), data: formData }),
]);

/** @returns undefined for what is no interaction that this program can have caused */
export function readInteraction(payload: unknown): Asked | undefined {
  const read = interaction.safeParse(payload);
  const from = read.success ? originOf(read.data) : undefined;
  if (!read.success || !from) return undefined;
  switch (read.data.type) {
    case InteractionType.ApplicationCommand:
      return { ...from, kind: 'command', ...commandOf(read.data.data.options) };
    case InteractionType.ApplicationCommandAutocomplete: {
      const { name, given, focused } = commandOf(read.data.data.options);
      return { ...from, kind: 'autocomplete', name, option: focused ?? '', typed: given.get(focused ?? '') ?? '' };
    }
    case InteractionType.MessageComponent: {
      const { custom_id: id, component_type, values = [] } = read.data.data;
      const isSelect = component_type === ComponentType.StringSelect;
      const used = { id, values: new Map(isSelect ? [['value', values]] : []), ...onOf(from) };
      return { ...from, kind: 'control', used };
    }
    case InteractionType.ModalSubmit:
      return {
        ...from,
        kind: 'form',
        used: { id: read.data.data.custom_id, values: formValues(read.data.data), ...onOf(from) },
      };
  }
}

function onOf({ onPublic }: Origin): Pick<Used, 'on'> {
  return onPublic === undefined ? {} : { on: onPublic };
}

const threads: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

function originOf({
  id,
  token,
  guild_id,
  channel,
  user,
  member,
  message,
}: z.output<typeof origin>): Origin | undefined {
  const person = member?.user ?? user;
  if (!person) return undefined;
  const rights = BigInt(member?.permissions ?? 0);
  const inThread = threads.includes(channel.type) && typeof channel.parent_id === 'string';
  const onPrivate = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return {
    id,
    token,
    guild: guild_id,
    channel: { id: (inThread && channel.parent_id) || channel.id, name: inThread ? '' : (channel.name ?? '') },
    user: { id: person.id, name: member?.nick ?? person.global_name ?? person.username },
    admin: (rights & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n,
    roles: member?.roles ?? [],
    onPrivate,
    onPublic: onPrivate || guild_id === undefined || threads.includes(channel.type) ? undefined : message?.id,
  };
}

/** `admin setup` and its values, out of the group, subcommand and options that they are nested in. */
function commandOf(options: readonly CommandOption[] = []): { name: string; given: Given; focused?: string } {
  const path: string[] = [];
  let inside = options;
  for (;;) {
    const step = inside.find(({ type }) => isNested(type));
    if (!step) break;
    path.push(step.name);
    inside = step.options ?? [];
  }
  const focused = inside.find((option) => option.focused)?.name;
  const given = new Map(inside.map(({ name, value }) => [name, String(value ?? '')]));
  return { name: path.join(' '), given, ...(focused !== undefined && { focused }) };
}

function isNested(type: number): boolean {
  return type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
}

/** By input id; inputs left empty are absent. */
function formValues({ components }: z.output<typeof formData>): Map<string, string[]> {
  const filled = components.flatMap(({ component }): [string, string[]][] => {
    const { custom_id, value, values } = component ?? {};
    const all = (values ?? [typeof value === 'string' ? value : '']).filter((one) => one.trim() !== '');
    return custom_id === undefined || all.length === 0 ? [] : [[custom_id, all]];
  });
  return new Map(filled);
}

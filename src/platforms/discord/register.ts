/** Brings the registered command to what our definitions say. */

import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { type RootCommand, rootName } from './commands.ts';

type Shape = {
  name: string;
  description: string;
  type?: number | undefined;
  required?: boolean | undefined;
  autocomplete?: boolean | undefined;
  choices?: { name: string; value: string | number }[] | undefined;
  contexts?: number[] | null | undefined;
  options?: Shape[] | undefined;
};
const shape: z.ZodType<Shape> = z.object({
  name: z.string(),
  description: z.string(),
  type: z.int().optional(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).optional(),
  contexts: z.array(z.int()).nullish(),
  get options() {
    return z.array(shape).optional();
  },
});

/** Where a command is registered: everywhere, or in one server, where it shows at once and hides the global one. */
export type Scope = { applicationId: string; guild?: string };

function route({ applicationId, guild }: Scope) {
  return guild === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guild);
}

/** What is registered under our name; undefined when nothing is. */
export async function registeredCommand(rest: REST, scope: Scope): Promise<Shape | undefined> {
  return z
    .array(shape)
    .parse(await rest.get(route(scope)))
    .find(({ name }) => name === rootName);
}

/** Registers our command in place of the one of its name; other commands of the application stay. */
export async function writeCommand(rest: REST, scope: Scope, command: RootCommand): Promise<void> {
  const { contexts, integration_types, ...everywhere } = command;
  // Only global commands know places and kinds of installation (interactions/application-commands#contexts).
  const body = scope.guild === undefined ? { ...everywhere, contexts, integration_types } : everywhere;
  await rest.post(route(scope), { body });
}

/**
 * What differs, a line each: `+ admin accept`, `- tip`, `~ admin setup time`. Empty when nothing does.
 * @param wanted in a server, places do not count
 */
export function difference(registered: Shape | undefined, wanted: RootCommand, scope: Scope): string[] {
  const before = registered ? flat(registered) : new Map<string, unknown>();
  const after = flat(shape.parse(wanted));
  const lines = [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const name = path === '' ? `/${rootName}` : path;
    if (!after.has(path)) return [`- ${name}`];
    if (!before.has(path)) return [`+ ${name}`];
    return isDeepStrictEqual(before.get(path), after.get(path)) ? [] : [`~ ${name}`];
  });
  const samePlaces = isDeepStrictEqual(registered?.contexts ?? null, wanted.contexts ?? null);
  const places = registered && scope.guild === undefined && !samePlaces ? [`~ /${rootName} (where it shows)`] : [];
  return [...lines, ...places];
}

/** Every part by its path, without the parts below it; what Discord leaves out when it is false counts as left out. */
function flat(part: Shape, path: readonly string[] = []): Map<string, unknown> {
  const { description, type, required, autocomplete, choices, options = [] } = part;
  const own = {
    description,
    type: path.length === 0 ? undefined : type,
    required: required || undefined,
    autocomplete: autocomplete || undefined,
    choices: choices?.map(({ name, value }) => ({ name, value })),
  };
  return new Map<string, unknown>([
    [path.join(' '), own],
    ...options.flatMap((option) => [...flat(option, [...path, option.name])]),
  ]);
}

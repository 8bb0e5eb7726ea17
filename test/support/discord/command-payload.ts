/** Application commands as they are registered (interactions/application-commands), with their documented limits. */

import { z } from 'zod';
import { FormError, type FormFault, readForm, refuse } from './form-body.ts';
import { limits } from './limits.ts';

const kind = { subcommand: 1, group: 2 } as const;
const name = z
  .string()
  .min(1)
  .max(limits.commandName)
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u, 'Command name is invalid')
  .refine((given) => given === given.toLowerCase(), 'Command name is invalid');
const description = z.string().min(1).max(limits.commandDescription);
const localized = z.record(z.string(), z.string().nullable()).nullish();
const common = { name, description, name_localizations: localized, description_localizations: localized };

const leaf = z
  .object({
    ...common,
    type: z.literal([3, 4, 5, 6, 7, 8, 9, 10, 11]),
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z
      .array(
        z.object({
          name: z.string().min(1).max(limits.choiceName),
          name_localizations: localized,
          value: z.union([z.string().max(limits.choiceValue), z.number()]),
        }),
      )
      .max(limits.choices)
      .optional(),
    channel_types: z.array(z.int()).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    min_length: z.int().min(0).max(limits.stringOption).optional(),
    max_length: z.int().min(1).max(limits.stringOption).optional(),
  })
  .superRefine(({ autocomplete, choices = [] }, context) => {
    if (!autocomplete || choices.length === 0) return;
    refuse(context, ['choices'], 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES', 'Excludes autocomplete');
  });

const leaves = z.array(leaf).max(limits.commandOptions).superRefine(optionOrder);
const subcommand = z.object({ ...common, type: z.literal(kind.subcommand), options: leaves.optional() });
const group = z.object({
  ...common,
  type: z.literal(kind.group),
  options: z.array(subcommand).max(limits.commandOptions).superRefine(uniqueNames).optional(),
});

const command = z.object({
  ...common,
  type: z.literal(1).default(1),
  options: z
    .array(z.discriminatedUnion('type', [subcommand, group, leaf]))
    .max(limits.commandOptions)
    .superRefine((options, context) => {
      optionOrder(options, context);
      const nested = options.filter(isNested).length;
      if (nested === 0 || nested === options.length) return;
      const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
      refuse(context, [], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    })
    .optional(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  nsfw: z.boolean().optional(),
  contexts: z.array(z.literal([0, 1, 2])).nullish(),
  integration_types: z.array(z.literal([0, 1])).nullish(),
});

export type CommandPayload = z.output<typeof command>;
export type CommandOption = NonNullable<CommandPayload['options']>[number];
export type LeafOption = z.output<typeof leaf>;

/** A subcommand or a group of them. */
export function isNested(option: CommandOption): option is Exclude<CommandOption, LeafOption> {
  return option.type === kind.subcommand || option.type === kind.group;
}

function uniqueNames(options: readonly { name: string }[], context: Parameters<typeof refuse>[0]): void {
  const names = options.map((option) => option.name);
  names.forEach((given, place) => {
    if (names.indexOf(given) === place) return;
    refuse(context, [place, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', 'Option name is already used');
  });
}

function optionOrder(options: readonly { name: string }[], context: Parameters<typeof refuse>[0]): void {
  uniqueNames(options, context);
  const needs = options.map((option) => 'required' in option && option.required === true);
  needs.forEach((needed, place) => {
    if (!needed || !needs.slice(0, place).includes(false)) return;
    const message = 'Required options must be placed before non-required options';
    refuse(context, [place], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
  });
}

/** @param payload one command. Throws a FormError, its paths below `path`. */
export function readCommand(payload: unknown, path: PropertyKey[] = []): CommandPayload {
  try {
    const read = readForm(command, payload);
    const size = sizeOf(read);
    if (size <= limits.commandSize) return read;
    const message = `Command exceeds maximum size (${limits.commandSize})`;
    throw new FormError([{ path: [], code: 'APPLICATION_COMMAND_TOO_LARGE', message }]);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new FormError(error.faults.map((fault): FormFault => ({ ...fault, path: [...path, ...fault.path] })));
  }
}

type Sized = z.output<z.ZodObject<typeof common>> & {
  options?: readonly Sized[] | undefined;
  choices?: LeafOption['choices'];
};

/** Characters of all names, descriptions and values, of each the longest locale. */
export function sizeOf(given: Sized): number {
  const longest = (text: string, others: z.output<typeof localized>) =>
    Math.max(text.length, ...Object.values(others ?? {}).map((other) => other?.length ?? 0));
  const choices = (given.choices ?? []).map(
    (choice) => longest(choice.name, choice.name_localizations) + String(choice.value).length,
  );
  return [
    longest(given.name, given.name_localizations),
    longest(given.description, given.description_localizations),
    ...choices,
    ...(given.options ?? []).map(sizeOf),
  ].reduce((total, size) => total + size, 0);
}

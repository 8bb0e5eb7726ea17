/** What a message may be built of (components/reference), each with its documented limits. */

import { z } from 'zod';
import { refuse } from './form-body.ts';
import { limits } from './limits.ts';

/** 0 counts as left out (components/reference#anatomy-of-a-component). */
const id = z.int32().min(0).optional();
export const customId = z.string().min(1).max(limits.customId);
const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().optional() });
const media = z.object({ url: z.string().min(1) });

const link = 5;
const premium = 6;

export const button = z
  .object({
    type: z.literal(2),
    id,
    style: z.int().min(1).max(6),
    label: z.string().max(limits.buttonLabel).optional(),
    emoji: emoji.optional(),
    custom_id: customId.optional(),
    url: z.string().max(limits.buttonUrl).optional(),
    sku_id: z.string().optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((given, context) => {
    const needed = given.style === link ? 'url' : given.style === premium ? 'sku_id' : 'custom_id';
    for (const field of ['url', 'sku_id', 'custom_id'] as const) {
      if ((given[field] !== undefined) === (field === needed)) continue;
      if (field === needed) refuse(context, [field], 'BASE_TYPE_REQUIRED', 'This field is required');
      else refuse(context, [field], 'BUTTON_COMPONENT_INVALID_FIELD', `Cannot be used with style ${given.style}`);
    }
    if (given.style !== premium && !given.label && !given.emoji) {
      refuse(context, [], 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or emoji is required');
    }
  });

const choice = {
  value: z.string().min(1).max(limits.optionValue),
  label: z.string().min(1).max(limits.optionLabel),
  description: z.string().max(limits.optionDescription).optional(),
  default: z.boolean().optional(),
};
const selectOption = z.object({ ...choice, emoji: emoji.optional() });
/** Of a radio or checkbox group. */
export const plainOption = z.object(choice);

const select = {
  id,
  custom_id: customId,
  placeholder: z.string().max(limits.placeholder).optional(),
  min_values: z.int().min(0).max(limits.selectValues).optional(),
  max_values: z.int().min(1).max(limits.selectValues).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
};
const defaultValues = z.array(z.object({ id: z.string(), type: z.string() })).max(limits.selectValues);

export const stringSelect = z
  .object({ type: z.literal(3), ...select, options: z.array(selectOption).min(1).max(limits.selectOptions) })
  .superRefine(({ options, max_values }, context) => {
    refuseRepeated(options, context);
    if (options.filter((option) => option.default).length > (max_values ?? 1)) {
      refuse(context, ['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many options are default');
    }
  });
export const entitySelect = z.object({
  type: z.literal([5, 6, 7, 8]),
  ...select,
  default_values: defaultValues.optional(),
  channel_types: z.array(z.int()).optional(),
});

export function refuseRepeated(options: readonly { value: string }[], context: Parameters<typeof refuse>[0]): void {
  const values = options.map(({ value }) => value);
  values.forEach((value, place) => {
    if (values.indexOf(value) === place) return;
    const message = 'The specified option value is already used';
    refuse(context, ['options', place, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
  });
}

export const actionRow = z
  .object({
    type: z.literal(1),
    id,
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, entitySelect]))
      .min(1)
      .max(limits.buttonsInRow),
  })
  .superRefine(({ components }, context) => {
    if (components.length > 1 && components.some(({ type }) => type !== 2)) {
      refuse(context, ['components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'Layout component width exceeded');
    }
  });

export const textDisplay = z.object({ type: z.literal(10), id, content: z.string().min(1).max(limits.text) });
const thumbnail = z.object({
  type: z.literal(11),
  id,
  media,
  description: z.string().max(limits.mediaDescription).nullish(),
  spoiler: z.boolean().optional(),
});
const section = z.object({
  type: z.literal(9),
  id,
  components: z.array(textDisplay).min(1).max(limits.sectionTexts),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const gallery = z.object({
  type: z.literal(12),
  id,
  items: z
    .array(
      z.object({
        media,
        description: z.string().max(limits.mediaDescription).nullish(),
        spoiler: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(limits.galleryItems),
});
const file = z.object({ type: z.literal(13), id, file: media, spoiler: z.boolean().optional() });
const separator = z.object({
  type: z.literal(14),
  id,
  divider: z.boolean().optional(),
  spacing: z.literal([1, 2]).optional(),
});
const container = z.object({
  type: z.literal(17),
  id,
  accent_color: z.int().min(0).max(limits.accentColor).nullish(),
  spoiler: z.boolean().optional(),
  components: z.array(z.discriminatedUnion('type', [actionRow, textDisplay, section, gallery, file, separator])).min(1),
});

/** Top level of a message with the flag IS_COMPONENTS_V2. */
export const topComponent = z.discriminatedUnion('type', [
  actionRow,
  textDisplay,
  section,
  gallery,
  file,
  separator,
  container,
]);
export type TopComponent = z.output<typeof topComponent>;

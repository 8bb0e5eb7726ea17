/** What a modal may be built of (interactions/receiving-and-responding#interaction-response-object-modal). */

import { z } from 'zod';
import { treeFaults } from './component-tree.ts';
import { customId, entitySelect, plainOption, refuseRepeated, stringSelect, textDisplay } from './components.ts';
import { FormError, readForm, refuse } from './form-body.ts';
import { limits } from './limits.ts';

const id = z.int32().min(0).optional();
const required = z.boolean().optional();

const textInput = z
  .object({
    type: z.literal(4),
    id,
    custom_id: customId,
    style: z.literal([1, 2]),
    label: z.string().min(1).max(limits.label).optional(),
    min_length: z.int().min(0).max(limits.textInput).optional(),
    max_length: z.int().min(1).max(limits.textInput).optional(),
    required,
    value: z.string().max(limits.textInput).optional(),
    placeholder: z.string().max(limits.inputPlaceholder).optional(),
  })
  .superRefine(({ value, min_length = 0, max_length = limits.textInput }, context) => {
    if (min_length > max_length) {
      refuse(context, ['min_length'], 'BASE_TYPE_BAD_LENGTH', 'Must not be more than max_length.');
    }
    if ((value?.length ?? 0) > max_length) {
      refuse(context, ['value'], 'BASE_TYPE_BAD_LENGTH', `Must be ${max_length} or fewer in length.`);
    }
  });

const radioGroup = z
  .object({
    type: z.literal(21),
    id,
    custom_id: customId,
    options: z.array(plainOption).min(2).max(limits.radioOptions),
    required,
  })
  .superRefine(({ options }, context) => refuseRepeated(options, context));

const checkboxGroup = z
  .object({
    type: z.literal(22),
    id,
    custom_id: customId,
    options: z.array(plainOption).min(1).max(limits.checkboxOptions),
    min_values: z.int().min(0).max(limits.checkboxOptions).optional(),
    max_values: z.int().min(1).max(limits.checkboxOptions).optional(),
    required,
  })
  .superRefine(({ options }, context) => refuseRepeated(options, context));

const checkbox = z.object({ type: z.literal(23), id, custom_id: customId, default: z.boolean().optional() });

const fileUpload = z.object({
  type: z.literal(19),
  id,
  custom_id: customId,
  min_values: z.int().min(0).max(limits.uploadedFiles).optional(),
  max_values: z.int().min(1).max(limits.uploadedFiles).optional(),
  required,
});

const label = z
  .object({
    type: z.literal(18),
    id,
    label: z.string().min(1).max(limits.label),
    description: z.string().max(limits.labelDescription).optional(),
    component: z.discriminatedUnion('type', [
      textInput,
      stringSelect,
      entitySelect,
      radioGroup,
      checkboxGroup,
      checkbox,
      fileUpload,
    ]),
  })
  .superRefine(({ component }, context) => {
    if (component.type === 4 && component.label !== undefined) {
      refuse(context, ['component', 'label'], 'COMPONENT_INVALID_FIELD', 'Cannot be used in a label component');
    }
    if ('disabled' in component && component.disabled) {
      refuse(context, ['component', 'disabled'], 'COMPONENT_INVALID_FIELD', 'Modals cannot have disabled components');
    }
    if ('min_values' in component && component.min_values === 0 && component.required !== false) {
      const message = 'Must be at least 1 unless required is false';
      refuse(context, ['component', 'min_values'], 'NUMBER_TYPE_MIN', message);
    }
  });

/** Deprecated, and still taken. */
const inputRow = z
  .object({ type: z.literal(1), id, components: z.array(textInput).length(1) })
  .superRefine(({ components }, context) => {
    if (components[0]?.label !== undefined) return;
    refuse(context, ['components', 0, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required');
  });

const modal = z.object({
  custom_id: customId,
  title: z.string().min(1).max(limits.modalTitle),
  components: z
    .array(z.discriminatedUnion('type', [label, textDisplay, inputRow]))
    .min(1)
    .max(limits.modalComponents),
});

export type ModalPayload = z.output<typeof modal>;
export type ModalInput = z.output<typeof label>['component'];

/** Throws a FormError where Discord would refuse the modal. */
export function readModal(payload: unknown): ModalPayload {
  const read = readForm(modal, payload);
  const faults = treeFaults(read.components);
  if (faults.length > 0) throw new FormError(faults);
  return read;
}

/** The inputs of a modal, each with the label above it. */
export function inputsIn(given: ModalPayload): { label: string; input: ModalInput }[] {
  return given.components.flatMap((component) => {
    if (component.type === 18) return [{ label: component.label, input: component.component }];
    if (component.type === 10) return [];
    return component.components.map((input) => ({ label: input.label ?? '', input }));
  });
}

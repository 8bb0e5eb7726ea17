/** A form as a person sees it and fills it in, checked as a client checks it. */

import { numbered, textOf } from './component-tree.ts';
import type { JsonObject } from './json.ts';
import { inputsIn, type ModalInput, type ModalPayload } from './modal-payload.ts';
import type { Modal } from './state.ts';
import { withoutUndefined } from './wire.ts';

export type FormValue = string | string[] | boolean;

type ShownInput = {
  customId: string;
  label: string;
  kind: 'text' | 'select' | 'radio' | 'checks' | 'check' | 'other';
  required: boolean;
  /** Filled in already. */
  value?: string;
  options?: { label: string; value: string; description?: string | undefined }[];
};
export type ShownForm = {
  /** Of the interaction that opened it. */
  openedBy: string;
  customId: string;
  title: string;
  /** What stands between the inputs. */
  text: string;
  inputs: ShownInput[];
};

const kinds: { [type: number]: ShownInput['kind'] } = {
  4: 'text',
  3: 'select',
  21: 'radio',
  22: 'checks',
  23: 'check',
};

export function shownForm({ payload, openedBy }: Modal): ShownForm {
  return {
    openedBy: openedBy.id,
    customId: payload.custom_id,
    title: payload.title,
    text: payload.components
      .map((component) => textOf(withoutUndefined(component)))
      .filter(Boolean)
      .join('\n'),
    inputs: inputsIn(payload).map(({ label, input }) => ({
      customId: input.custom_id,
      label,
      kind: kinds[input.type] ?? 'other',
      required: 'required' in input ? input.required !== false : input.type !== 23,
      ...(input.type === 4 && input.value !== undefined ? { value: input.value } : {}),
      ...('options' in input
        ? { options: input.options.map(({ label, value, description }) => ({ label, value, description })) }
        : {}),
    })),
  };
}

/**
 * The `data` of the submission.
 * @param values by custom_id or label; what is not named stays as it was filled in
 */
export function filledForm(payload: ModalPayload, values: Readonly<Record<string, FormValue>>): JsonObject {
  const inputs = inputsIn(payload);
  for (const name of Object.keys(values)) {
    if (inputs.some(({ label, input }) => label === name || input.custom_id === name)) continue;
    throw new Error(`the form ${payload.title} has no input ${name}`);
  }
  const answers = new Map(
    inputs.map(({ label, input }) => {
      const given = values[input.custom_id] ?? values[label];
      return [input.custom_id, filled(label, input, given)];
    }),
  );
  const answered = (component: JsonObject): JsonObject => {
    const kept = { type: component.type, id: component.id };
    const { component: inner, components } = component;
    const one = (value: unknown) =>
      answered(withoutUndefined(typeof value === 'object' && value !== null ? value : {}));
    if (Array.isArray(components)) return { ...kept, components: components.map(one) };
    if (inner !== undefined) return { ...kept, component: one(inner) };
    const customId = String(component.custom_id ?? '');
    return { ...kept, ...(customId ? { custom_id: customId } : {}), ...answers.get(customId) };
  };
  const components = numbered(payload.components.map(withoutUndefined)).map(answered);
  return { custom_id: payload.custom_id, components };
}

function filled(label: string, input: ModalInput, given: FormValue | undefined): JsonObject {
  const refuse = (why: string) => new Error(`the input ${label} ${why}`);
  switch (input.type) {
    case 4: {
      const value = String(given ?? input.value ?? '');
      if (value === '' && input.required !== false) throw refuse('is required');
      const { min_length = 0, max_length = 4000 } = input;
      if (value.length > max_length || (value !== '' && value.length < min_length)) {
        throw refuse(`takes ${min_length} to ${max_length} characters, not ${value.length}`);
      }
      return { value };
    }
    case 23:
      return { value: given === undefined ? input.default === true : given === true };
    case 3:
    case 21:
    case 22: {
      const defaults = input.options.filter((option) => option.default).map(({ value }) => value);
      const chosen = given === undefined ? defaults : [given].flat().map(String);
      const stray = chosen.find((value) => !input.options.some((option) => option.value === value));
      if (stray !== undefined) throw refuse(`has no option ${stray}`);
      const most =
        input.type === 22 ? (input.max_values ?? input.options.length) : input.type === 3 ? (input.max_values ?? 1) : 1;
      const least = input.required === false ? 0 : input.type === 21 ? 1 : (input.min_values ?? 1);
      if (chosen.length < least || chosen.length > most) throw refuse(`takes ${least} to ${most} options`);
      return input.type === 21 ? { value: chosen[0] ?? null } : { values: chosen };
    }
    default:
      return { values: [given ?? []].flat().map(String) };
  }
}

/** Elements a person can use: how they look, what is chosen in them, and what the app reads of that. */

import { usableIn } from './blocks.ts';
import { isObject, type Json, type JsonObject, objectsIn, textIn } from './json.ts';
import { textOf } from './objects.ts';

/** Text, an option's value or label, several of those, or nothing. */
export type FormValue = string | readonly string[] | null;

export type Control = {
  /** As Slack names the element: `button`, `static_select`, `plain_text_input`, … */
  type: string;
  blockId: string;
  actionId: string;
  /** Of a button its text, of an input its block's label, else the placeholder. */
  label: string;
  style: string | undefined;
  value: string | undefined;
  url: string | undefined;
  options: { label: string; value: string }[];
  element: JsonObject;
};

export function controlsIn(blocks: readonly JsonObject[]): Control[] {
  return blocks.flatMap((block) =>
    usableIn(block).map((element): Control => {
      const blockLabel = block.type === 'input' ? textOf(block.label) : '';
      const { value, style, url } = element;
      return {
        type: textIn(element.type),
        blockId: textIn(block.block_id),
        actionId: textIn(element.action_id),
        label: blockLabel || textOf(element.text) || textOf(element.placeholder),
        style: typeof style === 'string' ? style : undefined,
        value: typeof value === 'string' ? value : undefined,
        url: typeof url === 'string' ? url : undefined,
        options: optionsOf(element).map((option) => ({ label: textOf(option.text), value: textIn(option.value) })),
        element,
      };
    }),
  );
}

function optionsOf(element: JsonObject): JsonObject[] {
  const groups = objectsIn(element.option_groups);
  return [...objectsIn(element.options), ...groups.flatMap((group) => objectsIn(group.options))];
}

/** Where the chosen value stands for elements of one plain value; the initial one has the same name after `initial_`. */
const plainValues: Record<string, string> = {
  users_select: 'user',
  conversations_select: 'conversation',
  channels_select: 'channel',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'date_time',
};

/** Buttons and overflow menus have no state. */
export const hasState = ({ type }: Control) => type !== 'button' && type !== 'overflow';

/** What stands in an element before anybody touched it. */
function untouched({ type, element }: Control): JsonObject {
  const plain = plainValues[type];
  if (plain !== undefined) return { type, [`selected_${plain}`]: element[`initial_${plain}`] ?? null };
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    default:
      return { type, value: element.initial_value ?? null };
  }
}

/**
 * What stands in an element when a person chose or typed something; what Slack's client would not let them is an error.
 * @throws Error
 */
export function touched(control: Control, given: FormValue): JsonObject {
  const { type, element, label } = control;
  const plain = plainValues[type];
  if (plain !== undefined) {
    return { type, [`selected_${plain}`]: type === 'datetimepicker' && given !== null ? Number(given) : one(given) };
  }
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: given === null ? null : optionNamed(control, textGiven(given)) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: several(given).map((name) => optionNamed(control, name)) };
    case 'multi_users_select':
      return { type, selected_users: several(given) };
    default: {
      const text = given === null ? '' : textGiven(given);
      const { min_length: least = 0, max_length: most = 3000 } = element;
      if (text !== '' && text.length < Number(least)) throw new Error(`${label} takes at least ${least} characters`);
      if (text.length > Number(most)) throw new Error(`${label} takes at most ${most} characters`);
      return { type, value: text === '' ? null : text };
    }
  }
}

export function isEmpty(value: JsonObject): boolean {
  const [chosen = null] = Object.entries(value).flatMap(([key, item]) => (key === 'type' ? [] : [item ?? null]));
  return chosen === null || (Array.isArray(chosen) && chosen.length === 0);
}

function optionNamed(control: Control, name: string): JsonObject {
  const options = optionsOf(control.element);
  const found = options.find((option) => option.value === name) ?? options.find(({ text }) => textOf(text) === name);
  if (found) return found;
  throw new Error(`${control.label || control.actionId} has no option ${name}`);
}

const one = (given: FormValue): Json => (given === null ? null : textGiven(given));

function textGiven(given: string | readonly string[]): string {
  if (typeof given === 'string') return given;
  throw new Error(`it takes one value, not ${given.length}`);
}

function several(given: FormValue): string[] {
  if (given === null) return [];
  return typeof given === 'string' ? [given] : [...given];
}

/** All that stands in the elements of some blocks, as `state.values` of a payload. */
export function stateOf(blocks: readonly JsonObject[], chosen: JsonObject): JsonObject {
  const values: Record<string, JsonObject> = {};
  for (const control of controlsIn(blocks).filter(hasState)) {
    const kept = chosen[control.blockId];
    const value = (isObject(kept) ? kept[control.actionId] : undefined) ?? untouched(control);
    values[control.blockId] = { ...values[control.blockId], [control.actionId]: value };
  }
  return values;
}

/** Notes what was chosen in one element. */
export function choose(chosen: JsonObject, { blockId, actionId }: Control, value: JsonObject): void {
  const block = chosen[blockId];
  chosen[blockId] = { ...(isObject(block) ? block : {}), [actionId]: value };
}

/** @throws Error naming what there is instead */
export function controlNamed(blocks: readonly JsonObject[], name: string): Control {
  const controls = controlsIn(blocks);
  const found = controls.filter(({ actionId, label, blockId }) => [actionId, label, blockId].includes(name));
  const [control] = found;
  if (!control) throw new Error(`no control ${name}, only ${controls.map(({ label }) => label).join(' · ')}`);
  if (found.length > 1) throw new Error(`${found.length} controls are called ${name}`);
  return control;
}

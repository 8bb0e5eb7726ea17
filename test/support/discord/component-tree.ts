/** Walks over components whatever they are, because rules on a whole message or modal look at the nested ones too. */

import type { z } from 'zod';
import type { button, entitySelect, stringSelect, TopComponent } from './components.ts';
import type { FormFault } from './form-body.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { limits } from './limits.ts';

export type Located = { component: JsonObject; path: PropertyKey[] };

/** Every component in reading order, nested ones after the one around them. */
export function allComponents(components: unknown, path: PropertyKey[] = ['components']): Located[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: unknown, place) => located(component, [...path, place]));
}

function located(component: unknown, path: PropertyKey[]): Located[] {
  if (!isObject(component)) return [];
  return [
    { component, path },
    ...allComponents(component.components, [...path, 'components']),
    ...located(component.accessory, [...path, 'accessory']),
    ...located(component.component, [...path, 'component']),
  ];
}

/** Faults that no single component has: too many, too much text, one custom_id twice. */
export function treeFaults(components: unknown): FormFault[] {
  const found = allComponents(components);
  const text = found.reduce((size, { component }) => size + textOf(component).length, 0);
  const ids = found.map(({ component }) => component.custom_id);
  const faults: FormFault[] = [];
  if (found.length > limits.components) {
    const message = `Must be between 1 and ${limits.components} in length.`;
    faults.push({ path: ['components'], code: 'BASE_TYPE_BAD_LENGTH', message });
  }
  if (text > limits.text) {
    const message = `Displayable text size exceeds maximum size of ${limits.text}`;
    faults.push({ path: ['components'], code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
  for (const [place, { path, component }] of found.entries()) {
    const repeated = component.custom_id !== undefined && ids.indexOf(component.custom_id) < place;
    if (!repeated) continue;
    const message = 'Component custom id cannot be duplicated';
    faults.push({ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
  }
  return faults;
}

export function textOf(component: JsonObject): string {
  return component.type === 10 && typeof component.content === 'string' ? component.content : '';
}

/** The URLs of media in components, `attachment://` ones among them. */
export function mediaOf(components: unknown): string[] {
  return allComponents(components).flatMap(({ component }) => {
    const items = Array.isArray(component.items) ? component.items.filter(isObject) : [];
    return [component.media, component.file, ...items.map((item) => item.media)].flatMap((media) =>
      isObject(media) && typeof media.url === 'string' ? [media.url] : [],
    );
  });
}

/** Components with the numeric ids that Discord gives to those sent without one. */
export function numbered(components: readonly JsonObject[]): JsonObject[] {
  const taken = new Set(allComponents([...components]).map(({ component }) => component.id ?? 0));
  let last = 0;
  const number = (component: JsonObject): JsonObject => {
    const given = component.id;
    if (given === undefined || given === 0)
      do last += 1;
      while (taken.has(last));
    const inner = (value: Json | undefined) => (isObject(value) ? number(value) : value);
    return {
      ...component,
      id: given === undefined || given === 0 ? last : given,
      ...(Array.isArray(component.components) ? { components: component.components.filter(isObject).map(number) } : {}),
      ...(component.accessory === undefined ? {} : { accessory: inner(component.accessory) }),
      ...(component.component === undefined ? {} : { component: inner(component.component) }),
    };
  };
  return components.map(number);
}

export type Control = z.output<typeof button> | z.output<typeof stringSelect> | z.output<typeof entitySelect>;

/** The buttons and selects of a message. */
export function controlsIn(components: readonly TopComponent[]): Control[] {
  return components.flatMap((component): Control[] => {
    if (component.type === 17) return controlsIn(component.components);
    if (component.type === 1) return component.components;
    return component.type === 9 && component.accessory.type === 2 ? [component.accessory] : [];
  });
}

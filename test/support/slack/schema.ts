/** Rules for values on the wire, with the problems in Slack's words. */

import { isObject, isSame, type Json, objectsIn } from './json.ts';

export type Limit = { readonly most: number; readonly least?: number };

/** Says what is wrong, and where as a JSON pointer. */
export type Say = (problem: string, at: string) => void;

export type Rule = (value: Json, at: string, say: Say) => void;

type Fields = Record<string, Rule>;

/** Slack counts characters of the text; at least one unless the limit says less. */
export function text({ most, least = 1 }: Limit): Rule {
  return (value, at, say) => {
    if (typeof value !== 'string') say('must be a string', at);
    else if (value.length > most) say(`must be less than ${most + 1} characters`, at);
    else if (value.length < least) say(`must be more than ${least - 1} characters`, at);
  };
}

export function matching(shape: RegExp): Rule {
  return (value, at, say) => {
    if (typeof value !== 'string' || !shape.test(value)) say(`must match ${shape.source}`, at);
  };
}

export function integer({ most, least = 0 }: Limit): Rule {
  return (value, at, say) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) say('must be an integer', at);
    else if (value > most || value < least) say(`must be between ${least} and ${most}`, at);
  };
}

export const flag: Rule = (value, at, say) => {
  if (typeof value !== 'boolean') say('must be a boolean', at);
};

export function oneOf(...values: readonly Json[]): Rule {
  return (value, at, say) => {
    if (!values.some((allowed) => allowed === value)) say(`must be one of ${values.join(', ')}`, at);
  };
}

export function list(item: Rule, { most, least = 1 }: Limit): Rule {
  return (value, at, say) => {
    if (!Array.isArray(value)) return say('must provide an array', at);
    if (value.length > most) say(`no more than ${most} items allowed`, at);
    if (value.length < least) say(`no fewer than ${least} items allowed`, at);
    value.forEach((entry, place) => {
      item(entry, `${at}/${place}`, say);
    });
  };
}

/** No other keys than these. */
export function object(required: Fields, optional: Fields = {}): Rule {
  const known = { ...optional, ...required };
  return (value, at, say) => {
    if (!isObject(value)) return say('must provide an object', at);
    for (const key of Object.keys(required)) {
      if (value[key] === undefined) say(`missing required field: ${key}`, at);
    }
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      const rule = known[key];
      if (rule) rule(entry, `${at}/${key}`, say);
      else say(`invalid additional property: ${key}`, at);
    }
  };
}

/** An object whose rule its `type` decides. The rules need not name `type` themselves. */
export function typed(kinds: Record<string, readonly [required: Fields, optional?: Fields]>): Rule {
  const rules = new Map(
    Object.entries(kinds).map(([type, [required, optional]]) => [
      type,
      object({ type: oneOf(type), ...required }, optional),
    ]),
  );
  return (value, at, say) => {
    if (!isObject(value)) return say('must provide an object', at);
    const rule = typeof value.type === 'string' ? rules.get(value.type) : undefined;
    if (rule) rule(value, at, say);
    else if (value.type === undefined) say('missing required field: type', at);
    else say(`unsupported type: ${String(value.type)}`, `${at}/type`);
  };
}

export function all(...rules: readonly Rule[]): Rule {
  return (value, at, say) => {
    for (const rule of rules) rule(value, at, say);
  };
}

/** What `initial_option` or `initial_options` names must be an option, in every part. */
export const initialAmongOptions: Rule = (value, at, say) => {
  if (!isObject(value)) return;
  const offered = [
    ...objectsIn(value.options),
    ...objectsIn(value.option_groups).flatMap((group) => objectsIn(group.options)),
  ];
  const initial = [
    ...(isObject(value.initial_option) ? [value.initial_option] : []),
    ...objectsIn(value.initial_options),
  ];
  for (const option of initial) {
    if (!offered.some((other) => isSame(option, other)))
      say('initial option must exactly match one of the options', at);
  }
};

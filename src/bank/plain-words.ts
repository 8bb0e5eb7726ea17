import type { z } from 'zod';
import { countOf, type FieldPath, pathText } from './fault.ts';

type Issue = z.core.$ZodIssue;
type PlacedMessage = { path: FieldPath; message: string };

/**
 * Says what a zod issue means to someone who writes YAML, one message per field.
 * `value` is the whole entry that was checked; the messages quote the piece of it that is at fault.
 */
export function inPlainWords(issue: Issue, value: unknown): PlacedMessage[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => said([...path, key], 'is not a field that exists here'));
  }
  return [said(path, reason(issue, valueAt(value, path)))];
}

/** The piece of parsed YAML that a path leads to, or undefined. Own properties only: "constructor" is no field. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((at, step) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    return Reflect.get(at, step);
  }, value);
}

function said(path: FieldPath, text: string): PlacedMessage {
  return { path, message: path.length === 0 ? `the entry ${text}` : `${pathText(path)}: ${text}` };
}

function reason(issue: Issue, found: unknown): string {
  if (found === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindNames[issue.expected] ?? issue.expected}, not ${nameOf(found)}${quotingAdvice(issue.expected, found)}`;
    case 'invalid_value':
      return `${quoted(found)} is none of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return `${quoted(found)} is none of ${'options' in issue && Array.isArray(issue.options) ? issue.options.join(', ') : 'the kinds that exist'}`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), found);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), found);
    case 'invalid_format':
      return issue.format === 'url'
        ? `${quoted(found)} is not an http or https address`
        : `${quoted(found)} ${issue.message}`;
    default:
      return issue.message;
  }
}

function tooSmall(origin: string, minimum: number, found: unknown): string {
  if (Array.isArray(found)) return `needs at least ${minimum}, has ${found.length}`;
  if (origin === 'string') return 'is empty';
  return `must be at least ${minimum}, not ${quoted(found)}`;
}

function tooBig(origin: string, maximum: number, found: unknown): string {
  if (Array.isArray(found)) return `may have at most ${maximum}, has ${found.length}`;
  if (origin === 'string' && typeof found === 'string') {
    return `has ${countOf(found.trim().length, 'character')}, at most ${maximum} fit`;
  }
  return `must be at most ${maximum}, not ${quoted(found)}`;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a finite number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a set of fields',
};

function nameOf(found: unknown): string {
  if (found === null) return 'empty';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object') return 'a set of fields';
  return typeof found === 'string' ? `the text ${quoted(found)}` : quoted(found);
}

/** The usual slip: an unquoted text in which a colon makes YAML see a field. */
function quotingAdvice(expected: string, found: unknown): string {
  return expected === 'string' && nameOf(found) === 'a set of fields' ? ' (a text with ": " in it needs quotes)' : '';
}

function quoted(found: unknown): string {
  if (typeof found !== 'string') return String(found);
  return found.length > 40 ? `"${found.slice(0, 40)}…"` : `"${found}"`;
}

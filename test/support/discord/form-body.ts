/** Error 50035: which field of a payload is wrong and why (reference#error-messages). */

import type { ZodError, z } from 'zod';
import { ApiError } from './errors.ts';
import type { JsonObject } from './json.ts';

export type FormFault = { path: readonly PropertyKey[]; code: string; message: string };

/** A refused payload; the double notes every one as a violation. */
export class FormError extends ApiError {
  readonly faults: readonly FormFault[];

  constructor(faults: readonly FormFault[]) {
    super(400, { message: 'Invalid Form Body', code: 50035, errors: errorTree(faults) });
    this.faults = faults;
  }
}

/** The payload as its schema reads it. Throws a FormError that lists every fault. */
export function readForm<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const read = schema.safeParse(payload);
  if (!read.success) throw new FormError(faultsOf(read.error));
  return read.data;
}

function errorTree(faults: readonly FormFault[]): JsonObject {
  const here = faults.filter(({ path }) => path.length === 0).map(({ code, message }) => ({ code, message }));
  const fields = new Set(faults.flatMap(({ path }) => path.slice(0, 1)));
  const below = [...fields].map((field) => {
    const inside = faults.filter(({ path }) => path[0] === field);
    return [String(field), errorTree(inside.map((fault) => ({ ...fault, path: fault.path.slice(1) })))] as const;
  });
  return { ...(here.length > 0 ? { _errors: here } : {}), ...Object.fromEntries(below) };
}

type Issue = ZodError['issues'][number];

function faultsOf(error: ZodError): FormFault[] {
  return error.issues.map((issue) => ({ path: issue.path, ...wording(issue) }));
}

/** Discord's codes are not documented; these are the ones its answers are known by. */
function wording(issue: Issue): { code: string; message: string } {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
        : { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${issue.minimum}.` };
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_INVALID', message: `Must be of type ${issue.expected}.` };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` };
    case 'invalid_union':
      return { code: 'UNION_TYPE_CHOICES', message: 'Value of field "type" is not one of those allowed here.' };
    case 'custom':
      return { code: String(issue.params?.discord ?? 'CUSTOM'), message: issue.message };
    default:
      return { code: issue.code.toUpperCase(), message: issue.message };
  }
}

/** Adds a fault with a code of Discord's to a schema's check. */
export function refuse(
  context: {
    addIssue(issue: { code: 'custom'; message: string; path?: PropertyKey[]; params: { discord: string } }): void;
  },
  path: PropertyKey[],
  discord: string,
  message: string,
): void {
  context.addIssue({ code: 'custom', message, path, params: { discord } });
}

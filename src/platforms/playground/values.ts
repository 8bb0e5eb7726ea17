/** Checks what a control was used with, as the screens of other platforms do before anything is sent. Pure. */

import type { Input } from '../../chat/message.ts';
import { inputProblems } from '../../words/playground.ts';
import type { ShownControl } from './shown.ts';

/** By input id; inputs left empty are absent. */
export type Values = ReadonlyMap<string, string[]>;

export function readValues(sent: Readonly<Record<string, string | string[]>>): Values {
  const lists = Object.entries(sent).map(([id, value]): [string, string[]] => [
    id,
    Array.isArray(value) ? value : [value],
  ]);
  return new Map(
    lists
      .map(([id, list]): [string, string[]] => [id, list.filter((value) => value.trim() !== '')])
      .filter(([, list]) => list.length > 0),
  );
}

/** @returns a sentence for each input whose value cannot be taken; a select has one input, `value` */
export function problemsOf(control: ShownControl, values: Values): Map<string, string> {
  const problems = new Map<string, string>();
  const check = (id: string, problem: string | undefined) => problem !== undefined && problems.set(id, problem);
  if (control.kind === 'select') check('value', selectProblem(control, values.get('value') ?? []));
  if (control.kind === 'form') {
    for (const input of control.inputs) check(input.id, inputProblem(input, values.get(input.id) ?? []));
  }
  return problems;
}

function selectProblem(control: Extract<ShownControl, { kind: 'select' }>, chosen: string[]): string | undefined {
  const { options, min, max } = control;
  if (!chosen.every((value) => options.some((option) => option.value === value))) return inputProblems.notOffered;
  if (chosen.length < min) return inputProblems.tooFew(min);
  return chosen.length > max ? inputProblems.tooMany(max) : undefined;
}

function inputProblem(input: Input, given: string[]): string | undefined {
  if (given.length === 0) return input.required ? inputProblems.missing : undefined;
  if (input.kind === 'text') {
    return given.join('').length > input.maxLength ? inputProblems.tooLong(input.maxLength) : undefined;
  }
  if (!given.every((value) => input.options.some((option) => option.value === value))) return inputProblems.notOffered;
  return input.kind === 'select' && given.length > 1 ? inputProblems.tooMany(1) : undefined;
}

import { relative, resolve } from 'node:path';
import type { Fault } from '../bank/fault.ts';

/** One fault of the bank as `file:line: message`, the file as it is reached from `cwd`; without a line where it has none. */
export function faultText({ file, line, id, message }: Fault, cwd: string): string {
  const near = relative(cwd, resolve(cwd, file));
  const shown = near === '' || near.startsWith('..') ? file : near;
  const place = line > 0 ? `${shown}:${line}` : shown;
  return `${place}: ${id === undefined ? '' : `[${id}] `}${message}`;
}

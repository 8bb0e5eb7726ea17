/** Where a fault stands: steps into an entry, such as `['options', 2, 'why']`. */
export type FieldPath = readonly (string | number)[];

/** `line` counts from 1; 0 means the file or folder as a whole. `id` is the question's or tip's, where it is known. */
export type Fault = { file: string; line: number; id?: string; message: string };

/** Thrown with every fault of a bank at once; its message lists them, one a line. */
export class BankError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super([`The question bank has ${countOf(faults.length, 'fault')}:`, ...faults.map(faultLine)].join('\n'));
    this.name = 'BankError';
    this.faults = faults;
  }
}

/** One fault as `file:line [id] message`, so that editors and terminals can jump to it. */
export function faultLine({ file, line, id, message }: Fault): string {
  const place = line > 0 ? `${file}:${line}` : file;
  return id === undefined ? `${place} ${message}` : `${place} [${id}] ${message}`;
}

/** A path as a reader writes it: `options[2].why`. */
export function pathText(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** `1 fault`, `3 faults`; regular plurals only. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

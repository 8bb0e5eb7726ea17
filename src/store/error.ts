/**
 * What went wrong with the database, as far as the program or its operator can act on it.
 * `migration` and `backup` are refusals of those two operations; the rest are states of the database.
 */
export type StoreFault =
  | 'full'
  | 'read-only'
  | 'unreadable'
  | 'busy'
  | 'damaged'
  | 'newer'
  | 'closed'
  | 'migration'
  | 'backup';

/** One line for the operator: what is wrong, with the name of the database, and what to do next. */
export class StoreError extends Error {
  readonly code: StoreFault;

  constructor(code: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** The `code` of an error thrown by a driver or by Node, or undefined. */
export function driverCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

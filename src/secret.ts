import { inspect } from 'node:util';

/** What stands in place of a secret wherever it would be seen. */
export const hidden = '[secret]';

/**
 * A value that must never be printed: string conversion, JSON and `console.log` all show `[secret]`.
 * Only `reveal` gives the value; call it where the value leaves for the platform, not earlier.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}

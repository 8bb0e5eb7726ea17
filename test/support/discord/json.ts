/** Values as they stand on the wire. */

export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A key whose value is undefined is left out of what is sent. */
export type JsonObject = { [key: string]: Json | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Arguments of a call: from a form all are text, with objects as JSON in them; from JSON they have their own kind. */

import type { IncomingMessage } from 'node:http';
import { ApiError } from './errors.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';

export type Args = {
  /** As sent, but with JSON in text read. */
  all: JsonObject;
  /** Undefined when absent or empty. */
  text(name: string): string | undefined;
  flag(name: string): boolean | undefined;
  number(name: string): number | undefined;
  /** @throws ApiError `code` when it is no JSON */
  json(name: string, code: string): Json | undefined;
};

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws ApiError `invalid_json`, `invalid_post_type` */
export async function readFields(request: IncomingMessage): Promise<JsonObject> {
  const body = await readText(request);
  const type = request.headers['content-type'] ?? '';
  const inUrl = new URL(request.url ?? '/', 'http://localhost').searchParams;
  if (body === '') return Object.fromEntries(inUrl);
  if (type.startsWith('application/json')) {
    const parsed = parseJson(body);
    if (!isObject(parsed)) throw new ApiError('invalid_json');
    // Slack reads a token in JSON from the header alone.
    return { ...parsed, token: undefined };
  }
  if (!type.startsWith('application/x-www-form-urlencoded')) throw new ApiError('invalid_post_type');
  return { ...Object.fromEntries(inUrl), ...Object.fromEntries(new URLSearchParams(body)) };
}

export function createArgs(fields: JsonObject): Args {
  const structured = ['blocks', 'view', 'metadata'];
  const readable = Object.entries(fields).map(([name, value]) => {
    const parsed = structured.includes(name) && typeof value === 'string' ? parseJson(value) : undefined;
    return [name, parsed ?? value];
  });
  return {
    all: Object.fromEntries(readable),
    text(name) {
      const value = fields[name];
      return value === undefined || value === null || value === '' ? undefined : String(value);
    },
    flag(name) {
      const value = fields[name];
      if (value === undefined || value === null || value === '') return undefined;
      return value === true || value === 'true' || value === '1' || value === 1;
    },
    number(name) {
      const value = fields[name];
      return value === undefined || value === '' ? undefined : Number(value);
    },
    json(name, code) {
      const value = fields[name];
      if (typeof value !== 'string') return value ?? undefined;
      if (value === '') return undefined;
      const parsed = parseJson(value);
      if (parsed === undefined) throw new ApiError(code);
      return parsed;
    },
  };
}

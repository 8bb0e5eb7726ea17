/** Bodies of requests: JSON, or a form with files and the JSON in `payload_json` (reference#uploading-files). */

import type { IncomingMessage } from 'node:http';
import { refusal } from './errors.ts';
import { limits } from './limits.ts';
import type { Sent, UploadedFile } from './messages.ts';

export async function readBody(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size <= limits.requestBytes) chunks.push(chunk);
  }
  if (size > limits.requestBytes) throw refusal(40005);
  return parseBody(Buffer.concat(chunks), request.headers['content-type'] ?? '');
}

export async function parseBody(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<Sent> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) return { body: parseJson(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') {
      if (field === 'payload_json') body = parseJson(value);
    } else {
      const content = new Uint8Array(await value.arrayBuffer());
      files.push({ field, filename: value.name, contentType: value.type, bytes: content });
    }
  }
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(50109);
  }
}

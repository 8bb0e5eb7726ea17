import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inPlainWords, valueAt } from '../../src/bank/plain-words.ts';

const said = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).flatMap((issue) => inPlainWords(issue, value));

describe('A fault in plain words', () => {
  it('names each unknown field by itself', () => {
    expect(said(z.strictObject({ a: z.number() }), { a: 1, b: 2, c: 3 })).toEqual([
      { path: ['b'], message: 'b: is not a field that exists here' },
      { path: ['c'], message: 'c: is not a field that exists here' },
    ]);
  });

  it('advises quotes where a colon made a field of a text', () => {
    expect(said(z.object({ hints: z.array(z.string()) }), { hints: ['Go on.', { Hint: 'look' }] })).toEqual([
      {
        path: ['hints', 1],
        message: 'hints[1]: must be text, not a set of fields (a text with ": " in it needs quotes)',
      },
    ]);
  });

  it('cuts what it quotes', () => {
    const [fault] = said(z.array(z.enum(['a', 'b'])), ['x'.repeat(50)]);
    expect(fault?.message).toBe(`[0]: "${'x'.repeat(40)}…" is none of a, b`);
  });
});

describe('The value at a path', () => {
  it('is what the path leads to, and undefined where it leads nowhere', () => {
    const value = { list: [{ x: 1 }] };
    expect(valueAt(value, ['list', 0, 'x'])).toBe(1);
    expect([valueAt(value, ['list', 1, 'x']), valueAt(value, ['constructor']), valueAt('text', ['length'])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

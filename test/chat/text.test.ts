import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { pages } from '../../src/chat/pages.ts';
import { cut, manyLines, moment, oneLine, plainText, quoted, showMoments, unmarked } from '../../src/chat/text.ts';

describe('What people typed', () => {
  it('reads as it was typed once it is quoted, whatever markup it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const line = oneLine(typed, 60);
        expect(unmarked(quoted(line)).replaceAll('\u{2060}', '')).toBe(line);
      }),
      { numRuns: 1000 },
    );
  });

  it('cannot mention anybody, link, or start a block', () => {
    expect(quoted('@everyone <@U1> [x](https://evil)')).toBe(
      '@\u{2060}everyone \\<@\u{2060}U1\\> \\[x\\]\\(https://evil\\)',
    );
  });

  it('loses what hides or reorders, and stays on one line where it must', () => {
    expect(oneLine('a\u{202E}b\n\u{200B}c\u{E000}', 10)).toBe('ab c');
    expect(manyLines('a\r\nb\u{0}', 10)).toBe('a\nb');
  });

  it('is cut between whole characters', () => {
    expect(cut('👩‍👩‍👧 family', 8)).toBe('…');
    expect(cut('abcdef', 4)).toBe('abc…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        expect(cut(text, max).length).toBeLessThanOrEqual(max);
        expect(cut(text, max).isWellFormed()).toBe(text.isWellFormed());
      }),
    );
  });
});

describe('Moments', () => {
  it('are shown as each platform likes, and as words in plain text', () => {
    const text = `Open until ${moment(1_795_500_000_000, '16:00')} today`;
    expect(showMoments(text, (at) => `<t:${at / 1000}:t>`)).toBe('Open until <t:1795500000:t> today');
    expect(unmarked(text)).toBe('Open until 16:00 today');
  });
});

describe('Pages', () => {
  const long = (length: number): Message => ({
    audience: 'private',
    blocks: [
      { type: 'text', text: 'word '.repeat(length) },
      { type: 'controls', controls: [{ kind: 'button', id: 'app::today', label: 'Today' }] },
    ],
  });

  it('leave a short message as it is', () => {
    expect(pages(long(10))).toEqual([long(10)]);
  });

  it('lose no word, and keep the controls at the end', () => {
    const split = pages(long(1500));
    expect(split.length).toBeGreaterThan(1);
    expect(split.map(plainText).join(' ').match(/word/g)).toHaveLength(1500);
    expect(split.map(({ blocks }) => blocks.some(({ type }) => type === 'controls'))).toEqual([
      ...split.slice(1).map(() => false),
      true,
    ]);
  });

  it('ping once', () => {
    expect(
      pages({ ...long(1500), audience: 'channel', ping: '<@&1>' })
        .map(({ ping }) => ping)
        .filter(Boolean),
    ).toHaveLength(1);
  });
});

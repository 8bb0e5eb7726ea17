import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, shortened, visible } from '../../src/quiz/plain-text.ts';
import { anyText } from './any-text.ts';

describe('visible text', () => {
  it('loses zero-width, bidi and control characters and keeps lines and tabs', () => {
    expect(visible(' a\u200b\u202eb\r\nc\td\u0007\ufeff ')).toBe('ab\nc\td');
  });

  it('is empty when there is nothing to see', () => {
    expect(visible('\u2800 \u3164\u00ad\u{e0041}')).toBe('');
  });

  it('has no half characters a store would refuse', () => {
    expect(visible('a\ud83d')).toBe('a\ufffd');
  });

  it('is the same when taken twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

describe('folded text', () => {
  it('unifies look-alikes, case and spaces', () => {
    expect(folded('Ｓｔｒａßｅ\n ﬁ ②')).toBe('straße fi 2');
  });
});

describe('shortened text', () => {
  it('cuts with an ellipsis and never through a character', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef');
    expect(shortened('abcdefg', 6)).toBe('abcde…');
    expect(shortened('abcd😀fg', 6)).toBe('abcd…');
  });

  it('is well-formed and never longer than asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText.map((text) => text.toWellFormed()),
          fc.string({ unit: fc.constantFrom('a', '😀', ' ') }),
        ),
        fc.integer({ min: 1, max: 12 }),
        (text, max) => {
          expect(shortened(text, max).length).toBeLessThanOrEqual(max);
          expect(shortened(text, max).isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

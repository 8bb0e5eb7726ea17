import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted } from '../../../src/chat/text.ts';
import { type InlineNode, readInline, readText } from '../../../src/platforms/playground/page/text.js';

const paragraph = (...children: InlineNode[]) => ({ type: 'paragraph', children });
const bold = (...children: InlineNode[]): InlineNode => ({ type: 'bold', children });

describe('Message text on the page', () => {
  it.each<[string, InlineNode[]]>([
    ['plain', ['plain']],
    ['**B**: it holds', [bold('B'), ': it holds']],
    [
      '**see [this](https://example.org)**',
      [bold('see ', { type: 'link', url: 'https://example.org', children: ['this'] })] as InlineNode[],
    ],
    ['`a**b**` and ``a`b``', [{ type: 'code', text: 'a**b**' }, ' and ', { type: 'code', text: 'a`b' }]],
    ['one\ntwo', ['one', { type: 'break' }, 'two']],
    ['2 \\* 3 \\*\\* 4', ['2 * 3 ** 4']],
    ['[a](https://example.org/x_(y)) b', [{ type: 'link', url: 'https://example.org/x_(y)', children: ['a'] }, ' b']],
    ['[a \\[b\\]](https://example.org)', [{ type: 'link', url: 'https://example.org', children: ['a [b]'] }]],
    ['[a](javascript:alert(1))', ['[a](javascript:alert(1))']],
    ['[a](data:text/html,x)', ['[a](data:text/html,x)']],
    ['2 ** 3 and **open', ['2 ** 3 and **open']],
    ['<b>no</b> &amp; _no_', ['<b>no</b> &amp; _no_']],
    ['a ` b', ['a ` b']],
  ])('%j is read', (text, nodes) => {
    expect(readInline(text)).toEqual(nodes);
  });

  it('falls into paragraphs, lists and code with its language', () => {
    const text =
      'First\nline\n\n- one\n- **two**\n  more\nafter\n\n3. c\n4. d\n\n```python\nx = 1\n\n- no list\n```\nlast';
    expect(readText(text)).toEqual([
      paragraph('First', { type: 'break' }, 'line'),
      { type: 'list', ordered: false, start: 1, items: [['one'], [bold('two'), { type: 'break' }, 'more']] },
      paragraph('after'),
      { type: 'list', ordered: true, start: 3, items: [['c'], ['d']] },
      { type: 'code', language: 'python', text: 'x = 1\n\n- no list' },
      paragraph('last'),
    ]);
  });

  it('ends code that nobody closed at the end', () => {
    expect(readText('```\na\nb')).toEqual([{ type: 'code', language: '', text: 'a\nb' }]);
  });

  it('shows what a person typed as it was typed, when it was quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const line = typed.replace(/[\s\u{E000}\u{E001}]/gu, 'x');
        const shown = readInline(quoted(line)).join('').replaceAll('\u{2060}', '');
        expect(shown).toBe(line.replaceAll('\u{2060}', ''));
      }),
    );
  });

  it('is read whatever it is, and loses no word', () => {
    const part = fc.constantFrom(
      '**',
      '`',
      '``',
      '[a](https://b.example)',
      '\\',
      '\n',
      '- ',
      '1. ',
      'word',
      ' ',
      '(',
      '[',
      ']',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const shown = JSON.stringify(readText(parts.join('')));
        expect(shown.split('word')).toHaveLength(parts.filter((text) => text === 'word').length + 1);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYamlList } from '../../src/bank/yaml-list.ts';

const text = ['# notes', '- id: one', '  list:', '    - x: 1', '    - |', '      block', '- two'].join('\n');

describe('A list in YAML', () => {
  it('gives each entry with the lines of its fields', () => {
    const { entries, faults } = parseYamlList(text);
    expect(faults).toEqual([]);
    expect(entries.map(({ value }) => value)).toEqual([{ id: 'one', list: [{ x: 1 }, 'block\n'] }, 'two']);
    const [one, two] = entries;
    const paths = [[], ['id'], ['list'], ['list', 0], ['list', 0, 'x'], ['list', 1]];
    expect(paths.map((path) => one?.lineOf(path))).toEqual([2, 2, 3, 4, 4, 5]);
    expect(two?.lineOf([])).toBe(7);
  });

  it('places a field that is missing at the nearest thing around it', () => {
    const [one] = parseYamlList(text).entries;
    expect(one?.lineOf(['list', 0, 'y'])).toBe(4);
    expect(one?.lineOf(['list', 7])).toBe(3);
    expect(one?.lineOf(['title'])).toBe(2);
  });

  it('gives names of the language as plain fields', () => {
    const [entry] = parseYamlList('- __proto__: 1\n  constructor: 2\n').entries;
    expect(Object.keys(Object(entry?.value))).toEqual(['__proto__', 'constructor']);
  });

  it('is read without throwing whatever the text is, and its faults lie inside it', () => {
    const pieces = fc.constantFrom(
      '- ',
      'id',
      ': ',
      '\n',
      '  ',
      '*a',
      '&a ',
      '{',
      '[',
      ']',
      '|',
      '"',
      '!t ',
      '---',
      '%',
      '\t',
      '#',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
        ),
        (any) => {
          const { faults } = parseYamlList(any);
          const lines = any.split('\n').length;
          expect(faults.filter(({ line, message }) => line < 1 || line > lines || message === '')).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

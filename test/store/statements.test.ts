import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitStatements } from '../../src/store/statements.ts';

describe('Splitting a script', () => {
  it('leaves semicolons in quotes alone and leaves comments out', () => {
    const script = `-- first; a comment
      insert into a values ('it''s; fine', "odd;name"); /* two;
      lines */ select 1 - 2 / 3;;
      select 'unlucky -- no comment'`;
    expect(splitStatements(script)).toEqual([
      `insert into a values ('it''s; fine', "odd;name")`,
      'select 1 - 2 / 3',
      `select 'unlucky -- no comment'`,
    ]);
  });

  it('gives back the statements that were joined, whatever they quote', () => {
    const text = fc.string({ maxLength: 12 });
    const quoted = fc.oneof(
      text.map((value) => `'${value.replaceAll("'", "''")}'`),
      text.map((value) => `"${value.replaceAll('"', '""')}"`),
      fc.constantFrom('a', '1', '-', '/', '(b)'),
    );
    const statement = fc.array(quoted, { minLength: 1, maxLength: 6 }).map((parts) => `select ${parts.join(' , ')}`);
    const separator = fc.constantFrom(';', ';;', '; -- it is; so\n', '; /* it; is so */ ');
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, separator), { maxLength: 8 }), (script) => {
        expect(splitStatements(script.flat().join(''))).toEqual(script.map(([wanted]) => wanted));
      }),
    );
  });
});

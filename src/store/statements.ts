/** One token that may hold a semicolon without ending a statement, or that a statement can do without. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|;|[^'";/-]+|[/-]|['"]/g;

/**
 * Splits a portable SQL script at the semicolons between statements, not at those in quotes or comments. Comments are
 * left out, statements of nothing but space as well. Dollar quotes and `begin … end` blocks are not portable and not
 * understood.
 */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let current = '';
  for (const [part] of script.matchAll(token)) {
    if (part === ';') {
      statements.push(current);
      current = '';
    } else if (part.startsWith('--') || part.startsWith('/*')) current += ' ';
    else current += part;
  }
  statements.push(current);
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

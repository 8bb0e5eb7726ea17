export type Cell = string | number;

const figure = /^[\d.]+(?: %)?$/;

/** Aligned columns under their heads, for a terminal: text to the left, figures to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((line) => line.map((cell) => inert(String(cell))));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const toRight = head.map((_, column) => rows.length > 0 && rows.every((row) => figure.test(String(row[column]))));
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0;
    return toRight[column] ? cell.padStart(width) : cell.padEnd(width);
  };
  return lines.map((line) => `${line.map(padded).join('  ').trimEnd()}\n`).join('');
}

/** Text from a platform without the control characters that would act on a terminal. */
export function inert(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

/** A number of bytes in the unit that suits it, by thousands: '1.2 MB'. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}

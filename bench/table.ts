import type { Figure } from './figure.ts';

const head = ['name', 'value', 'unit', 'ratio', 'goal', 'holds'];
const toTheRight = new Set(['value', 'ratio']);

/** The figures as an aligned Markdown table. */
export function tableText(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, ratio, goal, holds }) => [
    name,
    readable(value),
    unit,
    ratio === undefined ? '' : readable(ratio),
    goal ?? '',
    holds === undefined ? '' : holds ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => padded(cell, column, widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (isRight(column) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function isRight(column: number): boolean {
  return toTheRight.has(head[column] ?? '');
}

function padded(cell: string, column: number, width: number): string {
  return isRight(column) ? cell.padStart(width) : cell.padEnd(width);
}

/** Three digits that count, or all before the point. */
function readable(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

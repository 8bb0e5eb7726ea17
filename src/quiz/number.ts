import { folded } from './plain-text.ts';

export type NumberSlip =
  | { slip: 'not-a-number'; given: string }
  | { slip: 'ambiguous-number'; given: string }
  | { slip: 'other-unit'; given: string; expected: string | undefined };

const shape =
  /^(?<sign>[+-]?)(?<prefix>[^\d+\-.,]*)(?<innerSign>[+-]?)(?<digits>[.,]?\d[\d.,]*)(?<exponent>e[+-]?\d+)?(?<suffix>.*)$/;
/** Spaces, apostrophes and underscores between groups of three can only mean thousands. */
const thousandsGap = /(?<![\d.,])(\d{1,3}(?:[ '’_]\d{3})+)(?!\d)/;
const dashes = /[\u2010-\u2015\u2212]/g;

/**
 * Reads a number with or without the question's unit, before or after it. One comma is a decimal comma, except where it could
 * as well separate thousands (`1,000`): that, and several separators, is ambiguous. `given` is handed on in slips.
 */
export function readNumber(text: string, unit: string | undefined, given: string): { value: number } | NumberSlip {
  const input = folded(text)
    .replace(dashes, '-')
    .replace(/^[=~≈] ?/, '')
    .replace(/[.!] ?$/, '')
    .replace(thousandsGap, (grouped) => grouped.replace(/\D/g, ''));
  const {
    sign = '',
    prefix = '',
    innerSign = '',
    digits = '',
    exponent = '',
    suffix = '',
  } = shape.exec(input)?.groups ?? {};
  if (digits === '' || (sign !== '' && innerSign !== '')) return { slip: 'not-a-number', given };

  const number = plainDecimal(digits);
  if (number === 'ambiguous') return { slip: 'ambiguous-number', given };
  const value = Number(`${sign}${innerSign}${number}${exponent}`);
  if (number === 'none' || !Number.isFinite(value)) return { slip: 'not-a-number', given };

  const givenUnit = `${prefix}${suffix}`;
  if (givenUnit.trim() !== '' && unitName(givenUnit) !== unitName(unit ?? '')) {
    return /\d/.test(suffix)
      ? { slip: 'not-a-number', given }
      : { slip: 'other-unit', given, expected: unit || undefined };
  }
  return { value: value === 0 ? 0 : value };
}

function plainDecimal(digits: string): string {
  const separators = digits.replace(/\d/g, '');
  if (separators.length > 1) return /^\d{1,3}([.,]\d{2,3})+([.,]\d+)?$/.test(digits) ? 'ambiguous' : 'none';
  // No one writes thousands as 0,125 or 1234,567: only one to three digits without a leading zero can be a group.
  if (/^[1-9]\d{0,2},\d{3}$/.test(digits)) return 'ambiguous';
  return digits.replace(',', '.');
}

/** Spellings of one unit, the first of each row being the name it goes by. */
const spellings = [
  ['%', 'percent', 'per cent', 'pct'],
  ['$', 'usd', 'us$', 'dollar', 'dollars'],
  ['€', 'eur', 'euro', 'euros'],
  ['ms', 'msec', 'millisecond', 'milliseconds'],
  ['s', 'sec', 'secs', 'second', 'seconds'],
  ['min', 'mins', 'minute', 'minutes'],
  ['h', 'hr', 'hrs', 'hour', 'hours'],
  ['d', 'day', 'days'],
] as const;
const unitNames = new Map<string, string>(spellings.flatMap((row) => row.map((spelling) => [spelling, row[0]])));

function unitName(unit: string): string {
  const plain = folded(unit)
    .replace(/\.$/, '')
    .replace(/ ?(?:\/|\bper\b) ?/g, '/');
  // "12 pod" and "12 pods" are one unit; two letters before the s keep "ms" and "m" apart.
  return unitNames.get(plain) ?? plain.replace(/(?<=[a-z]{2})s$/, '');
}

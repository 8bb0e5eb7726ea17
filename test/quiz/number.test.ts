import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../src/quiz/number.ts';

const read = (text: string, unit?: string) => readNumber(text, unit, text);

describe('reading a number', () => {
  it.each([
    ['0.25', 0.25],
    ['0,25', 0.25],
    ['1,5', 1.5],
    ['-3', -3],
    ['−3', -3],
    ['+3', 3],
    ['1e3', 1000],
    ['2.5E-2', 0.025],
    ['.5', 0.5],
    [',5', 0.5],
    ['12.', 12],
    ['１２', 12],
    ['~ 12', 12],
    ['= 12', 12],
    ['1.000', 1],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['1,0000', 1],
    ['1 000', 1000],
    ['1 000 000,5', 1000000.5],
    ["12'500", 12500],
    ['-0', 0],
  ])('reads %j as %d', (text, value) => {
    expect(read(text)).toEqual({ value });
  });

  it.each(['1,000', '-1,000', '12,345', '1,000.5', '1.000,5', '1,000,000', '1.000.000', '1,000 ms'])(
    'refuses %j as ambiguous',
    (text) => {
      expect(read(text, 'ms')).toEqual({ slip: 'ambiguous-number', given: text });
    },
  );

  it.each([
    '',
    'abc',
    '-',
    '.',
    ',',
    '1/4',
    '1..2',
    '1.2.3.4.5',
    '--3',
    '-$-3',
    '1e999',
    '3 4',
    '2×10^3',
    'NaN',
    'Infinity',
    '0x10',
  ])('refuses %j as no number', (text) => {
    expect(read(text)).toEqual({ slip: 'not-a-number', given: text });
  });
});

describe('reading a unit', () => {
  it.each([
    ['12 ms', 'ms'],
    ['12ms', 'ms'],
    ['12 MS.', 'ms'],
    ['12 ㎳', 'ms'],
    ['12 milliseconds', 'ms'],
    ['$ 12', '$'],
    ['$12', '$'],
    ['12 $', '$'],
    ['12 usd', '$'],
    ['$12 per month', '$/month'],
    ['12 %', '%'],
    ['12 percent', '%'],
    ['12', '%'],
    ['12 gpu hour', 'GPU hours'],
    ['12 requests per second', 'requests/second'],
    ['12 m2', 'm²'],
  ])('reads %j where the unit is %j', (text, unit) => {
    expect(read(text, unit)).toEqual({ value: 12 });
  });

  it('reads a sign before or after a currency', () => {
    expect(read('-$12', '$')).toEqual({ value: -12 });
    expect(read('$-12', '$')).toEqual({ value: -12 });
  });

  it.each([
    ['12 %', undefined],
    ['12 %', ''],
    ['12 s', 'ms'],
    ['12 m', 'ms'],
    ['€ 12', '$'],
    ['12k', '%'],
  ])('refuses %j where the unit is %j, naming what is expected', (text, unit) => {
    expect(read(text, unit)).toEqual({ slip: 'other-unit', given: text, expected: unit || undefined });
  });

  it('gives a finite number or a slip for any string, with any unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE %$msk'_×½") }), fc.string(), (text, unit) => {
        const result = read(text, unit);
        if ('value' in result) expect(Number.isFinite(result.value)).toBe(true);
        else expect(result.given).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

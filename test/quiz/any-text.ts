import fc from 'fast-check';

/** Text of any code points, half surrogate pairs included: fast-check's own `binary` unit takes seconds to set up. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat(0x2ff), fc.nat(0xffff), fc.nat(0x10ffff)), { maxLength: 40 })
  .map((points) => String.fromCodePoint(...points));

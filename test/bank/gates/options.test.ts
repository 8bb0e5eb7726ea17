import { describe, expect, it } from 'vitest';
import { noCatchAll, noTwins } from '../../../src/bank/gates/options.ts';
import { choice, open } from '../sample-questions.ts';

describe('An option that speaks of the others', () => {
  it.each(['All of the above', 'None of the above.', 'Both a and b', 'Neither A nor C', 'b and d', 'All of these'])(
    'is refused: %s',
    (text) => {
      expect(noCatchAll(choice('a', ['The schema', text]))).toEqual([
        { path: ['options', 1, 'text'], message: `options[1].text: "${text}" speaks of the other options` },
      ]);
    },
  );

  it.each([
    'All of the traffic',
    'Both a canary and a shadow',
    'None of the replicas answers',
    'A and B share one pool',
  ])('is not seen in %s', (text) => {
    expect(noCatchAll(choice('a', [text, 'The schema']))).toEqual([]);
  });
});

describe('Two options that read the same', () => {
  it('are refused, whatever their capitals, spaces and stops', () => {
    expect(noTwins(choice('a', ['The schema', 'The labels', 'the  `schema`.']))).toEqual([
      { path: ['options', 2, 'text'], message: 'options[2].text: reads the same as options[0]' },
    ]);
    expect(noTwins(choice('a', ['The schema', 'The schemas']))).toEqual([]);
    expect(noTwins(open())).toEqual([]);
  });
});

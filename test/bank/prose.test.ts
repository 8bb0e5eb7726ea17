import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptSimilarity } from '../../src/bank/gates/similarity.ts';
import { contentStems, countWords, evened, meanSentenceLength, sentencesOf } from '../../src/bank/prose.ts';

describe('Sentences', () => {
  it.each([
    ['stops end them', 'One two. Three four! Five?', [2, 2, 1]],
    ['decimals and abbreviations do not', 'PSI is 0.2 today, e.g. for age. What now?', [7, 2]],
    ['paragraphs and list items end them', 'You see:\n\n- one thing\n- another thing\n\nWhat now', [2, 2, 2, 2]],
    ['wrapped lines do not', 'One two\nthree four.', [4]],
    ['fenced code is left out', 'Read this.\n```sql\nselect a. From b.\n```\nWhat fails?', [2, 2]],
    ['inline code is one word', 'Run `kubectl get pods -A` now.', [3]],
    ['marks alone are no words', 'CPU – 40 %.', [2]],
  ])('are split so that %s', (_, text, lengths) => {
    expect(sentencesOf(text).map((sentence) => sentence.length)).toEqual(lengths);
  });

  it('have a mean over all texts, 0 for none', () => {
    expect(meanSentenceLength(['One two. Three.', 'Four five six.'])).toBe(2);
    expect(meanSentenceLength([''])).toBe(0);
  });
});

describe('Words', () => {
  it('are counted by white space', () => {
    expect(countWords(' one-two  three — 40 % ')).toBe(3);
  });

  it('read the same when evened out', () => {
    expect(evened('  The `schema`,\n changed. ')).toBe('the schema, changed');
  });

  it('carry meaning by their stems, small words left out', () => {
    expect(contentStems('The deployment of features')).toEqual(contentStems('deploys feature'));
    expect(contentStems('it is what you have')).toEqual(new Set());
  });
});

describe('The similarity of two prompts', () => {
  it('is 1 for a prompt and itself, the same both ways, and never outside 0 to 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const similarity = promptSimilarity([one, other]);
        expect(similarity(0, 0)).toBe(1);
        expect(similarity(0, 1)).toBe(similarity(1, 0));
        expect(similarity(0, 1)).toBeGreaterThanOrEqual(0);
        expect(similarity(0, 1)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is the share of trigrams in common', () => {
    expect(promptSimilarity(['abc', 'abd'])(0, 1)).toBeCloseTo(1 / 5, 10);
    expect(promptSimilarity(['abc', 'xyz'])(0, 1)).toBe(0);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { handLexiconSchema } from '../../../bench/grading/hand-lexicon.ts';
import compiled from '../../../data/lexicon.json' with { type: 'json' };
import { lexicon } from '../../../src/quiz/grading/lexicon.ts';

const known = lexicon();
const hand = handLexiconSchema.parse(
  parse(readFileSync(new URL('../../../data/lexicon.yaml', import.meta.url), 'utf8')),
);

describe('The lexicon', () => {
  it('was compiled from the list that is written by hand', () => {
    expect(compiled.alike).toEqual(hand.alike);
    expect(compiled.irregular).toEqual(hand.irregular);
    for (const group of hand.near) {
      const stems = [...new Set(group.map(known.stemOf))];
      for (const one of stems) {
        for (const other of stems)
          if (one !== other) expect([one, other, known.relation(one, other)]).toContain('same');
      }
    }
    for (const [one, other] of hand.opposite) {
      expect([one, other, known.relation(known.stemOf(one), known.stemOf(other))]).toContain('opposite');
    }
  });

  it('knows neighbours from WordNet, whichever word is asked for first', () => {
    const [evaporate, vapor, boil] = ['evaporate', 'vapor', 'boil'].map(known.stemOf);
    if (evaporate === undefined || vapor === undefined || boil === undefined)
      throw new Error('three words, three stems');
    expect(known.relation(evaporate, vapor)).toBe('same');
    expect(known.relation(vapor, evaporate)).toBe('same');
    expect(known.relation(boil, evaporate)).toBe('near');
    expect(known.relation(boil, 'zzz')).toBeUndefined();
  });

  it('calls frequent words less telling than rare ones', () => {
    const rarities = ['be', 'time', 'model', 'evapor', 'zzz'].map(known.rarity);
    expect(rarities).toEqual([...rarities].sort((a, b) => a - b));
    expect(rarities.at(-1)).toBe(1);
  });

  it('has no word of the prototype of objects', () => {
    expect(known.relation('constructor', 'tostring')).toBeUndefined();
    expect(known.alikeFrom('constructor')).toEqual([]);
  });
});

import type { Lexicon } from './lexicon.ts';

/** How alike two words are, 0…1, and whether one is what the other is not. */
export type Likeness = { value: number; opposite: boolean };

export const likenessOf = { synonym: 0.8, typo: 0.95, prefix: 0.85, near: 0.6, opposite: 0.9 };
const equal: Likeness = { value: 1, opposite: false };
const unlike: Likeness = { value: 0, opposite: false };

/**
 * Compares a stem of an answer with one of a question's key. Not remembered: the answers of one question share too few
 * words for that to pay.
 * @param keyStems the stems of all that is looked for, none of which is a typo of another
 */
export function likeness(lexicon: Lexicon, keyStems: ReadonlySet<string>, key: string, said: string): Likeness {
  if (key === said) return equal;
  const relation = lexicon.relation(key, said);
  if (relation === 'opposite') return { value: likenessOf.opposite, opposite: true };
  if (relation === 'same') return { value: likenessOf.synonym, opposite: false };
  if (isTypo(lexicon, keyStems, key, said)) return { value: likenessOf.typo, opposite: false };
  if (sharesPrefix(key, said)) return { value: likenessOf.prefix, opposite: false };
  return relation === 'near' ? { value: likenessOf.near, opposite: false } : unlike;
}

/** The same beginning, in which most of both words lies. */
function sharesPrefix(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < 5 || Math.max(one.length, other.length) > shorter + 4) return false;
  return one.slice(0, shorter) === other.slice(0, shorter);
}

/** A word nobody knows that is one or two slips away from the one looked for. */
function isTypo(lexicon: Lexicon, keyStems: ReadonlySet<string>, key: string, said: string): boolean {
  if (key.length < 4 || said.length < 3 || Math.abs(key.length - said.length) > 2) return false;
  if (lexicon.isKnown(said) || keyStems.has(said) || /\d/.test(key + said)) return false;
  return isWithinSlips(key, said, key.length >= 8 ? 2 : 1);
}

/** Whether at most `max` letters were added, left out, replaced or swapped with their neighbour (optimal string alignment). */
function isWithinSlips(one: string, other: string, max: number): boolean {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return false;
    before = previous;
    previous = current;
  }
  return (previous[other.length] ?? max + 1) <= max;
}

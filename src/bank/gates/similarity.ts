import { evened } from '../prose.ts';

/** Similarity, 0…1, of any two of the prompts, given by their places: the Jaccard index of their character trigrams. */
export function promptSimilarity(prompts: readonly string[]): (one: number, other: number) => number {
  const sets = prompts.map(trigrams);
  return (one, other) => jaccard(sets[one] ?? new Set(), sets[other] ?? new Set());
}

function trigrams(text: string): Set<string> {
  const plain = ` ${evened(text)} `;
  return new Set(Array.from({ length: Math.max(plain.length - 2, 1) }, (_, start) => plain.slice(start, start + 3)));
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const trigram of one) if (other.has(trigram)) shared += 1;
  const together = one.size + other.size - shared;
  return together === 0 ? 1 : shared / together;
}

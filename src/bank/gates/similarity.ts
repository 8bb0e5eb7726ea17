import { evened } from '../prose.ts';

/**
 * Similarity, 0…1, of any two of the prompts, given by their places: the Jaccard index of their character trigrams.
 * One below `least` may come out as 0, which is found much sooner.
 */
export function promptSimilarity(prompts: readonly string[]): (one: number, other: number, least?: number) => number {
  const numbers = new Map<string, number>();
  const sets = prompts.map((prompt) => trigrams(prompt, numbers));
  return (one, other, least = 0) => jaccard(sets[one] ?? new Set(), sets[other] ?? new Set(), least);
}

/** As numbers, which compare faster; `numbers` gives each trigram its own. */
function trigrams(text: string, numbers: Map<string, number>): Set<number> {
  const plain = ` ${evened(text)} `;
  const found = new Set<number>();
  for (let start = 0; start < Math.max(plain.length - 2, 1); start += 1) {
    const trigram = plain.slice(start, start + 3);
    const number = numbers.get(trigram) ?? numbers.size;
    numbers.set(trigram, number);
    found.add(number);
  }
  return found;
}

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>, least: number): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  const together = small.size + large.size;
  let shared = 0;
  let left = small.size;
  for (const trigram of small) {
    if ((shared + left) / (together - shared - left) < least) return 0;
    if (large.has(trigram)) shared += 1;
    left -= 1;
  }
  return together === 0 ? 1 : shared / (together - shared);
}

import type { KeyWord, SaidWord } from './answer-text.ts';

/** Cosine, 0…1, of the character trigrams of two texts' stems, each weighted as its word: it sees what stems keep apart. */
export function trigramLikeness(
  key: readonly KeyWord[],
  said: readonly SaidWord[],
  promptStems: ReadonlySet<string>,
): number {
  const one = trigrams(key.map(({ stem, weight }) => ({ stem, weight })));
  const other = trigrams(
    said.map(({ stem, rarity }) => ({ stem, weight: (0.5 + rarity / 2) * (promptStems.has(stem) ? 0.3 : 1) })),
  );
  let together = 0;
  for (const [trigram, weight] of one) together += weight * (other.get(trigram) ?? 0);
  return together === 0 ? 0 : together / Math.sqrt(squares(one) * squares(other));
}

function trigrams(words: readonly { stem: string; weight: number }[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { stem, weight } of words) {
    const framed = `^${stem}$`;
    for (let at = 0; at + 3 <= framed.length; at += 1) {
      const trigram = framed.slice(at, at + 3);
      found.set(trigram, (found.get(trigram) ?? 0) + weight);
    }
  }
  return found;
}

function squares(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return sum;
}

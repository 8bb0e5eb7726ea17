/**
 * A generator of numbers in [0, 1) that gives the same sequence for the same seed on every machine: the seed hashed by
 * xmur3 starts sfc32 (both by bryc, public domain, https://github.com/bryc/code/blob/master/jshash/PRNGs.md). Not for secrets.
 */
export function seeded(seed: string): () => number {
  const hash = xmur3(seed);
  const next = sfc32(hash(), hash(), hash(), hash());
  // The author's advice: the first numbers of similar seeds resemble each other.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/** A copy in random order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}

/** One of the items, each as likely; undefined only when there are none. */
export function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}

function xmur3(text: string): () => number {
  let state = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2246822507);
    state = Math.imul(state ^ (state >>> 13), 3266489909);
    state ^= state >>> 16;
    return state >>> 0;
  };
}

function sfc32(seedA: number, seedB: number, seedC: number, seedD: number): () => number {
  let [a, b, c, d] = [seedA | 0, seedB | 0, seedC | 0, seedD | 0];
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

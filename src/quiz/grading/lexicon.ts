import stem from 'wink-porter2-stemmer';
import compiled from '../../../data/lexicon.json' with { type: 'json' };

/** How two different words belong together: `same` meaning, a `near` one, or the `opposite`. */
type Relation = 'same' | 'near' | 'opposite';

/** What is known of English words. Words are lower case; stems are what {@link Lexicon.stemOf} makes of them. */
export type Lexicon = {
  stemOf(word: string): string;
  isKnown(stem: string): boolean;
  /** 0…1: near 0 for a word that is everywhere, 1 for one that was never met in general English. */
  rarity(stem: string): number;
  relation(one: string, other: string): Relation | undefined;
  /** The ways to write one thing that begin with a word, longest first, with the words that stand for all of them. */
  alikeFrom(word: string): readonly Alike[];
};
type Alike = { written: readonly string[]; meant: readonly string[] };

let builtIn: Lexicon | undefined;

/** The lexicon that comes with the program, unpacked at the first use. */
export function lexicon(): Lexicon {
  builtIn ??= unpack(compiled);
  return builtIn;
}

/** Stems are cached, because the stemmer is the slowest part of reading; the cache starts anew at this size. */
const cachedStemsMax = 20_000;

function unpack({ stems: packedStems, counts, total, same, near, opposite, ...hand }: typeof compiled): Lexicon {
  const stems = packedStems.split(' ');
  const place = new Map<string, number>();
  stems.forEach((each, index) => {
    place.set(each, index);
  });
  const base = new Map(Object.entries(hand.irregular).flatMap(([word, forms]) => forms.map((form) => [form, word])));
  let cache = new Map<string, string>();
  const stemOf = (word: string): string => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    if (cache.size >= cachedStemsMax) cache = new Map();
    const made = stem(base.get(word) ?? word);
    cache.set(word, made);
    return made;
  };

  const occurrences = counts.split(' ');
  const rarity = (each: string) => {
    const at = place.get(each);
    const count = at === undefined ? 0 : Number.parseInt(occurrences[at] ?? '0', 36);
    return Math.log(total / (count + 1)) / Math.log(total);
  };

  const sameAs = neighbours(same);
  const nearTo = neighbours(near);
  const oppositeOf = neighbours(opposite);

  const alike = new Map<string, Alike[]>();
  for (const [meant = '', ...ways] of hand.alike) {
    for (const way of ways) {
      const written = way.split(/[ /'-]+/);
      const [first = ''] = written;
      alike.set(first, [...(alike.get(first) ?? []), { written, meant: meant.split(/[ /'-]+/) }]);
    }
  }
  for (const list of alike.values()) list.sort((a, b) => b.written.length - a.written.length);

  return {
    stemOf,
    isKnown: (each) => place.has(each),
    rarity,
    relation: (one, other) => {
      const a = place.get(one);
      const b = a === undefined ? undefined : place.get(other);
      if (a === undefined || b === undefined) return undefined;
      const frequent = Math.min(a, b);
      const rare = Math.max(a, b);
      if (oppositeOf(frequent, rare)) return 'opposite';
      if (sameAs(frequent, rare)) return 'same';
      return nearTo(frequent, rare) ? 'near' : undefined;
    },
    alikeFrom: (word) => alike.get(word) ?? [],
  };
}

/** Whether the more frequent of two stems is listed with the rarer one. A list is read when it is asked for first. */
function neighbours(packed: string): (frequent: number, rare: number) => boolean {
  const lists = packed.split(',');
  const read: (ReadonlySet<number> | undefined)[] = [];
  return (frequent, rare) => {
    const list = lists[rare];
    if (list === undefined || list === '') return false;
    read[rare] ??= new Set(list.split(' ').map((at) => Number.parseInt(at, 36)));
    return read[rare].has(frequent);
  };
}

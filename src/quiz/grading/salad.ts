import type { Sentence } from './words.ts';

const set = (words: string) => new Set(words.split(' '));
const determiners = set('a an the my our your their its');
/** Function words that may stand after a determiner all the same. */
const afterDeterminer = set('same other own one ones another such very too most just also not only well quite really');
/** Never stand after "a", even where it is a name: bulb a and bulb b, the path a was on. */
const neverAfterA = set('the a an of to for with from by on at that which than');
const prepositions = set('of from with for into at by on in than');
const auxiliaries = set(
  'is are was were am be been has have had do does did will would can could should must may might',
);
const neverAfterAuxiliary = set('of is are was were will would can could should must may might and or');
const conjunctions = set('and or but because so if when while');
const neverAfterPreposition = new Set([...auxiliaries, ...set('and or but because so if of for with from at by')]);
const subjects = set('i we he she they');
const neverAfterSubject = set('i we he she they it of the a an from with by at for in to');
const neverAfterTo = set('is are was were of and or from with to has had');
const neverAfterConjunction = set('of or and but than');
/** Prepositions and auxiliaries end a sentence now and then: the data it came from. */
const strandedWeight = 0.3;

/**
 * So many words out of place, for so many function words with a place to be in, are never slips: in a whole text, and in
 * those of its sentences that have any, so that others cannot hide them.
 */
const salads = [
  { astray: 2, share: 0.18 },
  { astray: 3, share: 0.1 },
];
const hiddenSalad = { astray: 5, share: 0.16 };

/** Words in no order: small words stand where none of their kind does, before words that never follow them. */
export function isWordSalad(sentences: readonly Sentence[]): boolean {
  const all = sentences.map(placesIn);
  const whole = sum(all);
  if (salads.some((least) => isOver(whole, least))) return true;
  return isOver(sum(all.filter(({ astray }) => astray > 0)), hiddenSalad);
}

type Places = { astray: number; places: number };

function placesIn({ words }: Sentence): Places {
  const strange = words.flatMap((word, at) => {
    const next = words[at + 1];
    const found = word.content ? undefined : strangeness(word.text, next?.text, next?.content === true);
    return found === undefined ? [] : [found];
  });
  return { astray: strange.reduce((total, each) => total + each, 0), places: strange.length };
}

function sum(all: readonly Places[]): Places {
  return all.reduce((total, each) => ({ astray: total.astray + each.astray, places: total.places + each.places }), {
    astray: 0,
    places: 0,
  });
}

function isOver({ astray, places }: Places, least: { astray: number; share: number }): boolean {
  return astray >= least.astray && astray >= least.share * places;
}

/** 0…1; undefined for a word that goes before anything. */
function strangeness(text: string, next: string | undefined, beforeContent: boolean): number | undefined {
  if (text === 'a') return next !== undefined && neverAfterA.has(next) ? 1 : 0;
  if (determiners.has(text)) return next === undefined || !(beforeContent || afterDeterminer.has(next)) ? 1 : 0;
  if (text === 'to') return next === undefined || neverAfterTo.has(next) ? 1 : 0;
  const never = prepositions.has(text)
    ? neverAfterPreposition
    : auxiliaries.has(text)
      ? neverAfterAuxiliary
      : undefined;
  if (never !== undefined) return next === undefined ? strandedWeight : never.has(next) ? 1 : 0;
  if (subjects.has(text)) return next !== undefined && neverAfterSubject.has(next) ? 1 : 0;
  if (conjunctions.has(text)) return next === undefined || neverAfterConjunction.has(next) ? 1 : 0;
  return undefined;
}

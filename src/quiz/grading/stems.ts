import stem from 'wink-porter2-stemmer';
import { folded } from '../plain-text.ts';

/** Words that carry no point. Not, no, never, before, after, more, less are missing on purpose: they turn a point around. */
const stopWords = new Set(
  (
    'a an the this that these those it its is are was were be been being am do does did done has have had having ' +
    'i me my we us our you your he she they them their there here and or but so if then than as at by for from in into of on ' +
    'to up with about over also just very too can could will would should may might must shall which who whom what when where how ' +
    'such some any each other another own same because while both per via'
  ).split(' '),
);
const word = /[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*%?/gu;
/** A longer token is noise: a key, a hash, a stuck keyboard. */
const wordMax = 40;
/** Text without full stops is cut into stretches of this many words, so that a window stays a window. */
const sentenceWordsMax = 40;

/** The stems of all words of a text, in order; numbers stay as they are (`0.25`, `p99`, `5%`). */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}

/** The stems of the words that carry meaning, each once; of all words where a phrasing has no other. */
export function contentStems(phrasing: string): string[] {
  const words = wordsOf(phrasing);
  const content = words.filter((each) => !stopWords.has(each));
  return [...new Set((content.length > 0 ? content : words).map(stemOf))];
}

/** The sentences and list items of a text in the writer's own words, none longer than about two lines. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?;])\s+|\n+/)
    .flatMap(stretchesOf)
    .filter((sentence) => sentence !== '');
}

function stretchesOf(sentence: string): string[] {
  const words = sentence.trim().split(/\s+/);
  if (words.length <= sentenceWordsMax) return [sentence.trim()];
  const starts = Array.from(
    { length: Math.ceil(words.length / sentenceWordsMax) },
    (_, index) => index * sentenceWordsMax,
  );
  return starts.map((start) => words.slice(start, start + sentenceWordsMax).join(' '));
}

function wordsOf(text: string): string[] {
  return (folded(text).match(word) ?? []).filter((each) => each.length <= wordMax);
}

function stemOf(each: string): string {
  return stem(each.replace(/['’]s$/, ''));
}

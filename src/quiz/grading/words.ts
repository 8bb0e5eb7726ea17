import { visible } from '../plain-text.ts';
import { type Lexicon, lexicon } from './lexicon.ts';

/** A word as it is compared. */
export type Word = {
  /** As written, in lower case, contractions and ways to write one thing resolved. */
  text: string;
  stem: string;
  /** Whether it carries meaning: function words and negations do not. */
  content: boolean;
  /** 0…1, how much it tells in general English. */
  rarity: number;
  /** Where it stands in its sentence's text, in UTF-16 units. */
  start: number;
  end: number;
  /** A comma, colon, bracket, dash or arrow stands between it and the word before. */
  pauseBefore: boolean;
};

/** A sentence, list item or line in the writer's own spelling, and its words. */
export type Sentence = { text: string; words: Word[] };

/** Words that carry no point. Before, after, more and less are missing on purpose: they turn a point around. */
const functionWords = new Set(
  (
    'a an the this that these those it its is are was were be been being am do does did done doing has have had having ' +
    'i me my mine myself we us our ours ourselves you your yours he him his she her they them their theirs themselves one ones ' +
    'there here and or but so if then than as at by for from in into of on onto to with about also just very too can could will ' +
    'would should may might must shall which who whom whose what when where how why some any each every other another own ' +
    'such because since while both either per via let get got gets ok okay yes well really quite still ' +
    'not no never neither nor none nothing nobody cannot without'
  ).split(' '),
);

const wordPattern = /[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*%?/gu;
/** A longer token is noise: a key, a hash, a stuck keyboard. */
const wordMax = 40;
/** Text without full stops is cut into stretches of this many words, so that a window stays a window. */
const sentenceWordsMax = 40;

/**
 * The sentences of a text that hold any word. Positions are those of the visible text in Unicode NFKC, whose substrings
 * the sentences are.
 */
export function sentencesOf(text: string): Sentence[] {
  return visible(text)
    .normalize('NFKC')
    .split(/(?<=[.!?])\s+|\n+/)
    .flatMap(stretchesOf);
}

/** All words of a text that is short enough to be one stretch, such as a phrasing. */
export function wordsOf(text: string): Word[] {
  return sentencesOf(text).flatMap(({ words }) => words);
}

function stretchesOf(text: string): Sentence[] {
  const words = readWords(text, lexicon());
  const stretches: Sentence[] = [];
  for (let from = 0; from < words.length; from += sentenceWordsMax) {
    const some = words.slice(from, from + sentenceWordsMax);
    const start = from === 0 ? 0 : (some[0]?.start ?? 0);
    const next = words[from + sentenceWordsMax];
    const stretch = text.slice(start, next?.start).trimEnd();
    stretches.push({
      text: stretch,
      words: some.map((word) => ({ ...word, start: word.start - start, end: word.end - start })),
    });
  }
  return stretches;
}

type Written = { text: string; start: number; end: number; pauseBefore: boolean; named: boolean };

function readWords(text: string, known: Lexicon): Word[] {
  const written: Written[] = [];
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const [token] = match;
    const start = match.index;
    const end = start + token.length;
    if (token.length > wordMax) continue;
    const pauseBefore = /[,;:()[\]–—→|+]|[-=]>|\s-+\s/.test(text.slice(last, start));
    last = end;
    // A capital letter by itself names something: switch A, pan B, option C.
    const named = /^[A-Z]$/.test(token) && token !== 'I' && (start > 0 || token !== 'A');
    for (const [index, part] of spokenOut(token.toLowerCase().replaceAll('’', "'")).entries()) {
      written.push({ text: part, start, end, pauseBefore: pauseBefore && index === 0, named });
    }
  }
  return joinAlike(written, known).map(({ named, ...word }) => {
    const stem = known.stemOf(word.text);
    const content = named || !functionWords.has(word.text);
    return { ...word, stem, content, rarity: named ? 1 : known.rarity(stem) };
  });
}

const withoutApostrophe = new Map(
  'dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt neednt'
    .split(' ')
    .map((each) => [each, each.slice(0, -2)]),
);
const unmarked = new Map([
  ['im', ['i', 'am']],
  ['ive', ['i', 'have']],
  ['weve', ['we', 'have']],
  ['theyre', ['they', 'are']],
  ['thats', ['that', 'is']],
]);
const negated = new Map([
  ['ca', 'can'],
  ['wo', 'will'],
  ['sha', 'shall'],
  ['ai', 'is'],
  ['can', 'can'],
]);

const spoken = new Map([
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'m", 'am'],
]);

/** A contraction as the words it stands for; the possessive loses its ending, and so does "'d", which may be had or would. */
function spokenOut(token: string): string[] {
  if (token === 'cannot') return ['can', 'not'];
  const two = unmarked.get(token);
  if (two !== undefined) return two;
  const bare = withoutApostrophe.get(token);
  if (bare !== undefined) return [negated.get(bare) ?? bare, 'not'];
  if (token.endsWith("n't")) {
    const verb = token.slice(0, -3);
    return [negated.get(verb) ?? verb, 'not'];
  }
  const auxiliary = spoken.get(token.slice(token.lastIndexOf("'")));
  if (auxiliary !== undefined) return [token.slice(0, token.lastIndexOf("'")), auxiliary];
  return [token.replace(/'(?:s|d)$/, '')];
}

/** Replaces each way to write something by the words that stand for all its ways. */
function joinAlike(written: readonly Written[], known: Lexicon): Written[] {
  const joined: Written[] = [];
  for (let at = 0; at < written.length; ) {
    const first = written[at];
    if (first === undefined) break;
    const way = known
      .alikeFrom(first.text)
      .find(({ written: parts }) => parts.every((part, offset) => written[at + offset]?.text === part));
    if (way === undefined) {
      joined.push(first);
      at += 1;
      continue;
    }
    const end = written[at + way.written.length - 1]?.end ?? first.end;
    for (const [index, text] of way.meant.entries()) {
      joined.push({ text, start: first.start, end, pauseBefore: first.pauseBefore && index === 0, named: false });
    }
    at += way.written.length;
  }
  return joined;
}

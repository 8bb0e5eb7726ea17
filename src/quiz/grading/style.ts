import type { Sentence, Word } from './words.ts';

/**
 * Remarks on an answer's form:
 * - `question-copied` half of it or more is taken over from the question
 * - `keyword-list` keywords without sentences
 * - `word-salad` words in no order
 * - `one-point-repeated` the same said three times or more
 * - `off-topic` several sentences, and no key point in them
 */
export type Flag = 'question-copied' | 'keyword-list' | 'word-salad' | 'one-point-repeated' | 'off-topic';

const fewestCopiedWords = 6;
const copiedFromShare = 0.8;

/** Whether a sentence is taken over from the prompt: nearly all its words stand in runs of three that the prompt has too. */
export function copiedFrom(prompt: readonly Word[]): (words: readonly Word[]) => boolean {
  const runs = new Set(runsOf(prompt));
  return (words) => {
    if (words.length < fewestCopiedWords) return false;
    const covered = words.map(() => false);
    for (const [at, run] of runsOf(words).entries()) {
      if (runs.has(run)) covered.fill(true, at, at + 3);
    }
    return covered.filter(Boolean).length >= copiedFromShare * words.length;
  };
}

function runsOf(words: readonly Word[]): string[] {
  return words.slice(2).map((word, at) => `${words[at]?.stem} ${words[at + 1]?.stem} ${word.stem}`);
}

const listFewestWords = 6;
/** In English prose about half of the words are function words; notes have a quarter. */
const listFunctionShare = 0.17;
/** Hardly a sentence does without any of these. */
const basics = new Set('a an the of to in is are and for it be on with i we'.split(' '));
const basicsFewestWords = 7;
const listBasicsShare = 0.05;
const listFewestPieces = 4;
const listPieceWords = 4.5;
const singleWords = 1.7;
/** Pronouns, auxiliaries and conjunctions: what makes a sentence of words. */
const glue = new Set(
  (
    'i we you he she it they is are was were be been am do does did has have had will would can could should must may ' +
    'might because if so then but when while since that which who whether until unless although'
  ).split(' '),
);
const listGlueShare = 0.08;
/** A line of keywords: notes have longer ones. */
const keywordLineWords = 2;
const fewestKeywordLines = 4;

/**
 * Which sentences are keywords strung together: hardly a function word, short pieces between commas without a sentence
 * among them, or one of several lines of a word or two. Each is judged by itself, so that padding cannot hide it.
 */
export function keywordLists(sentences: readonly Sentence[]): boolean[] {
  const isLine = ({ words }: Sentence) => words.length <= keywordLineWords;
  const lines = sentences.filter(isLine).length >= fewestKeywordLines;
  return sentences.map((sentence) => (lines && isLine(sentence)) || isList(sentence.words));
}

function isList(words: readonly Word[]): boolean {
  const pieces = 1 + words.slice(1).filter(({ pauseBefore }) => pauseBefore).length;
  const perPiece = words.length / pieces;
  if (pieces >= listFewestPieces && perPiece <= singleWords) return true;
  if (words.length < listFewestWords) return false;
  if (share(words, ({ content }) => !content) < listFunctionShare) return true;
  if (words.length >= basicsFewestWords && share(words, ({ text }) => basics.has(text)) < listBasicsShare) return true;
  return (
    pieces >= listFewestPieces &&
    perPiece <= listPieceWords &&
    share(words, ({ text }) => glue.has(text)) < listGlueShare
  );
}

const determiners = new Set('a an the my our your their its'.split(' '));
const saladFewest = 3;
const saladShare = 0.2;
/** So many are never slips, however long the text. */
const saladAlways = 5;
/** Never stand after a determiner. Some others do after `a`, which names things too: bulb a and bulb b. */
const neverAfter = new Set('the a an of to for with from by on at that which than'.split(' '));
const afterDeterminer = new Set(
  'same other own one ones another such very too most just also well quite really'.split(' '),
);

/** Words in no order: articles stand before words that no article goes with, or at an end. */
export function isWordSalad(sentences: readonly Sentence[]): boolean {
  let articles = 0;
  let astray = 0;
  for (const { words } of sentences) {
    for (const [at, { text }] of words.entries()) {
      if (!determiners.has(text)) continue;
      articles += 1;
      const next = words[at + 1];
      const strange = next === undefined || (!next.content && !afterDeterminer.has(next.text));
      if (text === 'a' ? next !== undefined && neverAfter.has(next.text) : strange) astray += 1;
    }
  }
  return astray >= saladAlways || (articles >= saladFewest && astray >= saladShare * articles);
}

const repeatedFewest = 3;

/** The same said again and again: most sentences share nearly all their content words with an earlier one. */
export function isRepeated(sentences: readonly Sentence[]): boolean {
  const told = sentences
    .map(({ words }) => new Set(words.flatMap(({ content, stem }) => (content ? [stem] : []))))
    .filter((stems) => stems.size > 1);
  if (told.length < repeatedFewest) return false;
  const seen = new Set<string>();
  let again = 0;
  for (const stems of told) {
    const known = [...stems].filter((stem) => seen.has(stem)).length;
    if (known >= 0.8 * stems.size) again += 1;
    for (const stem of stems) seen.add(stem);
  }
  return again >= repeatedFewest - 1 && again > told.length / 2;
}

const nonAnswer =
  /^(?:(?:sorry )?(?:i )?(?:really |honestly )?(?:do not|not) (?:know|sure|remember|understand)(?: (?:it|this|that|the answer|what|how|why))?|(?:i )?(?:have )?no (?:idea|clue|answer)|idk|na|n a|nothing|none|pass|skip|unknown|not sure|i am not sure|i forgot|tbd|test|asdf\w*)$/;

/** Says that there is no answer. */
export function isNonAnswer(sentences: readonly Sentence[]): boolean {
  const words = sentences.flatMap((sentence) => sentence.words);
  return words.length <= 8 && nonAnswer.test(words.map(({ text }) => text).join(' '));
}

function share(words: readonly Word[], holds: (word: Word) => boolean): number {
  return words.length === 0 ? 0 : words.filter(holds).length / words.length;
}

import type { Sentence, Word } from './words.ts';

/** A sentence of fewer words is too short to be judged by itself. */
const fewestWords = 6;
/** In English prose about half of the words are function words; notes have a quarter, keywords next to none. */
const functionShare = 0.16;
/** Pronouns, auxiliaries and conjunctions: what makes a sentence of words. */
const glue = new Set(
  (
    'i we you he she it they is are was were be been being am do does did has have had will would can could should must may ' +
    'might because if so then but when while since that which who whether until unless although'
  ).split(' '),
);
const glueShare = { list: 0.05, sentence: 0.15 };
/** Function words of so few letters are in every long sentence, and more of them where it has hardly any glue. */
const shortWord = 3;
const shortShare = { list: 0.02, sentence: 0.08 };
const shortBareShare = { list: 0.2, sentence: 0.4 };
const longSentence = 12;
/** Words strung together by commas and the like: so many pieces, each of so many words, from keywords to notes. */
const fewestPieces = 4;
const pieceWords = { list: 2.75, sentence: 4.25 };
const linePieceWords = { list: 2, sentence: 3.25 };
/** So many of them string words together. */
const fewestJoins = 3;
const singleWords = 1.7;
/** A piece of so many words is a sentence, whatever it lists besides. */
const clauseWords = 6;
/** Lines as short as this, and as many, are judged together. */
const lineWords = 7;
const fewestLines = 4;

/**
 * How a sentence says what it says: `clauses` 0…1, 0 for keywords strung together, 1 for what anybody would call a sentence;
 * `notes` as much or more, because the pieces of notes are longer, where they say more than the keywords alone.
 * Short lines that follow each other are judged together, as one `group`.
 */
export type Form = { clauses: number; notes: number; group: number };

/** Each sentence is judged by itself, so that padding cannot hide keywords. */
export function formsOf(sentences: readonly Sentence[]): Form[] {
  const forms: Form[] = [];
  while (forms.length < sentences.length) {
    const group = forms.length;
    const end = sentences.findIndex((sentence, at) => at >= group && !isLine(sentence));
    const lines = sentences.slice(group, end === -1 ? undefined : end);
    const together = lines.length >= fewestLines ? lines : sentences.slice(group, group + 1);
    const form = formOf(together.flatMap(piecesOf), together.length > 1);
    forms.push(...together.map(() => ({ ...form, group })));
  }
  return forms;
}

function isLine({ words }: Sentence): boolean {
  return words.length <= lineWords && !words.some(({ text }) => glue.has(text));
}

/** Between pauses; where "and" and "or" join piece after piece, between them as well. */
function piecesOf({ words }: Sentence): Word[][] {
  const isChain = words.filter(isJoin).length >= fewestJoins;
  const pieces: Word[][] = [];
  for (const word of words) {
    if (pieces.length === 0 || word.pauseBefore || (isChain && isJoin(word))) pieces.push([]);
    pieces.at(-1)?.push(word);
  }
  return pieces;
}

function isJoin({ text }: Word): boolean {
  return text === 'and' || text === 'or';
}

function formOf(pieces: readonly (readonly Word[])[], areLines: boolean): Omit<Form, 'group'> {
  const words = pieces.flat();
  if (words.length < fewestWords && pieces.length < fewestPieces) return { clauses: 1, notes: 1 };
  const share = (holds: (word: Word) => boolean) => words.filter(holds).length / words.length;
  const byFunction = Math.min(1, share(({ content }) => !content) / functionShare);
  const glued = share(({ text }) => glue.has(text));
  const short = share(({ content, text }) => !content && text.length <= shortWord);
  const byShort = words.length < longSentence ? 1 : between(shortShare, short);
  if (pieces.length >= fewestPieces) {
    const perPiece = words.length / pieces.length;
    if (perPiece <= singleWords) return { clauses: 0, notes: 0 };
    const clauses = Math.min(byFunction, between(glueShare, glued));
    const isSentence = byFunction === 1 && pieces.some(({ length }) => length >= clauseWords);
    const byPieces = isSentence ? 1 : between(areLines ? linePieceWords : pieceWords, perPiece);
    return { clauses, notes: Math.max(clauses, byPieces) };
  }
  const plain = Math.min(byFunction, byShort);
  const isBare = glued < glueShare.list && words.length >= longSentence;
  return { clauses: isBare ? Math.min(plain, between(shortBareShare, short)) : plain, notes: plain };
}

/** 0 up to what a list has, 1 from what a sentence has, even in between. */
function between({ list, sentence }: { list: number; sentence: number }, value: number): number {
  return Math.min(1, Math.max(0, (value - list) / (sentence - list)));
}

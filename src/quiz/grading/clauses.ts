import type { Sentence, Word } from './words.ts';

/** A sentence of fewer words is too short to be judged by itself. */
const fewestWords = 6;
/** In English prose about half of the words are function words; notes have a quarter, keywords next to none. */
const functionShare = 0.17;
/** Pronouns, auxiliaries and conjunctions: what makes a sentence of words. */
const glue = new Set(
  (
    'i we you he she it they is are was were be been being am do does did has have had will would can could should must may ' +
    'might because if so then but when while since that which who whether until unless although'
  ).split(' '),
);
const glueShare = { list: 0.05, sentence: 0.15 };
/** Articles and prepositions of few letters, without which no long sentence does. */
const basics = new Set('a an the of to in is are and for it be on i we at by as'.split(' '));
const basicsShare = { list: 0.02, sentence: 0.1 };
const basicsBareShare = { list: 0.15, sentence: 0.3 };
const basicsFewestWords = 12;
/** Words strung together by commas and the like: so many pieces, each of so many words, from keywords to notes. */
const fewestPieces = 4;
const pieceWords = { list: 2.5, sentence: 4 };
const singleWords = 1.7;
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
    const form = formOf(together.flatMap(piecesOf));
    forms.push(...together.map(() => ({ ...form, group })));
  }
  return forms;
}

function isLine({ words }: Sentence): boolean {
  return words.length <= lineWords && !words.some(({ text }) => glue.has(text));
}

function piecesOf({ words }: Sentence): Word[][] {
  const pieces: Word[][] = [];
  for (const word of words) {
    if (pieces.length === 0 || word.pauseBefore) pieces.push([]);
    pieces.at(-1)?.push(word);
  }
  return pieces;
}

function formOf(pieces: readonly (readonly Word[])[]): Omit<Form, 'group'> {
  const words = pieces.flat();
  if (words.length < fewestWords && pieces.length < fewestPieces) return { clauses: 1, notes: 1 };
  const share = (holds: (word: Word) => boolean) => words.filter(holds).length / words.length;
  const byFunction = Math.min(1, share(({ content }) => !content) / functionShare);
  const glued = share(({ text }) => glue.has(text));
  const isLong = words.length >= basicsFewestWords;
  if (pieces.length >= fewestPieces) {
    const perPiece = words.length / pieces.length;
    if (perPiece <= singleWords) return { clauses: 0, notes: 0 };
    const clauses = Math.min(byFunction, between(glueShare, glued));
    return { clauses, notes: Math.max(clauses, between(pieceWords, perPiece)) };
  }
  const basic = share(({ text }) => basics.has(text));
  const byBasics = isLong ? between(glued === 0 ? basicsBareShare : basicsShare, basic) : 1;
  const clauses = Math.min(byFunction, byBasics);
  return { clauses, notes: clauses };
}

/** 0 up to what a list has, 1 from what a sentence has, even in between. */
function between({ list, sentence }: { list: number; sentence: number }, value: number): number {
  return Math.min(1, Math.max(0, (value - list) / (sentence - list)));
}

import { type Form, formsOf } from './clauses.ts';
import { isForeign } from './language.ts';
import { lexicon } from './lexicon.ts';
import { type Likeness, likeness } from './likeness.ts';
import { type Denial, denialsOf } from './polarity.ts';
import { copiedFrom } from './style.ts';
import { type Sentence, sentencesOf, type Word, wordsOf } from './words.ts';

/** Longer texts are cut here, in UTF-16 units. */
export const gradedTextMax = 6000;

/** A word of the answer in its place. */
export type SaidWord = Word & { sentence: number; denial: Denial };

/** A word of the answer that says a word of the key. */
export type Saying = { place: number; sentence: number; likeness: number; denial: Denial; opposite: boolean };
/** By sentence. */
type Sayings = ReadonlyMap<number, readonly Saying[]>;

/** A word said with less likeness than this is another word. */
const likenessLeast = 0.5;

/** An answer, read once for all that is looked for in it. */
export type AnswerText = {
  sentences: readonly Sentence[];
  /** The words that carry meaning, in order, those of copied sentences left out. */
  content: readonly SaidWord[];
  /** For each sentence, how much it says in clauses. */
  forms: readonly Form[];
  /** All words, those of copied sentences too. */
  wordCount: number;
  /** Share of the words that stand in sentences taken over from the question. */
  copiedShare: number;
  /** In another language than English, which alone can be read. */
  foreign: boolean;
  sayings(key: Word): Sayings;
};

/** @param keyStems the stems of everything that is looked for, so that none of them is taken for a typo of another */
export function readAnswer(text: string, prompt: readonly Word[], keyStems: ReadonlySet<string>): AnswerText {
  const graded = text.slice(0, gradedTextMax);
  const sentences = sentencesOf(graded);
  const copied = copiedFrom(prompt);
  const content: SaidWord[] = [];
  let wordCount = 0;
  let copiedCount = 0;
  for (const [sentence, { words }] of sentences.entries()) {
    wordCount += words.length;
    if (copied(words)) {
      copiedCount += words.length;
      continue;
    }
    const denials = denialsOf(words);
    for (const [at, denial] of denials.entries()) {
      const word = words[at];
      if (word?.content) content.push({ ...word, sentence, denial });
    }
  }
  return {
    sentences,
    content,
    forms: formsOf(sentences),
    wordCount,
    copiedShare: wordCount === 0 ? 0 : copiedCount / wordCount,
    foreign: isForeign(graded),
    sayings: remembered(content, keyStems),
  };
}

function remembered(content: readonly SaidWord[], keyStems: ReadonlySet<string>) {
  const words = lexicon();
  const known = new Map<string, Sayings>();
  const stems = [...new Set(content.map(({ stem }) => stem))];
  return (key: Word): Sayings => {
    const before = known.get(key.stem);
    if (before !== undefined) return before;
    const alike = new Map<string, Likeness>();
    for (const stem of stems) {
      const found = likeness(words, keyStems, key.stem, stem);
      if (found.value >= likenessLeast) alike.set(stem, found);
    }
    const found = new Map<number, Saying[]>();
    for (const [place, said] of alike.size === 0 ? [] : content.entries()) {
      const like = alike.get(said.stem);
      if (like === undefined) continue;
      const { value, opposite } = like;
      const saying = { place, sentence: said.sentence, likeness: value, denial: said.denial, opposite };
      const list = found.get(said.sentence);
      if (list === undefined) found.set(said.sentence, [saying]);
      else list.push(saying);
    }
    known.set(key.stem, found);
    return found;
  };
}

/** A word of a key: how much it counts, whether the key denies it, and in which of the key's clauses it stands. */
export type KeyWord = Word & { weight: number; denied: boolean; clause: number };

/** What a word counts that the question says already, and one that the phrase has said before. */
const promptWordWeight = 0.3;
const repeatedWordWeight = 0.3;
/** A clause of a key begins with one of these at the latest. */
const beginsClause = new Set('so because and but which that if then'.split(' '));

/** The words of a phrase that carry meaning (all of them where none does) with their weights. */
export function keyWordsOf(phrase: string, promptStems: ReadonlySet<string>): KeyWord[] {
  let clause = 0;
  const all = sentencesOf(phrase).flatMap(({ words }) => {
    const denials = denialsOf(words);
    return words.map((word, at) => {
      if (at === 0 || word.pauseBefore || beginsClause.has(word.text)) clause += 1;
      return { ...word, clause, denied: denials[at]?.clause !== denials[at]?.whole };
    });
  });
  const content = all.filter((word) => word.content);
  const seen = new Set<string>();
  return (content.length > 0 ? content : all).map((word) => {
    const asked = promptStems.has(word.stem) ? promptWordWeight : 1;
    const again = seen.has(word.stem) ? repeatedWordWeight : 1;
    seen.add(word.stem);
    return { ...word, weight: (0.5 + word.rarity / 2) * asked * again };
  });
}

/** The stems of the words of a question that carry meaning. */
export function promptStemsOf(prompt: string): ReadonlySet<string> {
  return new Set(wordsOf(prompt).flatMap(({ content, stem }) => (content ? [stem] : [])));
}

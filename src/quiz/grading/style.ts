import type { Sentence, Word } from './words.ts';

/**
 * Remarks on an answer's form:
 * - `question-copied` half of it or more is taken over from the question
 * - `keyword-list` keywords or notes instead of sentences
 * - `word-salad` words in no order
 * - `one-point-repeated` the same said three times or more
 * - `off-topic` several sentences, and no key point in them
 * - `not-english` in another language, of which terms alone can be read; its form is not remarked on then
 */
export type Flag =
  | 'question-copied'
  | 'keyword-list'
  | 'word-salad'
  | 'one-point-repeated'
  | 'off-topic'
  | 'not-english';

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

/** Text without its fenced code, whose words and stops are not the reader's sentences. */
export function withoutFences(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```[^\n]*$/gm, '\n\n');
}

/**
 * The sentences of a CommonMark text as lists of words. Fenced code is left out, inline code counts as one word,
 * and paragraphs, list items and a colon at a line's end close a sentence as a full stop does.
 */
export function sentencesOf(text: string): string[][] {
  return withoutFences(text)
    .replace(/`[^`\n]+`/g, 'code')
    .replace(/\*\*/g, '')
    .split(/\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)|:\s*\n|[.!?]+["')]*(?=\s+["'(]*[\p{Lu}\d]|\s*$)/u)
    .map((sentence) => sentence.match(/\S*[\p{L}\p{N}]\S*/gu) ?? [])
    .filter((words) => words.length > 0);
}

/** Words per sentence, 0 for a text without any. */
export function meanSentenceLength(texts: readonly string[]): number {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  return sentences.length === 0 ? 0 : words / sentences.length;
}

/** Words of a text: runs without white space that hold a letter or digit. */
export function countWords(text: string): number {
  return text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

/** Lower case, white space and marks at the ends evened out, so that texts which read the same compare equal. */
export function evened(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[`*_]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,;:!?]+|[\s.,;:!?]+$/g, '');
}

const smallWords = new Set(
  (
    'a about after all also am an and any are as at be because been before but by can could did do does done each ' +
    'for from get give had has have her his how i if in into is it its just may more most must my new no nor not of ' +
    'off on one only or other our out over own same should so some such than that the their them then there these ' +
    'they this those through to too two up us use used very was we were what when where which while who why will ' +
    'with would you your'
  ).split(' '),
);

/**
 * The stems of the words that carry meaning. Deliberately coarse (endings off, six letters at most): it stands for
 * what catches a reader's eye ("deploys" beside "deployment"), not for grammar.
 */
export function contentStems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*/gu) ?? [];
  return new Set(words.filter((word) => !smallWords.has(word)).map(stem));
}

function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[^s]{2})s$/, '');
  return word.replace(/(?:ing|ed|es|s|ly)$/, '').slice(0, 6);
}

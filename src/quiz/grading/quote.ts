import type { AnswerText } from './answer-text.ts';
import type { Sentence } from './words.ts';

const quoteMax = 160;

/**
 * The writer's own words in which most of the places lie: the sentence, or, of a longer one, what surrounds the first of
 * them. A substring of the visible answer in Unicode NFKC, of at most 160 UTF-16 units.
 */
export function quoteOf({ sentences, content }: AnswerText, places: readonly number[]): string | undefined {
  const said = places
    .flatMap((place) => content[place] ?? [])
    .sort((a, b) => a.sentence - b.sentence || a.start - b.start);
  const counts = new Map<number, number>();
  for (const { sentence } of said) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  const [fullest] = [...counts].sort(([, a], [, b]) => b - a);
  if (fullest === undefined) return undefined;
  const [sentence] = fullest;
  const holder = sentences[sentence];
  const last = said.findLast((word) => word.sentence === sentence)?.end;
  return holder && quoteOfSentence(holder, last);
}

/** A sentence, or of a longer one what fits and ends with the word at `last`; its beginning when that is not given. */
export function quoteOfSentence({ text, words }: Sentence, last = 0): string | undefined {
  if (text.length <= quoteMax) return text.trim();
  const from = words.find(({ start }) => last - start <= quoteMax)?.start ?? 0;
  const to = words.findLast(({ end }) => end - from <= quoteMax)?.end ?? from;
  const quote = text.slice(from, to).trim();
  return quote === '' ? undefined : quote;
}

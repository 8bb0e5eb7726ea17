import { visible } from '../plain-text.ts';
import type { KeyPoint } from '../question.ts';
import type { Point } from './points.ts';

/** Words that a team takes for a key point, besides those of the rubric. */
export type Phrasing = { pointId: string; words: string };

/** The longest, as the rubric's own are. In UTF-16 units. */
export const phrasingMax = 160;

/** The key points with a team's phrasings beside their own. */
export function withPhrasings(points: readonly KeyPoint[], phrasings: readonly Phrasing[]): Point[] {
  return points.map((point) => {
    const accepted = phrasings.filter(({ pointId }) => pointId === point.id).map(({ words }) => words);
    return { ...point, accepted };
  });
}

type Token = { word: string; start: number; end: number };

/**
 * The words of an answer that somebody quotes, as they stand there: letters and digits have to be the same in the same
 * order; case, punctuation, spaces and look-alike characters may differ.
 * @returns a substring of the visible answer in Unicode NFKC, undefined where these words do not stand in it
 */
export function quotedFrom(answer: string, quote: string): string | undefined {
  const text = visible(answer).normalize('NFKC');
  const said = tokensOf(text);
  const wanted = tokensOf(visible(quote).normalize('NFKC')).map(({ word }) => word);
  if (wanted.length === 0) return undefined;
  const from = said.findIndex((_, at) => wanted.every((word, offset) => said[at + offset]?.word === word));
  return from < 0 ? undefined : text.slice(said[from]?.start, said[from + wanted.length - 1]?.end);
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}

import type { AnswerText, KeyWord, Saying } from './answer-text.ts';
import { likenessOf } from './likeness.ts';

/** How much of a phrase an answer says, and where. */
export type Match = {
  /** 0…1, the weight of the phrase's words that are said, each by its likeness. */
  coverage: number;
  /** 0…1, the share of what is said that the answer denies where the phrase asserts it, or the other way round. */
  deniedShare: number;
  /** The words of the answer, as places in its content. */
  places: readonly number[];
  /** How many words of the phrase are not said, and how many only by another word. */
  missing: number;
  replaced: number;
};
export const noMatch: Match = {
  coverage: 0,
  deniedShare: 0,
  places: [],
  missing: Number.POSITIVE_INFINITY,
  replaced: 0,
};

/** How far the words of a phrase may stand apart to be one idea, in words that carry meaning. */
const reach = (words: number) => 4 + 2 * words;
/** Denied from this share on, a phrase is contradicted. */
export const contradictedFrom = 0.34;

/**
 * The best match of a phrase within two neighbouring sentences. A match that the answer denies counts only when nothing
 * else matches as well.
 */
export function matchPhrase(phrase: readonly KeyWord[], answer: AnswerText, likenessLeast = 0): Match {
  const sayings = phrase.map((word) => answer.sayings(word));
  const total = phrase.reduce((sum, { weight }) => sum + weight, 0);
  const starts = new Set(sayings.flatMap((each) => [...each.keys()]));
  let best = noMatch;
  for (const start of starts) {
    for (const match of [within(start, start + 1), within(start - 1, start)]) {
      if (worth(match) > worth(best)) best = match;
    }
  }
  return best;

  function within(first: number, last: number): Match {
    let said = 0;
    const chosen: Chosen[] = [];
    for (const [at, word] of phrase.entries()) {
      const saying = bestOf([sayings[at]?.get(first), sayings[at]?.get(last)], word, chosen.at(-1)?.saying.place);
      if (saying === undefined || saying.likeness < likenessLeast) continue;
      chosen.push({ word, saying });
      said += word.weight * saying.likeness;
    }
    if (said === 0 || total === 0) return noMatch;
    return {
      coverage: said / total,
      deniedShare: deniedWeight(chosen) / said,
      places: chosen.map(({ saying }) => saying.place),
      missing: phrase.length - chosen.length,
      replaced: chosen.filter(({ saying }) => saying.likeness < likenessOf.prefix).length,
    };
  }
}

function worth({ coverage, deniedShare }: Match): number {
  return deniedShare >= contradictedFrom ? coverage / 2 : coverage;
}

/** The likeliest saying of a word; of equal ones an asserted one, then the one nearest to the word found before. */
function bestOf(
  lists: Iterable<readonly Saying[] | undefined>,
  word: KeyWord,
  anchor: number | undefined,
): Saying | undefined {
  let best: Saying | undefined;
  let bestRank = 0;
  for (const list of lists) {
    for (const saying of list ?? []) {
      const distance = anchor === undefined ? 0 : Math.abs(saying.place - anchor);
      const rank = saying.likeness - (isDenied(word, saying) ? 0.02 : 0) - Math.min(distance, 100) / 10_000;
      if (best === undefined || rank > bestRank) [best, bestRank] = [saying, rank];
    }
  }
  return best;
}

type Chosen = { word: KeyWord; saying: Saying };

/** The weight of what is denied. "Not separated from the battery" denies no battery where the key has "connected to" it. */
function deniedWeight(chosen: readonly Chosen[]): number {
  const turned = chosen.filter(({ word, saying }) => saying.opposite && saying.denial.clause && !word.denied);
  const turnedSentences = new Set(turned.map(({ saying }) => saying.sentence));
  const denied = chosen.filter(({ word, saying }) => {
    const excused = saying.denial.clause && !saying.denial.whole && turnedSentences.has(saying.sentence);
    return !excused && isDenied(word, saying);
  });
  return denied.reduce((sum, { word, saying }) => sum + word.weight * saying.likeness, 0);
}

/** A sentence that is denied as a whole asserts nothing of what it says, not even by a double negative. */
function isDenied(word: KeyWord, { denial, opposite }: Saying): boolean {
  return denial.whole || (word.denied !== denial.clause) !== opposite;
}

/** Whether the words that were found stand near enough to each other to be one idea. */
export function standTogether(phrase: readonly KeyWord[], { places }: Match): boolean {
  if (places.length < 2) return true;
  return Math.max(...places) - Math.min(...places) <= reach(phrase.length);
}

/**
 * How much of a whole text an answer says anywhere, and of what is said `dismissedShare`, the
 * share in sentences denied as a whole, and `neighbours`, the share of its word pairs said in the same order.
 */
export function matchWhole(
  text: readonly KeyWord[],
  answer: AnswerText,
): Match & { neighbours: number; dismissedShare: number } {
  let total = 0;
  let said = 0;
  let dismissed = 0;
  const chosen: Chosen[] = [];
  const order: (number | undefined)[] = [];
  for (const word of text) {
    total += word.weight;
    const best = bestOf(answer.sayings(word).values(), word, order.at(-1));
    order.push(best?.place);
    if (best === undefined) continue;
    said += word.weight * best.likeness;
    chosen.push({ word, saying: best });
    if (best.denial.whole) dismissed += word.weight * best.likeness;
  }
  return {
    coverage: total === 0 ? 0 : said / total,
    deniedShare: said === 0 ? 0 : deniedWeight(chosen) / said,
    dismissedShare: said === 0 ? 0 : dismissed / said,
    places: order.filter((place) => place !== undefined),
    missing: order.filter((place) => place === undefined).length,
    replaced: 0,
    neighbours: neighbourShare(order),
  };
}

/** How far apart two neighbouring words may stand in the answer. */
const neighbourReach = 3;

function neighbourShare(order: readonly (number | undefined)[]): number {
  if (order.length < 2) return order[0] === undefined ? 0 : 1;
  const kept = order.slice(1).filter((place, at) => {
    const before = order[at];
    return place !== undefined && before !== undefined && place > before && place - before <= neighbourReach;
  });
  return kept.length / (order.length - 1);
}

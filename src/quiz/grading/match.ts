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
  /** Whether the answer has the opposite of some word. */
  opposed: boolean;
};
export const noMatch: Match = {
  coverage: 0,
  deniedShare: 0,
  places: [],
  missing: Number.POSITIVE_INFINITY,
  replaced: 0,
  opposed: false,
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
      deniedShare: saidWeight(deniedAmong(chosen)) / said,
      places: chosen.map(({ saying }) => saying.place),
      missing: phrase.length - chosen.length,
      replaced: chosen.filter(({ saying }) => saying.likeness < likenessOf.prefix).length,
      opposed: chosen.some(({ saying }) => saying.opposite),
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

/** What is denied of it. "Not separated from the battery" denies no battery where the key has "connected to" it. */
function deniedAmong(chosen: readonly Chosen[]): Chosen[] {
  const turned = chosen.filter(({ word, saying }) => saying.opposite && saying.denial.clause && !word.denied);
  const turnedSentences = new Set(turned.map(({ saying }) => saying.sentence));
  return chosen.filter(({ word, saying }) => {
    const excused = saying.denial.clause && !saying.denial.whole && turnedSentences.has(saying.sentence);
    return !excused && isDenied(word, saying);
  });
}

function saidWeight(chosen: readonly Chosen[]): number {
  return chosen.reduce((sum, { word, saying }) => sum + word.weight * saying.likeness, 0);
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

/** How much of a whole text an answer says anywhere. */
export type WholeMatch = {
  /** 0…1, the weight of the text's words that are said, each by its likeness, and of those that are said as the text has them. */
  coverage: number;
  asserted: number;
  /** 0…1, the weight of what is said in sentences that are denied as a whole. */
  dismissed: number;
  /** {@link WholeMatch.asserted} of the clause of the text that is said best. */
  clause: number;
  /** The words of the answer, as places in its content, and the sentences that say something as the text has it. */
  places: readonly number[];
  sentences: ReadonlySet<number>;
};

/** A clause of less weight than this says nothing by itself. */
const clauseWeightLeast = 1;

export function matchWhole(text: readonly KeyWord[], answer: AnswerText): WholeMatch {
  let total = 0;
  let said = 0;
  let dismissed = 0;
  const chosen: Chosen[] = [];
  for (const word of text) {
    total += word.weight;
    const best = bestOf(answer.sayings(word).values(), word, chosen.at(-1)?.saying.place);
    if (best === undefined) continue;
    said += word.weight * best.likeness;
    chosen.push({ word, saying: best });
    if (best.denial.whole) dismissed += word.weight * best.likeness;
  }
  const denied = new Set(deniedAmong(chosen));
  const kept = chosen.filter((each) => !denied.has(each));
  const asserted = saidWeight(kept);
  if (total === 0) return { coverage: 0, asserted: 0, dismissed: 0, clause: 0, places: [], sentences: new Set() };
  return {
    coverage: said / total,
    asserted: asserted / total,
    dismissed: dismissed / total,
    clause: bestClause(text, kept) ?? asserted / total,
    places: chosen.map(({ saying }) => saying.place),
    sentences: new Set(kept.map(({ saying }) => saying.sentence)),
  };
}

function bestClause(text: readonly KeyWord[], kept: readonly Chosen[]): number | undefined {
  const clauses = [...Map.groupBy(text, ({ clause }) => clause).values()].flatMap((words) => {
    const total = words.reduce((sum, { weight }) => sum + weight, 0);
    const inside = kept.filter(({ word }) => words.includes(word));
    return total < clauseWeightLeast ? [] : [saidWeight(inside) / total];
  });
  return clauses.length === 0 ? undefined : Math.max(...clauses);
}

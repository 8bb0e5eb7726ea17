/** A member needs this many answers before an accuracy says anything. */
export const accuracyFewestAnswers = 5;
/** How many answers at the team's mean are mixed in, so that five lucky ones do not top the board. */
const meanAnswers = 3;
const seasonBestWeeks = 5;

/** A member's points of a week: the best N−1 (at least one) of the N rounds scheduled that week, so that a day off costs nothing. */
export function weekPoints(points: readonly number[], rounds: number): number {
  return sumOfBest(points, Math.max(1, rounds - 1));
}

/** A member's points of a season: the best five of its weeks, up to six. */
export function seasonPoints(weeks: readonly number[]): number {
  return sumOfBest(weeks, seasonBestWeeks);
}

function sumOfBest(values: readonly number[], count: number): number {
  const best = [...values].sort((a, b) => b - a).slice(0, count);
  return best.reduce((sum, value) => sum + value, 0);
}

/**
 * Mean credit 0…1, drawn towards the team's: (credit + 3 × team mean) / (answers + 3), a Bayesian average.
 * `credit` is the sum over `answers`, `teamMean` is 0…1. Undefined under five answers.
 */
export function accuracy(of: { credit: number; answers: number; teamMean: number }): number | undefined {
  if (of.answers < accuracyFewestAnswers) return undefined;
  return (of.credit + meanAnswers * of.teamMean) / (of.answers + meanAnswers);
}

const alphabet = new Intl.Collator('en');

/**
 * Rows by value, highest first, then by name; equal values have equal rank (1, 1, 3). The order the rows come in never
 * matters, except between rows with the same name and value.
 */
export function rank<T extends { name: string; value: number }>(rows: readonly T[]): (T & { rank: number })[] {
  const sorted = [...rows].sort(
    (a, b) => b.value - a.value || alphabet.compare(a.name, b.name) || byCodeUnits(a.name, b.name),
  );
  const firstOf = new Map<number, number>();
  return sorted.map((row, index) => {
    const first = firstOf.get(row.value) ?? index + 1;
    firstOf.set(row.value, first);
    return { ...row, rank: first };
  });
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The first ten rows of a ranked board; there is no bottom list. */
export function topTen<T>(ranked: readonly T[]): T[] {
  return ranked.slice(0, 10);
}

/** The reader's own row with up to `around` rows on either side; empty when the reader has no row. */
export function neighbourhood<T>(ranked: readonly T[], isMine: (row: T) => boolean, around = 2): T[] {
  const mine = ranked.findIndex(isMine);
  return mine < 0 ? [] : ranked.slice(Math.max(0, mine - around), mine + around + 1);
}

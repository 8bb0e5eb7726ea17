/** Mean of the F1 of both classes, right and wrong, for scores that pass from .5 on. */
export function macroF1(scores: readonly number[], right: readonly boolean[]): number {
  const passed = scores.map((score) => score >= 0.5);
  return (f1(passed, right, true) + f1(passed, right, false)) / 2;
}

function f1(passed: readonly boolean[], right: readonly boolean[], sought: boolean): number {
  const both = passed.filter((pass, at) => pass === sought && right[at] === sought).length;
  const either = passed.filter((pass) => pass === sought).length + right.filter((each) => each === sought).length;
  return either === 0 ? 0 : (2 * both) / either;
}

/** Pearson's r; 0 where one of them does not vary. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [mean(one), mean(other)];
  let together = 0;
  let first = 0;
  let second = 0;
  for (const [at, value] of one.entries()) {
    const [x, y] = [value - a, (other[at] ?? b) - b];
    together += x * y;
    first += x * x;
    second += y * y;
  }
  return first === 0 || second === 0 ? 0 : together / Math.sqrt(first * second);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A row of features, whether it is right, and how much it counts. */
export type Example = { features: readonly number[]; right: boolean; weight: number };
export type Logistic = { start: number; weights: number[] };

const ridge = 1e-3;
const steps = 12;

/** Logistic regression by Newton's method with a small ridge penalty on standardised features. */
export function fitLogistic(examples: readonly Example[]): Logistic {
  const size = examples[0]?.features.length ?? 0;
  const columns = Array.from({ length: size }, (_, at) => examples.map(({ features }) => features[at] ?? 0));
  const means = columns.map(mean);
  const spreads = columns.map(
    (column, at) => Math.sqrt(mean(column.map((each) => (each - (means[at] ?? 0)) ** 2))) || 1,
  );
  const rows = examples.map(({ features }) => [
    1,
    ...features.map((each, at) => (each - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  ]);
  let fitted = Array.from({ length: size + 1 }, () => 0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = fitted.map((each, at) => (at === 0 ? 0 : -ridge * examples.length * each));
    const curvature = fitted.map((_, row) =>
      fitted.map((_, at) => (row === at && at > 0 ? ridge * examples.length : 0)),
    );
    for (const [index, row] of rows.entries()) {
      const { right = false, weight = 1 } = examples[index] ?? {};
      const likelihood = sigmoid(dot(row, fitted));
      const error = ((right ? 1 : 0) - likelihood) * weight;
      const bend = Math.max(likelihood * (1 - likelihood), 1e-4) * weight;
      for (const [at, value] of row.entries()) {
        gradient[at] = (gradient[at] ?? 0) + error * value;
        const line = curvature[at] ?? [];
        for (const [other, second] of row.entries()) line[other] = (line[other] ?? 0) + bend * value * second;
      }
    }
    const change = solve(curvature, gradient);
    fitted = fitted.map((each, at) => each + (change[at] ?? 0));
  }
  const weights = fitted.slice(1).map((each, at) => each / (spreads[at] ?? 1));
  return { start: (fitted[0] ?? 0) - dot(weights, means), weights };
}

export function likelihoodBy({ start, weights }: Logistic, features: readonly number[]): number {
  return sigmoid(start + dot(weights, features));
}

/** Gauss–Jordan elimination with partial pivoting. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let at = 0; at < rows.length; at += 1) {
    const pivot = rows.slice(at).reduce((best, row, index) => {
      return Math.abs(row[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0) ? at + index : best;
    }, at);
    [rows[at], rows[pivot]] = [rows[pivot] ?? [], rows[at] ?? []];
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = (row[at] ?? 0) / (rows[at]?.[at] ?? 1);
      for (const [column, value] of (rows[at] ?? []).entries()) row[column] = (row[column] ?? 0) - factor * value;
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

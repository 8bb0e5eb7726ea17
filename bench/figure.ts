/** What a bench finds out. */
export type Figure = {
  /** Begins with the name of its bench. */
  name: string;
  value: number;
  unit: string;
  /** The value divided by what the bare baseline reached in the same run, in the same unit. */
  ratio?: number;
  /** Such as `ratio ≥ 0.65`. */
  goal?: string;
  holds?: boolean;
};

export type Bench = {
  name: string;
  /** @param folder an empty folder for databases; gone after the bench */
  run(folder: string): Promise<Figure[]>;
};

/** A figure whose ratio must not be under the limit. */
export function ratioAtLeast(figure: Figure & { ratio: number }, limit: number): Figure {
  return { ...figure, goal: `ratio ≥ ${limit}`, holds: figure.ratio >= limit };
}

/** A figure whose ratio must not be over the limit. */
export function ratioAtMost(figure: Figure & { ratio: number }, limit: number): Figure {
  return { ...figure, goal: `ratio ≤ ${limit}`, holds: figure.ratio <= limit };
}

/** A figure that must not be over the limit. */
export function valueAtMost(figure: Figure, limit: number): Figure {
  return { ...figure, goal: `≤ ${limit}`, holds: figure.value <= limit };
}

/** Members or rounds read at once, with all that hangs on them. */
export const pageSize = 100;

/** Hands out rows by their `owner`, which the rows then leave out. */
export function groupsOf<Row extends { owner: string }>(rows: readonly Row[]): (owner: string) => Omit<Row, 'owner'>[] {
  const groups = Map.groupBy(rows, ({ owner }) => owner);
  return (wanted) => (groups.get(wanted) ?? []).map(({ owner, ...rest }) => rest);
}

/** Queries that are built once and run again and again with other values. */

import type { Compilable, CompiledQuery } from 'kysely';
import type { Handle } from './open.ts';

/** Stands in a query for a value that is not known yet. */
class Gap {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Kysely builds a query in several times the time that SQLite takes to run it; what every press of a button asks is
 * built only once for each store.
 * @param build may hand the values on as parameters and do nothing else with them: it gets stand-ins
 */
export function prepared<Values extends object, Row>(
  build: (db: Handle, values: Values) => Compilable<Row>,
): (db: Handle, values: Values) => Promise<Row[]> {
  const standIns = new Proxy({}, { get: (_, name) => new Gap(String(name)) }) as Values;
  const built = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, values) => {
    const { adapter } = db.getExecutor();
    let query = built.get(adapter);
    if (query === undefined) {
      query = build(db, standIns).compile();
      built.set(adapter, query);
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Gap ? values[parameter.name as keyof Values] : parameter,
    );
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

import { type Dialect, PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { driverCode, StoreError, type StoreFault } from './error.ts';
import type { Engine } from './open.ts';

/** Milliseconds until an unreachable server is given up. */
const connectTimeout = 10_000;
/** Milliseconds a transaction may sit idle; its locks would hold up every other replica. */
const idleTransactionTimeout = 30_000;

/** The type numbers of `int8` and `numeric`, the results of `count` and `sum`; the driver gives both as text. */
export const int8 = 20;
export const numeric = 1700;

/**
 * Reads an `int8` or `numeric` as a number, as SQLite gives it.
 *
 * @throws RangeError if a whole number is too large to be exact.
 */
export function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError(`${text} from the database is too large for an exact number.`);
  }
  return value;
}

const faults: [pattern: RegExp, code: StoreFault, message: (server: string) => string][] = [
  [/^53100$/, 'full', (server) => `The disk of ${server} is full; free some space there and try again.`],
  [/^25006$/, 'read-only', (server) => `${server} takes no writes; give DATABASE_URL the address of the primary.`],
  [
    /^(53300|55P03|57014)$/,
    'busy',
    (server) => `${server} has too much to do or too many connections; wait, then try again.`,
  ],
  [/^(XX001|XX002)$/, 'damaged', (server) => `${server} reports damaged data; restore it from a backup.`],
  [
    /^(28...|3D000)$/,
    'unreadable',
    (server) => `${server} refused the login or has no such database; check DATABASE_URL.`,
  ],
  [
    /^(08...|57P0.|E[A-Z]+)$/,
    'unreadable',
    (server) => `${server} cannot be reached; check that it runs and that DATABASE_URL is right.`,
  ],
];

/** The SQLSTATE of a failed connection. */
const connectionLost = '08006';

/** Turns an error about the server into a StoreError that names it; gives back any other unchanged. */
export function explainPostgres(error: unknown, server: string): unknown {
  // The driver reports a connection that was lost or never came about in words, without a code.
  const lost = error instanceof Error && /^Connection terminated|^timeout exceeded when trying/.test(error.message);
  const code = lost ? connectionLost : driverCode(error);
  if (code === undefined) return error;
  const fault = faults.find(([pattern]) => pattern.test(code));
  return fault === undefined ? error : new StoreError(fault[1], fault[2](server), { cause: error });
}

/**
 * Connects a pool to a PostgreSQL server and asks it one thing, so that a wrong address shows at once.
 *
 * @param url never repeated in messages: it holds the password.
 * @throws StoreError if the server cannot be reached or refuses.
 */
export async function connectPostgres(url: string): Promise<Engine> {
  const server = serverName(url);
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: connectTimeout,
    idle_in_transaction_session_timeout: idleTransactionTimeout,
    application_name: 'mlops-quiz',
    keepAlive: true,
    types: { getTypeParser },
  });
  // A broken connection fails its queries, or is dropped if idle. Without these listeners its event ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw explainPostgres(error, server);
  }
  const driver = new PostgresDriver({ pool });
  await driver.init();
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return {
    name: 'postgres',
    file: undefined,
    dialect,
    driver,
    oneAtATime: false,
    explain: (error) => explainPostgres(error, server),
  };
}

const getTypeParser: typeof pg.types.getTypeParser = (type, format) =>
  type === int8 || type === numeric ? exactNumber : pg.types.getTypeParser(type, format);

function serverName(url: string): string {
  const address = URL.parse(url);
  return address === null ? 'The PostgreSQL server' : `PostgreSQL at ${address.host}${address.pathname}`;
}

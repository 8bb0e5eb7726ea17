import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectionProvider, DatabaseConnection, Driver } from 'kysely';
import { StoreError } from './error.ts';
import { createGroupCommit, type Savepoints } from './group-commit.ts';

/** How the connections of one store are handed out. */
export interface Connections extends ConnectionProvider {
  /** Runs `work` marked as the inside of a transaction, where the outer handle is refused. */
  inside<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `body` as a transaction that may share its commit with others (see group-commit.ts); undefined where none can. */
  readonly grouped: (<T>(body: (connection: DatabaseConnection) => Promise<T>) => Promise<T>) | undefined;
  /** Lets no new query in, waits for those that run or are in line, and disconnects. A second call does nothing. */
  close(): Promise<void>;
}

export interface ConnectionRules {
  /** The engine has one connection: callers take turns, first come, first served. */
  readonly oneAtATime: boolean;
  /** How transactions share a commit on the one connection; undefined where each has its own. */
  readonly grouping?: { readonly connection: DatabaseConnection; readonly savepoints: Savepoints };
  /** Turns an error of the driver into the one the caller sees. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * Kysely's own provider knows neither of the two rules that matter here: on one connection the outer handle, used
 * inside a transaction, would wait for that same transaction for ever; and driver errors should name the database.
 */
export function provideConnections(driver: Driver, { oneAtATime, grouping, explain }: ConnectionRules): Connections {
  const transactions = new AsyncLocalStorage<{ open: boolean }>();
  const line: (() => void)[] = [];
  let isTaken = false;
  let admitted = 0;
  let closed: Promise<void> | undefined;
  let drained: (() => void) | undefined;

  /** Lets work in, unless it must not come; {@link Connections.close} waits for all that is in. */
  async function admit<T>(work: () => Promise<T>): Promise<T> {
    refuseInside();
    if (closed !== undefined)
      throw new StoreError('closed', 'The database is closed; this query came after the shutdown.');
    admitted += 1;
    try {
      return await work();
    } catch (error) {
      throw explain(error);
    } finally {
      admitted -= 1;
      if (admitted === 0) drained?.();
    }
  }

  async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
    if (isTaken) await new Promise<void>((resolve) => line.push(resolve));
    isTaken = true;
    try {
      return await work();
    } finally {
      const next = line.shift();
      // A handed-over turn stays taken, so that nobody who arrives in between jumps the line.
      if (next !== undefined) next();
      else isTaken = false;
    }
  }

  async function drain(): Promise<void> {
    if (admitted === 0) return;
    await new Promise<void>((resolve) => {
      drained = resolve;
    });
  }

  function refuseInside() {
    if (transactions.getStore()?.open !== true) return;
    throw new Error(
      'The outer database handle was used inside a transaction, where it would wait for that same transaction. Pass the transaction handle on instead.',
    );
  }

  function inside<T>(work: () => Promise<T>): Promise<T> {
    const transaction = { open: true };
    // Work that outlives the transaction keeps this context; the outer handle is right for it again.
    return transactions.run(transaction, work).finally(() => {
      transaction.open = false;
    });
  }

  const group = grouping && createGroupCommit({ ...grouping, takeTurn });

  return {
    provideConnection(consumer, options) {
      if (grouping) return admit(() => takeTurn(() => consumer(grouping.connection)));
      const work = async () => {
        const connection = await driver.acquireConnection(options);
        try {
          return await consumer(connection);
        } finally {
          await driver.releaseConnection(connection, options);
        }
      };
      return admit(() => (oneAtATime ? takeTurn(work) : work()));
    },

    inside,

    grouped: group && ((body) => admit(() => group.run((connection) => inside(() => body(connection))))),

    async close() {
      refuseInside();
      closed ??= drain().then(() => driver.destroy());
      await closed;
    },
  };
}

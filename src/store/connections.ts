import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectionProvider, Driver } from 'kysely';
import { StoreError } from './error.ts';

/** How the connections of one store are handed out. */
export interface Connections extends ConnectionProvider {
  /** Runs `work` marked as the inside of a transaction, where the outer handle is refused. */
  inside<T>(work: () => Promise<T>): Promise<T>;
  /** Lets no new query in, waits for those that run or are in line, and disconnects. A second call does nothing. */
  close(): Promise<void>;
}

export interface ConnectionRules {
  /** The engine has one connection: callers take turns, first come, first served. */
  readonly oneAtATime: boolean;
  /** Turns an error of the driver into the one the caller sees. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * Kysely's own provider knows neither of the two rules that matter here: on one connection the outer handle, used
 * inside a transaction, would wait for that same transaction for ever; and driver errors should name the database.
 */
export function provideConnections(driver: Driver, { oneAtATime, explain }: ConnectionRules): Connections {
  const transactions = new AsyncLocalStorage<{ open: boolean }>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let closed: Promise<void> | undefined;
  let drained: (() => void) | undefined;

  function release() {
    const next = waiting.shift();
    // A handed-over turn stays counted, so that nobody who arrives in between jumps the line.
    if (next !== undefined) return next();
    running -= 1;
    if (running === 0) drained?.();
  }

  async function drain(): Promise<void> {
    if (running === 0) return;
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

  return {
    async provideConnection(consumer, options) {
      refuseInside();
      if (closed !== undefined)
        throw new StoreError('closed', 'The database is closed; this query came after the shutdown.');
      if (oneAtATime && running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        const connection = await driver.acquireConnection(options);
        try {
          return await consumer(connection);
        } finally {
          await driver.releaseConnection(connection, options);
        }
      } catch (error) {
        throw explain(error);
      } finally {
        release();
      }
    },

    inside(work) {
      const transaction = { open: true };
      // Work that outlives the transaction keeps this context; the outer handle is right for it again.
      return transactions.run(transaction, work).finally(() => {
        transaction.open = false;
      });
    },

    async close() {
      refuseInside();
      closed ??= drain().then(() => driver.destroy());
      await closed;
    },
  };
}

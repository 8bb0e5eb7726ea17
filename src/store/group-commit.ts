/** Transactions that wait for each other anyway share one commit, and with it one flush of the disk. */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseConnection } from 'kysely';

/** What an engine with one connection offers for it; each is carried out at once. */
export interface Savepoints {
  begin(): void;
  commit(): void;
  /** Undoes all since {@link begin}. */
  rollback(): void;
  /** Begins a part that can be undone by itself; parts do not nest. */
  save(): void;
  /** Ends the part and keeps it. */
  keep(): void;
  /** Ends the part and undoes it. */
  undo(): void;
  /** False once the engine rolled everything back by itself, as SQLite does on a full disk. */
  isOpen(): boolean;
}

export type GroupCommit = {
  /**
   * Runs `body` in a part of its own. Settles only after the commit of its group: nobody acts upon what may yet be lost.
   * @throws what `body` threw; or why the commit failed, and then nothing of the group was kept
   */
  run<T>(body: (connection: DatabaseConnection) => Promise<T>): Promise<T>;
};

type Needs = {
  savepoints: Savepoints;
  connection: DatabaseConnection;
  /** Waits until nobody else uses the connection, and keeps them off it meanwhile. */
  takeTurn(work: () => Promise<void>): Promise<void>;
};

type Member = {
  /** Runs the body; gives what tells its caller the outcome. */
  run(): Promise<() => void>;
  fail(reason: unknown): void;
};

/** More would keep the first one waiting too long. */
const groupAtMost = 32;

/**
 * A group begins in the next turn of the event loop: whoever has come by then is in it, without a timer that a lone
 * transaction would wait for. Bodies run one after another, because a connection knows one transaction; what comes while
 * they run still joins.
 */
export function createGroupCommit({ savepoints, connection, takeTurn }: Needs): GroupCommit {
  const waiting: Member[] = [];
  let isCalled = false;

  function callGroup(): void {
    if (isCalled) return;
    isCalled = true;
    setImmediate(() => {
      void takeTurn(runGroup);
    });
  }

  async function runGroup(): Promise<void> {
    const members: Member[] = [];
    try {
      const outcomes: (() => void)[] = [];
      savepoints.begin();
      while (members.length < groupAtMost) {
        const member = waiting.shift();
        if (!member) break;
        members.push(member);
        outcomes.push(await member.run());
      }
      savepoints.commit();
      for (const tell of outcomes) tell();
    } catch (reason) {
      // Where it could not even begin, those who wait would only meet the same.
      const lost = members.length > 0 ? members : waiting.splice(0, groupAtMost);
      for (const { fail } of lost) fail(reason);
      if (savepoints.isOpen()) savepoints.rollback();
    } finally {
      isCalled = false;
      if (waiting.length > 0) callGroup();
    }
  }

  /** @throws when with this part the whole group is lost */
  async function runPart<T>(body: (connection: DatabaseConnection) => Promise<T>): Promise<PromiseSettledResult<T>> {
    const part = partOf(connection, savepoints);
    savepoints.save();
    const running = (async () => body(part.connection))();
    const [result] = await Promise.allSettled([running]);
    part.end();
    if (!savepoints.isOpen()) throw part.lostBy ?? new Error('The database undid a transaction by itself.');
    if (result.status === 'fulfilled') savepoints.keep();
    else savepoints.undo();
    return result;
  }

  return {
    run: (body) =>
      new Promise((resolve, reject) => {
        const inCallersContext = AsyncLocalStorage.snapshot();
        waiting.push({
          async run() {
            const result = await inCallersContext(() => runPart(body));
            return () => (result.status === 'fulfilled' ? resolve(result.value) : reject(result.reason));
          },
          fail: reject,
        });
        callGroup();
      }),
  };
}

/** The connection as one body sees it: refused once its part is over, or it would write into somebody else's. */
function partOf(connection: DatabaseConnection, { isOpen }: Savepoints) {
  let isOver = false;
  const part = {
    /** The error with which everything was rolled back. */
    lostBy: undefined as unknown,
    end() {
      isOver = true;
    },
    connection: {
      async executeQuery<R>(query: Parameters<DatabaseConnection['executeQuery']>[0]) {
        if (isOver) throw new Error('This transaction is over; its handle can no longer be used.');
        // Without a transaction this would be written at once, whatever becomes of the rest.
        if (!isOpen()) throw part.lostBy;
        try {
          return await connection.executeQuery<R>(query);
        } catch (error) {
          if (!isOpen()) part.lostBy ??= error;
          throw error;
        }
      },
      streamQuery: connection.streamQuery,
    } satisfies DatabaseConnection,
  };
  return part;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly pid: number;
  /** The next line the child prints; undefined once it has ended. */
  line(): Promise<string | undefined>;
  /** Ends it as a power failure would, without a chance to clean up, and waits until it is gone. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** Without the rights of root, so that file permissions hold. */
  readonly unprivileged?: boolean;
}

/**
 * Runs a script beside the test (`new URL('./some-child.ts', import.meta.url)`) in a process of its own, which ends with
 * the test at the latest.
 */
export function startChild(script: URL, args: readonly string[], { unprivileged = false }: ChildOptions = {}): Child {
  const asNobody = unprivileged && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...asNobody,
  });
  const ended = whenEnded(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    async line() {
      const { done, value } = await lines.next();
      return done === true ? undefined : value;
    },
    kill,
  };
}

function whenEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
  });
}

import type { Log } from '../log.ts';

/** One thing to stop, in its turn; the signal fires when the time for all of them is up. */
export interface StopStep {
  name: string;
  stop(outOfTime: AbortSignal): Promise<void> | void;
}

/** The part of `process` that stopping needs. */
export interface StopProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}

/** Leaves half a second of the ten that an operator is promised for the exit itself. */
const deadlineMs = 9500;

/** What a shell reports for a process that a signal ended. */
const exitCodes: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };

/**
 * On SIGTERM or SIGINT runs the steps one after another, then exits: 0 when all went well, 1 when one failed or time ran
 * out. A step that fails does not keep the next from running. A second signal exits at once.
 * @returns stops in the same way because of a failure, with exit code 1
 */
export function stopOnSignals(
  steps: readonly StopStep[],
  log: Log,
  target: StopProcess,
  withinMs = deadlineMs,
): () => void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) return target.exit(exitCodes[signal] ?? 1);
    stopping = true;
    log.info({ signal }, 'stopping');
    void runSteps(steps, log, withinMs).then((well) => target.exit(well ? 0 : 1));
  };
  target.on('SIGTERM', onSignal);
  target.on('SIGINT', onSignal);
  return () => {
    if (stopping) return;
    stopping = true;
    void runSteps(steps, log, withinMs).then(() => target.exit(1));
  };
}

/** @returns whether every step ended well and in time */
async function runSteps(steps: readonly StopStep[], log: Log, withinMs: number): Promise<boolean> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), withinMs);
  const outOfTime = new Promise<'late'>((resolve) => time.signal.addEventListener('abort', () => resolve('late')));
  let well = true;
  for (const { name, stop } of steps) {
    try {
      const end = await Promise.race([Promise.resolve(stop(time.signal)), outOfTime]);
      if (end !== 'late') continue;
      log.error({ step: name }, 'ran out of time while stopping');
      return false;
    } catch (err) {
      well = false;
      log.error({ err, step: name }, 'could not stop in good order');
    }
  }
  clearTimeout(timer);
  log.info('stopped');
  return well;
}

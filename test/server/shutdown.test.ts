import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { type StopStep, stopOnSignals } from '../../src/server/shutdown.ts';

/** A process that notes its exit code instead of leaving, and a log that is kept. */
function target(steps: readonly StopStep[], withinMs?: number) {
  const exited = Promise.withResolvers<number>();
  const signals = new EventEmitter();
  const lines: string[] = [];
  const log = createLog({ level: 'info', secrets: [], output: { write: (line) => lines.push(line) } });
  const process = { on: signals.on.bind(signals), exit: (code: number) => exited.resolve(code) };
  stopOnSignals(steps, log, process, withinMs);
  return { kill: (signal: string) => signals.emit(signal, signal), exitCode: exited.promise, lines };
}

describe('stopOnSignals', () => {
  it.each(['SIGTERM', 'SIGINT'])('runs the steps in order on %s, one after another, and exits 0', async (signal) => {
    const order: string[] = [];
    const step = (name: string): StopStep => ({
      name,
      async stop() {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
      },
    });
    const { kill, exitCode } = target([step('schedule'), step('server')]);
    kill(signal);
    expect(await exitCode).toBe(0);
    expect(order).toEqual(['schedule begins', 'schedule ends', 'server begins', 'server ends']);
  });

  it('goes on after a step that fails, and exits 1', async () => {
    let closed = false;
    const steps: StopStep[] = [
      {
        name: 'schedule',
        stop() {
          throw new Error('stuck');
        },
      },
      {
        name: 'store',
        stop() {
          closed = true;
        },
      },
    ];
    const { kill, exitCode, lines } = target(steps);
    kill('SIGTERM');
    expect(await exitCode).toBe(1);
    expect(closed).toBe(true);
    expect(lines.join()).toContain('"step":"schedule"');
  });

  it('gives up at the deadline, tells the step so, and exits 1', async () => {
    const told = Promise.withResolvers<void>();
    const stuck: StopStep = {
      name: 'server',
      stop: (outOfTime) => {
        outOfTime.addEventListener('abort', () => told.resolve());
        return new Promise(() => {});
      },
    };
    const { kill, exitCode, lines } = target([stuck], 5);
    kill('SIGTERM');
    expect(await exitCode).toBe(1);
    await told.promise;
    expect(lines.join()).toContain('ran out of time');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])('exits at once on a second signal, here %s', async (second, code) => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow: StopStep = {
      name: 'server',
      stop() {
        begun.resolve();
        return finish.promise;
      },
    };
    const { kill, exitCode } = target([slow]);
    kill('SIGTERM');
    await begun.promise;
    kill(second);
    expect(await exitCode).toBe(code);
    finish.resolve();
  });
});

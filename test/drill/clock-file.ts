/**
 * The drill's clock: real time plus a jump that stands in a file. It moves while the server is down, and under a frozen
 * process, which finds it moved when it wakes, as after a real pause of that length.
 */

import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';

const bytes = 8;

export type ClockFile = {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves time on for every process that reads the file. */
  jump(ms: number): void;
  close(): void;
};

/** Makes the file; time starts at `startsAt`, in epoch milliseconds. */
export function createClockFile(path: string, startsAt: number): ClockFile {
  writeFileSync(path, Buffer.alloc(bytes));
  const clock = openClockFile(path, 'r+');
  clock.jump(startsAt - Date.now());
  return clock;
}

/** Reads the file anew whenever it is asked for the time. */
export function openClockFile(path: string, mode: 'r' | 'r+' = 'r'): ClockFile {
  const file = openSync(path, mode);
  const buffer = Buffer.alloc(bytes);
  const read = () => {
    readSync(file, buffer, 0, bytes, 0);
    return buffer.readDoubleLE();
  };
  return {
    now: () => Date.now() + read(),
    jump(ms) {
      buffer.writeDoubleLE(read() + Math.round(ms));
      writeSync(file, buffer, 0, bytes, 0);
    },
    close: () => closeSync(file),
  };
}

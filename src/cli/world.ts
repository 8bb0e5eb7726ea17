import type { Config } from '../config.ts';

/** All that the command line reads of the process and does to it; `main` hands it over. */
export type World = {
  env: Record<string, string | undefined>;
  /** Where relative paths start. */
  cwd: string;
  stdin: AsyncIterable<string | Uint8Array>;
  out(text: string): void;
  err(text: string): void;
  /** Epoch milliseconds. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** The folder of the numbered `.sql` files. */
  migrations: string;
  /** Serves until a signal ends it. */
  start(config: Config): Promise<void>;
};

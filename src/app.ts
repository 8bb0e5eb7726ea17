import type { Bank } from './bank/load.ts';
import type { Platform } from './chat/platform.ts';
import type { Log } from './log.ts';
import type { SecondReader } from './reader/second-reader.ts';
import type { Metrics } from './server/metrics.ts';
import type { Db, Store } from './store/open.ts';
import type { PlatformName } from './store/schema.ts';

/** What the program is made of: built once in `main`, handed to whoever needs it. */
export type App = {
  store: Store;
  db: Db;
  bank: Bank;
  /** The platforms that are switched on. */
  platforms: ReadonlyMap<PlatformName, Platform>;
  /** Reads free-text answers too, where the operator named one. */
  reader?: SecondReader;
  log: Log;
  metrics: Metrics;
  /** Epoch milliseconds; the playground can move it forward. */
  now(): number;
  /** A fresh random id: lower-case letters and digits. */
  newId(): string;
  /** Admins by id, whatever their platform says: 'slack:U012', 'discord:1234'. */
  admins: ReadonlySet<string>;
};

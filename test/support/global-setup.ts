import { copyMigrated } from './pglite.ts';

/** PostgreSQL in the process needs four seconds to start empty and half a second from a copy: make the copy once. */
export default function setup(): Promise<void> {
  return copyMigrated();
}

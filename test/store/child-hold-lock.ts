/** Holds the lock of a database, without keeping hold of the object, until it is killed: `child-hold-lock.ts <database>`. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { holdLock } from '../../src/store/lock.ts';

const [database = ''] = process.argv.slice(2);
holdLock(database);
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
for (let round = 0; round < 3; round += 1) {
  await setImmediate();
  collectGarbage();
}
console.log('held');
setInterval(() => {}, 60_000);

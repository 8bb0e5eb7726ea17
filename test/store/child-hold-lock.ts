/** Holds the lock of a database until it is killed: `child-hold-lock.ts <database>`. */
import { holdLock } from '../../src/store/lock.ts';

const [database = ''] = process.argv.slice(2);
holdLock(database);
console.log('held');
setInterval(() => {}, 60_000);

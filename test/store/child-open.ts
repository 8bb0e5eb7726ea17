/** Tries to open a database and prints how that went: `child-open.ts <database>`. */
import { StoreError } from '../../src/store/error.ts';
import { openStore } from '../../src/store/open.ts';

const [database = ''] = process.argv.slice(2);
try {
  const store = await openStore(database);
  await store.close();
  console.log('opened');
} catch (error) {
  console.log(error instanceof StoreError ? `${error.code}: ${error.message}` : String(error));
}

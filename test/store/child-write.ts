/** Commits row after row and prints each number once its commit is acknowledged: `child-write.ts <database>`. */
import { sql } from 'kysely';
import { openStore } from '../../src/store/open.ts';

const [database = ''] = process.argv.slice(2);
const store = await openStore(database);
await sql`create table if not exists numbers (value bigint primary key, twin bigint not null)`.execute(store.db);
for (let value = 1; ; value += 1) {
  await store.transaction(async (tx) => {
    await sql`insert into numbers (value, twin) values (${value}, 0)`.execute(tx);
    await sql`update numbers set twin = ${value} where value = ${value}`.execute(tx);
  });
  console.log(value);
}

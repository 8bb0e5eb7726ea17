import { describe, expect, it } from 'vitest';
import { addWorkspace } from '../../src/store/people.ts';
import { prepared } from '../../src/store/prepared.ts';
import { engines } from '../support/store.ts';

const named = prepared((db, { name, least }: { name: string; least: number }) =>
  db
    .selectFrom('teams')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', 'constant')
    .where((where) => where.or([where('name', '=', name), where('created_at', '>=', least)]))
    .where('created_at', '>=', least),
);

describe.each(engines)('A prepared query on $name', (engine) => {
  it('runs with the values of each time, in and outside of transactions, on every store', async () => {
    for (const suffix of ['1', '2']) {
      const store = await engine.open();
      await store.transaction(async (tx) => {
        for (const [at, name] of ['Owls', 'Foxes'].entries()) {
          const workspace = { id: `w-${name}`, platform: 'slack', externalId: name, name, createdAt: at } as const;
          await addWorkspace(tx, workspace, `${name}-${suffix}`);
        }
        expect(await named(tx, { name: 'Owls', least: 0 })).toEqual([{ id: `Owls-${suffix}` }]);
      });
      expect(await named(store.db, { name: 'Foxes', least: 1 })).toEqual([{ id: `Foxes-${suffix}` }]);
      expect(await named(store.db, { name: 'Owls', least: 1 })).toEqual([]);
      await store.close();
    }
  });
});

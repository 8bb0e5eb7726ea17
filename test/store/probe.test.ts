import { describe, it, expect } from 'vitest';
import { engines } from '../support/store.ts';
describe.each(engines)('probe $name', (engine) => {
  for (const i of [1,2,3,4,5]) it('opens '+i, async () => {
    const t = performance.now();
    const s = await engine.open();
    console.log(engine.name, performance.now()-t);
    await s.transaction(async tx => { await tx.insertInto('facts').values({name:'x', value:'1'}).execute(); });
    const r = await s.db.selectFrom('facts').select(e=>[e.fn.countAll<number>().as('n')]).executeTakeFirst();
    expect(r).toEqual({n:1});
    await expect(s.transaction(async () => s.db.selectFrom('facts').selectAll().execute())).rejects.toThrow('outer');
    await s.close();
    await expect(s.db.selectFrom('facts').selectAll().execute()).rejects.toThrow('closed');
  });
});

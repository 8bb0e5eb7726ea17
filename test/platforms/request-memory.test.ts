import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createRequestMemory, type RequestMemory } from '../../src/platforms/request-memory.ts';
import type { Store } from '../../src/store/open.ts';
import { forgetRequests, wasSeen } from '../../src/store/seen-requests.ts';
import { engines } from '../support/store.ts';

describe.each(engines)('The memory of requests on $name', (engine) => {
  let store: Store;
  let memory: RequestMemory;
  const logged: string[] = [];
  const log = createLog({ level: 'trace', secrets: [], output: { write: (line) => logged.push(line) } });
  let at: number;
  const open = (writeAfterMs: number) => createRequestMemory({ store, log, now: () => at }, writeAfterMs);
  const never = 1_000_000;

  beforeEach(async () => {
    at = 1000;
    store = await engine.open();
    memory = open(never);
  });
  afterEach(async () => {
    await memory.close();
    await store.close();
    expect(logged).toEqual([]);
  });

  it('knows a request the second time, also at the same moment', async () => {
    const both = await Promise.all([memory.isFirst('discord:1'), memory.isFirst('discord:1')]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await memory.isFirst('discord:2')).toBe(true);
    expect(await memory.isFirst('discord:1')).toBe(false);
  });

  it('knows it after it was closed and opened again', async () => {
    const requests = Array.from({ length: 450 }, (_, place) => `discord:${place}`);
    for (const request of requests) await memory.isFirst(request);
    await memory.close();
    memory = open(never);
    expect(await memory.isFirst('discord:0')).toBe(false);
    expect(await memory.isFirst('discord:449')).toBe(false);
    expect(await memory.isFirst('discord:450')).toBe(true);
  });

  it('knows fresh requests however much time goes by, and those of the process before it', async () => {
    await memory.isFirst('discord:before', at);
    await memory.close();
    memory = open(never);
    expect(await memory.isFirst('discord:before', 1000)).toBe(false);
    const sent: number[] = [];
    for (let step = 0; step < 40; step += 1) {
      at += 7_000;
      // Now and then the platform's clock is ahead or behind.
      for (const skew of [-9_000, 0, 11_000]) {
        sent.push(at + skew);
        expect(await memory.isFirst(`discord:${at + skew}`, at + skew)).toBe(true);
      }
      // Written down, they are forgotten in memory some time.
      await memory.close();
      for (const one of sent) expect(await memory.isFirst(`discord:${one}`, one)).toBe(false);
    }
    expect(await memory.isFirst('discord:before', 1000)).toBe(false);
    await memory.close();
    memory = open(never);
    for (const one of sent) expect(await memory.isFirst(`discord:${one}`, one)).toBe(false);
  });

  it('writes by itself after a moment', async () => {
    memory = open(1);
    await memory.isFirst('discord:1');
    await expect.poll(() => wasSeen(store.db, 'discord:1')).toBe(true);
  });

  it('forgets what is old', async () => {
    await memory.isFirst('discord:1');
    await memory.close();
    await forgetRequests(store.db, 1000);
    expect(await wasSeen(store.db, 'discord:1')).toBe(true);
    await forgetRequests(store.db, 1001);
    expect(await wasSeen(store.db, 'discord:1')).toBe(false);
  });
});

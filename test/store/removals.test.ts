import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addChannel } from '../../src/store/channels.ts';
import type { Store } from '../../src/store/open.ts';
import { addMember, addWorkspace, findWorkspace, workspacesOfPerson } from '../../src/store/people.ts';
import { eraseRemoved, noteRemoved, presentWorkspaces, welcomeBack } from '../../src/store/removals.ts';
import { saveSchedule, scheduleOf } from '../../src/store/schedules.ts';
import { engines } from '../support/store.ts';

describe.each(engines)('Workspaces that threw the program out, on $name', (engine) => {
  let store: Store;
  beforeEach(async () => {
    store = await engine.open();
    for (const name of ['one', 'two']) await join(name);
  });
  afterEach(() => store.close());

  /** A server with a channel, its schedule, and one member of the same name. */
  async function join(name: string): Promise<void> {
    await store.transaction(async (tx) => {
      const workspace = { id: `w-${name}`, platform: 'discord', externalId: name, name, createdAt: 1 } as const;
      await addWorkspace(tx, workspace, `t-${name}`);
      const channel = { id: `c-${name}`, teamId: `t-${name}`, workspaceId: `w-${name}` };
      await addChannel(tx, { ...channel, externalId: `channel of ${name}`, name: 'general', createdAt: 1 });
      const identity = { workspaceId: `w-${name}`, externalId: 'bob' };
      await addMember(tx, { id: `m-${name}`, teamId: `t-${name}`, name: 'Bob', joinedAt: 1 }, identity);
      await saveSchedule(
        tx,
        {
          channelId: `c-${name}`,
          status: 'active',
          pausedBy: undefined,
          time: '09:00',
          zone: 'Europe/Berlin',
          days: [1],
          reveal: '16:00',
          topics: [],
          difficulty: undefined,
          thread: true,
          recap: true,
          ping: undefined,
          configuredBy: undefined,
          next: { on: '2026-11-30', at: 5 },
        },
        1,
      );
    });
  }

  const left = (name: string, at: number) => store.transaction((tx) => noteRemoved(tx, 'discord', name, at));
  const erased = (before: number) => store.transaction((tx) => eraseRemoved(tx, before));
  const idsIn = async (table: 'teams' | 'workspaces' | 'channels' | 'members') =>
    (await store.db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);

  it('are noted once, and only their schedules rest', async () => {
    expect([await left('one', 10), await left('one', 20), await left('three', 10)]).toEqual([true, false, false]);
    expect(await findWorkspace(store.db, 'discord', 'one')).toMatchObject({ removedAt: 10 });
    expect(await scheduleOf(store.db, 'c-one')).toMatchObject({
      status: 'paused',
      pausedBy: 'trouble',
      next: undefined,
    });
    expect(await scheduleOf(store.db, 'c-two')).toMatchObject({ status: 'active', next: { at: 5 } });
    expect(await presentWorkspaces(store.db, 'discord')).toEqual(['two']);
  });

  it('keep everything when they take it back in time', async () => {
    await left('one', 10);
    await welcomeBack(store.db, 'discord', 'one');
    expect(await erased(1000)).toEqual([]);
    expect((await presentWorkspaces(store.db, 'discord')).toSorted()).toEqual(['one', 'two']);
    expect(await scheduleOf(store.db, 'c-one')).toMatchObject({ status: 'paused' });
  });

  it('are erased with their team after their time, and others are not', async () => {
    await left('one', 10);
    expect(await erased(10)).toEqual([]);
    expect(await erased(11)).toEqual(['one']);
    expect(await idsIn('workspaces')).toEqual(['w-two']);
    expect(await idsIn('teams')).toEqual(['t-two']);
    expect(await idsIn('channels')).toEqual(['c-two']);
    expect(await idsIn('members')).toEqual(['m-two']);
  });

  it('leave a team that another workspace belongs to, with the members who are known there', async () => {
    await store.db.updateTable('workspaces').set({ team_id: 't-two' }).where('id', '=', 'w-one').execute();
    await store.db.updateTable('members').set({ team_id: 't-two' }).where('id', '=', 'm-one').execute();
    await left('one', 10);
    await erased(11);
    expect(await idsIn('workspaces')).toEqual(['w-two']);
    expect(await idsIn('members')).toEqual(['m-two']);
    expect(await idsIn('teams')).toContain('t-two');
  });

  it('are found by who was met in them', async () => {
    const known = await workspacesOfPerson(store.db, 'discord', 'bob');
    expect(known.map(({ externalId }) => externalId).toSorted()).toEqual(['one', 'two']);
    expect(await workspacesOfPerson(store.db, 'slack', 'bob')).toEqual([]);
  });
});

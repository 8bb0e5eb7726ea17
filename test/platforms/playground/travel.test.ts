import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStage, type Stage, startsAt } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await stage.playground.seed(stage.app, 'Europe/Berlin');
});
afterEach(() => stage.close());

const clock = async (body: object) => {
  const response = await stage.post('clock', body);
  return [response.status, await response.json()];
};
const posts = async () => (await stage.sees('bob')).filter(({ replyTo }) => replyTo === undefined);

describe('The first start', () => {
  it('gives a team of three, a channel with a question every day, and one open at once that letters answer', async () => {
    const members = await stage.app.db.selectFrom('members').select('name').orderBy('name').execute();
    expect(members.map(({ name }) => name)).toEqual(['Alice', 'Bob', 'Carol']);
    const schedule = await stage.app.db.selectFrom('schedules').selectAll().executeTakeFirstOrThrow();
    expect(schedule).toMatchObject({
      status: 'active',
      time: '09:00',
      zone: 'Europe/Berlin',
      days: '1,2,3,4,5,6,7',
      reveal: '16:00',
    });
    const [post] = await posts();
    expect(post?.text).toContain('#1 · MLOps basics · easy');
    expect(post?.controls.map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D', 'Hint (−2)']);
  });

  it('is one: a second leaves everything as it is', async () => {
    const before = await stage.sees('bob');
    await stage.playground.seed(stage.app, 'Asia/Tokyo');
    expect(await stage.sees('bob')).toEqual(before);
  });
});

describe('Time travel', () => {
  it('handles every due instant on the way, in order and at its time', async () => {
    expect(await clock({ advance: 'P3D' })).toEqual([200, { now: '2026-11-27T08:00:00.000Z' }]);
    const seen = await stage.sees('bob');
    expect(
      seen.map(({ text, replyTo, sentAt }) => [
        text.split('\n')[0]?.slice(0, 2),
        replyTo === undefined,
        sentAt.slice(0, 16),
      ]),
    ).toEqual([
      ['#1', true, '2026-11-24T08:00'],
      ['#1', false, '2026-11-24T15:00'],
      ['#2', true, '2026-11-25T08:00'],
      ['#2', false, '2026-11-25T15:00'],
      ['#3', true, '2026-11-26T08:00'],
      ['#3', false, '2026-11-26T15:00'],
      ['#4', true, '2026-11-27T08:00'],
    ]);
    expect(stage.logged).toEqual([]);
  });

  it("reaches the page's next reveal, post and day", async () => {
    const state = z.object({ next: z.record(z.string(), z.string().nullable()) });
    const next = async () => state.parse(await (await stage.routes.request('/playground/state?as=bob')).json()).next;
    expect(await next()).toEqual({
      reveal: '2026-11-24T15:00:00.000Z',
      post: '2026-11-25T08:00:00.000Z',
      day: '2026-11-24T23:00:00.000Z',
    });
    await clock({ to: (await next()).reveal });
    expect(await next()).toMatchObject({ reveal: null, post: '2026-11-25T08:00:00.000Z' });
    await clock({ to: (await next()).post });
    expect(await posts()).toHaveLength(2);
  });

  it('goes forward only, and not farther than 400 days at a time', async () => {
    expect(await clock({ to: '2026-11-24T07:59:59Z' })).toEqual([
      400,
      { error: 'Time moves forward only; it is 2026-11-24T08:00:00.000Z here.' },
    ]);
    expect(await clock({ advance: 'P401D' })).toEqual([400, { error: expect.stringContaining('400 days') }]);
    expect(stage.app.now()).toBe(startsAt);
    expect(await clock({ advance: 'PT0S' })).toEqual([200, { now: '2026-11-24T08:00:00.000Z' }]);
  });

  it('does not stop at something that stays due for ever', async () => {
    await stage.app.db.updateTable('questions').set({ content: '{}' }).execute();
    expect(await clock({ to: '2026-11-24T16:00:00Z' })).toEqual([200, { now: '2026-11-24T16:00:00.000Z' }]);
    expect(stage.logged.join()).toContain('stays due');
    // Once at each try, and then on to the target.
    expect(stage.logged.filter((line) => line.includes('could not do what was due')).length).toBeGreaterThanOrEqual(3);
  });

  it('stands still while another platform is connected', async () => {
    const connected = await openStage({ travels: false });
    const response = await connected.post('clock', { advance: 'PT1H' });
    expect([response.status, await response.json()]).toEqual([
      409,
      { error: expect.stringContaining('Discord or Slack') },
    ]);
    await connected.close();
  });
});

describe('A reset', () => {
  it('gives a fresh team at the real time', async () => {
    await clock({ advance: 'P2D' });
    await stage.ask('command', { as: 'bob', text: 'today' });
    const response = await stage.post('reset', undefined, {});
    expect([response.status, await response.json()]).toEqual([200, { now: '2026-11-24T08:00:00.000Z' }]);
    const fresh = await stage.sees('bob');
    expect(fresh.map(({ text }) => text.split(' · ')[0])).toEqual(['#1']);
    const { teams } = await stage.app.db
      .selectFrom('teams')
      .select((select) => select.fn.countAll<number>().as('teams'))
      .executeTakeFirstOrThrow();
    expect(teams).toBe(1);
  });

  it('spares a team that lives on another platform too', async () => {
    const { id } = await stage.app.db.selectFrom('teams').select('id').executeTakeFirstOrThrow();
    const workspace = {
      id: 'w2',
      team_id: id,
      platform: 'slack',
      external_id: 'T1',
      name: 'Slack',
      created_at: 0,
    } as const;
    await stage.app.db.insertInto('workspaces').values(workspace).execute();
    expect((await stage.post('reset', {})).status).toBe(200);
    const teams = await stage.app.db.selectFrom('teams').select('id').execute();
    expect(teams).toContainEqual({ id });
    expect(teams).toHaveLength(2);
  });
});

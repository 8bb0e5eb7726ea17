import { describe, expect, it } from 'vitest';
import { addWorkspace } from '../../src/store/people.ts';
import { noon, operator } from './operator.ts';
import { addCrew } from './team.ts';

async function withCrew() {
  const who = operator();
  const store = await who.opens();
  await addCrew(store);
  await addWorkspace(
    store.db,
    { id: 'w2', platform: 'discord', externalId: '123', name: 'Red\u001b[31m\nteam', createdAt: noon },
    't2',
  );
  return { ...who, store };
}

describe('teams', () => {
  it('is a table by workspace, in which no name acts on the terminal', async () => {
    const { runs, store } = await withCrew();
    const { code, out, err } = await runs('teams');
    await store.close();
    expect([code, err]).toEqual([0, '']);
    expect(out.trimEnd().split('\n')).toEqual([
      'handle       name           members  channels  rounds  last activity',
      'slack:T1     Crew                 2         1       2  2026-11-24',
      'discord:123  Red [31m team        0         0       0  never',
    ]);
  });
});

describe('erase', () => {
  it('shows what it would delete, and deletes only with --yes', async () => {
    const { runs, store } = await withCrew();
    expect(await runs('erase slack:T1:U2')).toEqual({
      code: 1,
      out: '',
      err: 'This deletes Bob of Crew (slack:T1:U2) for good: 1 answer, 0 practice questions and all else. Nothing is deleted yet; add --yes to do it.\n',
    });
    expect(await store.db.selectFrom('members').select('id').execute()).toHaveLength(2);
    const done = await runs('erase slack:T1:U2 --yes');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/^Deleted Bob of Crew \(slack:T1:U2\): 1 answer, /);
    expect((await runs('erase slack:T1:U2 --yes')).err).toBe(
      "Nobody in Crew is slack:T1:U2; export lists a team's members.\n",
    );
    await store.close();
  });

  it('writes anew what the member was part of', async () => {
    const { runs, store } = await withCrew();
    const read = async () => [
      await store.db.selectFrom('rounds').select(['number', 'answers', 'solved', 'credit']).orderBy('number').execute(),
      await store.db
        .selectFrom('scores')
        .select(['member_id as member', 'channel_id as channel', 'period', 'points'])
        .orderBy('channel_id')
        .orderBy('period')
        .orderBy('member_id')
        .execute(),
    ];
    const [roundsBefore, scoresBefore] = await read();
    expect(roundsBefore?.[0]).toMatchObject({ answers: 2, solved: 2, credit: 2 });
    expect(scoresBefore).toHaveLength(12);
    await runs('erase slack:T1:U2 --yes');
    const [rounds, scores] = await read();
    await store.close();
    expect(rounds?.[0]).toMatchObject({ answers: 1, solved: 1, credit: 1 });
    expect(scores).toEqual(scoresBefore?.filter((row) => 'member' in row && row.member === 'ann'));
  });

  it.each([
    ['bob', '"bob" is not a member; write one as slack:T012:U345, discord:123:456 or playground:playground:bob.'],
    [
      'slack:T1',
      '"slack:T1" is not a member; write one as slack:T012:U345, discord:123:456 or playground:playground:bob.',
    ],
    [
      'irc:T1:U1',
      '"irc:T1:U1" is not a member; write one as slack:T012:U345, discord:123:456 or playground:playground:bob.',
    ],
    ['slack:T9:U1', 'No workspace is slack:T9; teams lists them.'],
    ['slack:T1:U9', "Nobody in Crew is slack:T1:U9; export lists a team's members."],
  ])('finds no member by %s', async (handle, said) => {
    const { runs, store } = await withCrew();
    expect(await runs(`erase ${handle} --yes`)).toEqual({ code: 1, out: '', err: `${said}\n` });
    expect(await store.db.selectFrom('members').select('id').execute()).toHaveLength(2);
    await store.close();
  });
});

describe('export', () => {
  it.each(['slack:T1', 't1', 'Crew'])('takes the team as %s', async (named) => {
    const { runs, store } = await withCrew();
    const { code, out, err } = await runs(`export ${named}`);
    await store.close();
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ exportedAt: noon, team: { id: 't1', name: 'Crew' } });
  });

  it('finds no team, or asks which of two', async () => {
    const { runs, store } = await withCrew();
    expect((await runs('export Nobody')).err).toBe('No team is "Nobody"; teams lists them.\n');
    await addWorkspace(
      store.db,
      { id: 'w3', platform: 'slack', externalId: 'T3', name: 'Crew', createdAt: noon },
      't3',
    );
    const { code, err } = await runs('export Crew');
    expect(code).toBe(1);
    expect(err).toMatch(/^2 teams are called "Crew"; name one by its handle or id: (t1, t3|t3, t1)\.\n$/);
    expect(JSON.parse((await runs('export t3')).out).rounds).toEqual([]);
    await store.close();
  });
});

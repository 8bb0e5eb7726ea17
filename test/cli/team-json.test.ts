import { describe, expect, it } from 'vitest';
import { teamJson } from '../../src/cli/team-json.ts';
import { addMember } from '../../src/store/people.ts';
import { engines } from '../support/store.ts';
import { collected, noon } from './operator.ts';
import { addCrew } from './team.ts';

describe.each(engines)('The data of a team, on $name', (engine) => {
  it('is one JSON object with everything but what an open round must not tell', async () => {
    const store = await engine.open();
    await addCrew(store);
    const pieces = await collected(teamJson(store.db, 't1', noon));
    await store.close();
    const data: unknown = JSON.parse(pieces.join(''));
    expect(data).toMatchObject({
      team: { id: 't1', name: 'Crew' },
      workspaces: [{ platform: 'slack', externalId: 'T1', allowances: [] }],
      channels: [
        { name: 'quiz', schedule: { time: '09:00', topics: ['drift'], status: 'active' }, skippedOn: [], queued: [] },
      ],
      questions: [
        { id: 'drift-choice', content: null },
        { id: 'drift-own', content: { kind: 'choice' } },
      ],
      suggestions: [],
      // Round 2 asks the same question, so what is looked for stays inside.
      claims: [{ memberId: 'bob', round: 'r1', question: 'drift-choice', point: null, phrasing: null, decision: null }],
      phrasings: [
        { question: 'drift-choice', point: null, phrasing: null },
        { question: 'drift-own', point: 'p', phrasing: 'said so' },
      ],
      members: [
        { name: 'Ann', identities: ['slack:T1:U1'], practices: [], aways: [], reviewCards: [], drafts: [] },
        {
          name: 'Bob',
          identities: ['slack:T1:U2'],
          scores: expect.arrayContaining([expect.objectContaining({ period: '2026-W48', points: 8 })]),
        },
      ],
      rounds: [
        {
          number: 1,
          status: 'closed',
          question: 'drift-choice',
          answers: 2,
          submissions: expect.arrayContaining([
            expect.objectContaining({
              memberId: 'bob',
              answer: { kind: 'choice', letters: ['b'] },
              credit: 1,
              points: 8,
            }),
          ]),
          hints: [{ memberId: 'bob', taken: 1 }],
          flags: [{ memberId: 'bob', reason: 'unclear' }],
          shares: [{ memberId: 'bob', withdrawnAt: null, thanks: [{ memberId: 'ann' }] }],
        },
        {
          number: 2,
          status: 'open',
          accepted: [],
          submissions: [{ memberId: 'ann', answer: { letters: ['a'] }, credit: null, points: null, verdict: null }],
        },
      ],
    });
  });

  it('comes piece by piece, each member once', async () => {
    const store = await engine.open();
    await addCrew(store);
    const names = Array.from({ length: 201 }, (_, index) => `m${String(index).padStart(3, '0')}`);
    await store.transaction(async (tx) => {
      for (const id of names) {
        await addMember(tx, { id, teamId: 't1', name: id, joinedAt: noon }, { workspaceId: 'w1', externalId: id });
      }
    });
    const pieces = await collected(teamJson(store.db, 't1', noon));
    await store.close();
    const { members }: { members: { name: string }[] } = JSON.parse(pieces.join(''));
    expect(members.map(({ name }) => name)).toEqual(['Ann', 'Bob', ...names]);
    expect(pieces.filter((piece) => piece.includes('"identities"'))).toHaveLength(3);
  });
});

/** Who and what the playground has: one team, three members, one channel to begin with. */

import type { Call } from '../../chat/call.ts';

export const workspace = { id: 'playground', name: 'Playground' };
export const firstChannel = 'mlops-interviews';

export type Person = { id: string; name: string; admin: boolean };

export const people: readonly Person[] = [
  { id: 'alice', name: 'Alice', admin: true },
  { id: 'bob', name: 'Bob', admin: false },
  { id: 'carol', name: 'Carol', admin: false },
];

export function personById(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

/** What the program is told of a request. */
export function callOf(person: Person, channel: string, zone: string, at: number): Call {
  return {
    platform: 'playground',
    workspace,
    channel: { id: channel, name: channel },
    user: { id: person.id, name: person.name },
    admin: person.admin,
    zone,
    at,
  };
}

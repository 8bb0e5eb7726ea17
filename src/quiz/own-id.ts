import { idMax } from './question.ts';

// Ids of questions name texts that all teams share, so a team's own questions get ids that no bank and no other team
// has: a bank's begin with their topic, and none of those is "own".
const mark = 'own';
/** Of a team's twenty random letters and digits so many are told apart by; more would leave too little of the slug. */
const teamLetters = 12;

/** The longest id that somebody may write for a team's own question. */
export const writtenIdMax = idMax - `${mark}--`.length - teamLetters;

/** The id under which a team's own question is kept: `own-<team>-<the id as it was written>`. */
export function ownId(teamId: string, written: string): string {
  return `${mark}-${teamId.slice(0, teamLetters)}-${written}`;
}

/** A question's id as it was written: what people type and read. */
export function writtenId(id: string): string {
  return id.replace(/^own-[a-z0-9]+-/, '');
}

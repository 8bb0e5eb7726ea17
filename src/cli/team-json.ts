import type { Handle } from '../store/open.ts';
import { teamChannels, teamClaims, teamHead, teamQuestions, teamSuggestions } from './team-data.ts';
import { teamMembers } from './team-members.ts';
import { teamRounds } from './team-rounds.ts';

/**
 * Everything the database holds about a team, as the text of one JSON object, piece by piece: a team's years of answers
 * need not fit into memory. While the server runs, a later piece may know more than an earlier one.
 * @param now epoch milliseconds, noted in the text
 */
export async function* teamJson(db: Handle, teamId: string, now: number): AsyncGenerator<string> {
  const { team, workspaces } = await teamHead(db, teamId);
  const channels = await teamChannels(db, teamId);
  yield `{"exportedAt":${now},\n"team":${JSON.stringify(team)},\n`;
  yield `"workspaces":${JSON.stringify(workspaces)},\n"channels":${JSON.stringify(channels)},\n`;
  yield `"questions":${JSON.stringify(await teamQuestions(db, teamId))},\n`;
  yield `"suggestions":${JSON.stringify(await teamSuggestions(db, teamId))},\n`;
  const { claims, phrasings } = await teamClaims(db, teamId);
  yield `"claims":${JSON.stringify(claims)},\n"phrasings":${JSON.stringify(phrasings)},\n"members":[`;
  yield* joined(teamMembers(db, teamId));
  yield '],\n"rounds":[';
  yield* joined(teamRounds(db, channels));
  yield ']}\n';
}

/** One value a line, with commas between. */
async function* joined(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield before + page.map((value) => JSON.stringify(value)).join(',\n');
    before = ',\n';
  }
}

import { type Suggestion, suggestionSchema } from '../../bank/written.ts';
import { type Reply, reply } from '../../chat/message.ts';
import { claimedPoint } from '../../rounds/decide-claim.ts';
import { type Claim, openClaims } from '../../store/claims.ts';
import { openFlags } from '../../store/flags.ts';
import type { Handle } from '../../store/open.ts';
import { questionOf } from '../../store/questions.ts';
import { openSuggestions } from '../../store/suggestions.ts';
import type { OpenClaim } from '../../words/claim.ts';
import { shownName } from '../../words/common.ts';
import { suggestionsMessage } from '../../words/suggest.ts';
import type { Context } from '../context.ts';
import { defineCommand } from '../define.ts';

export const suggestionsCommand = defineCommand({
  name: 'admin suggestions',
  access: 'admin',
  options: {},
  examples: ['admin suggestions'],
  run: showSuggestions,
});

/** So many of each are shown; deciding brings up the next. */
const shown = 5;

async function showSuggestions({ app, workspace }: Context): Promise<Reply> {
  const suggestions = await openSuggestions(app.db, workspace.teamId, shown);
  const reports = await openFlags(app.db, workspace.teamId);
  const claims = await openClaims(app.db, workspace.teamId, shown);
  return reply(
    suggestionsMessage(
      suggestions.map(({ id, content, name, alias }) => {
        const { topic, prompt } = readSuggestion(content);
        return { id, topic, prompt, by: name === null ? 'somebody who left' : shownName({ name, alias }) };
      }),
      reports.slice(0, shown),
      await Promise.all(claims.map((claim) => shownClaim(app.db, claim))),
    ),
  );
}

async function shownClaim(db: Handle, claim: Claim & { name: string; alias: string | null }): Promise<OpenClaim> {
  const question = await questionOf(db, claim);
  return {
    id: claim.id,
    title: question.title,
    number: claim.number,
    ...claimedPoint(question, claim.pointId),
    phrasing: claim.phrasing,
    by: shownName(claim),
  };
}

/** A suggestion from its stored JSON. */
export function readSuggestion(content: string): Suggestion {
  return suggestionSchema.parse(JSON.parse(content));
}

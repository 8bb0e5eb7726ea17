/** Deciding on members' proposals and reports. */

import { suggestionYaml } from '../bank/suggestion.ts';
import { readWrittenQuestion } from '../bank/written.ts';
import type { SuggestionAction } from '../chat/action.ts';
import { faultAt } from '../chat/fault.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { manyLines } from '../chat/text.ts';
import { readSuggestion } from '../commands/admin/suggestions.ts';
import { type Context, isAdmin } from '../commands/context.ts';
import { deliver } from '../posting/deliver.ts';
import { tellMember } from '../rounds/notice.ts';
import { poolOf, questionNamed } from '../rounds/pool.ts';
import { draftOf, dropDraft, keepDraft } from '../store/drafts.ts';
import { decideFlags, flagById } from '../store/flags.ts';
import type { Handle } from '../store/open.ts';
import { type Decision, decideSuggestion, suggestionById } from '../store/suggestions.ts';
import { keepTeamQuestion } from '../store/team-questions.ts';
import { staleControl } from '../words/help.ts';
import { adminsOnly } from '../words/people.ts';
import {
  decidedAlready,
  declineForm,
  reportDismissed,
  reviewFaults,
  reviewForm,
  suggestionAccepted,
  suggestionDeclined,
} from '../words/suggest.ts';

export async function suggestionControl(context: Context, action: SuggestionAction, used: Used): Promise<Reply> {
  if (!(await isAdmin(context))) return reply(adminsOnly(context.call.platform));
  if (action.word === 'dismiss') return dismiss(context, action.id);
  const suggestion = await suggestionById(context.app.db, action.id);
  if (!suggestion || suggestion.teamId !== context.workspace.teamId) return reply(staleControl());
  if (suggestion.decision !== null) return reply(decidedAlready());
  switch (action.word) {
    case 'review':
      return review(context, suggestion);
    case 'save':
      return accept(context, suggestion, used.values.get('question')?.[0] ?? '');
    case 'decline':
      return decline(context, suggestion, used.values.get('reason')?.[0]);
  }
}

type Suggestion = { id: string; memberId: string | null; content: string };

async function review({ app, member }: Context, { id, content }: Suggestion): Promise<Reply> {
  const suggestion = readSuggestion(content);
  const draft = await draftOf(app.db, member.id, id);
  return {
    messages: [],
    form: reviewForm(id, draft ?? suggestionYaml(suggestion, `${suggestion.topic}-${id.slice(0, 6)}`)),
  };
}

async function accept(context: Context, suggestion: Suggestion, typed: string): Promise<Reply> {
  const { app, at, member } = context;
  const { teamId } = context.workspace;
  const read = readWrittenQuestion(typed);
  const pool = await poolOf(app, app.db, teamId);
  const taken = 'question' in read && questionNamed(pool, teamId, read.question.id) !== undefined;
  const faults =
    'faults' in read ? read.faults : taken ? [{ line: 1, message: `id: ${read.question.id} is taken already` }] : [];
  if ('faults' in read || faults.length > 0) {
    await keepDraft(app.db, { id: app.newId(), memberId: member.id, form: suggestion.id, content: typed, at });
    const message = reviewFaults(suggestion.id, faults);
    return { ...reply(message), faults: [faultAt('question', message)] };
  }
  const { question } = read;
  return decide(context, suggestion, 'accepted', null, suggestionAccepted(question.id), async (tx) => {
    await keepTeamQuestion(tx, teamId, question, at);
    await dropDraft(tx, member.id, suggestion.id);
  });
}

async function decline(context: Context, suggestion: Suggestion, reason: string | undefined): Promise<Reply> {
  if (reason === undefined || reason.trim() === '') return { messages: [], form: declineForm(suggestion.id) };
  return decide(context, suggestion, 'declined', manyLines(reason, 300), suggestionDeclined());
}

/** Decides once, does what follows from it, and tells the proposer. */
async function decide(
  { app, at, member }: Context,
  suggestion: Suggestion,
  decision: Decision,
  reason: string | null,
  said: Reply['messages'][number],
  carryOut?: (tx: Handle) => Promise<void>,
): Promise<Reply> {
  const decided = await app.store.transaction(async (tx) => {
    if (!(await decideSuggestion(tx, suggestion.id, { decision, reason, decidedBy: member.id, at }))) return false;
    await carryOut?.(tx);
    const { prompt } = readSuggestion(suggestion.content);
    const { memberId } = suggestion;
    if (memberId !== null)
      await tellMember(app, tx, memberId, { notice: 'suggestion', prompt, decision, reason }, suggestion.id, at);
    return true;
  });
  return { ...reply(decided ? said : decidedAlready()), later: () => deliver(app) };
}

async function dismiss({ app, at, member, workspace }: Context, id: string): Promise<Reply> {
  const flag = await flagById(app.db, id);
  if (!flag || flag.teamId !== workspace.teamId) return reply(staleControl());
  const done = await decideFlags(app.db, { id }, { decision: 'dismissed', decidedBy: member.id, at });
  return reply(done ? reportDismissed() : decidedAlready());
}

import { checkSuggestion, readOptionLines } from '../bank/suggestion.ts';
import { appAction } from '../chat/action.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { manyLines } from '../chat/text.ts';
import { deliver } from '../posting/deliver.ts';
import { tellAdmins } from '../rounds/notice.ts';
import { draftOf, dropDraft, keepDraft } from '../store/drafts.ts';
import { fileSuggestion } from '../store/suggestions.ts';
import {
  readTyped,
  suggested,
  suggestFaults,
  suggestForm,
  suggestSlip,
  type TypedSuggestion,
} from '../words/suggest.ts';
import { type Context, todayHere } from './context.ts';
import { defineCommand } from './define.ts';

export const suggestCommand = defineCommand({
  name: 'suggest',
  access: 'member',
  options: {},
  examples: ['suggest'],
  run: (context) => openSuggestForm(context),
});

const form = 'suggest';

async function openSuggestForm({ app, member }: Context): Promise<Reply> {
  const draft = await draftOf(app.db, member.id, form);
  return { messages: [], form: suggestForm(draft === undefined ? undefined : readTyped(draft)) };
}

/** The form's button, and its return: opens the form, or files what it sent. */
export async function suggest(context: Context, used: Used): Promise<Reply> {
  const { app, at, member } = context;
  if (used.values.size === 0) return openSuggestForm(context);
  const typed: TypedSuggestion = {
    topic: used.values.get('topic')?.[0] ?? '',
    prompt: manyLines(used.values.get('prompt')?.[0] ?? '', 1400),
    options: manyLines(used.values.get('options')?.[0] ?? '', 3000),
    explanation: manyLines(used.values.get('explanation')?.[0] ?? '', 1200),
    source: (used.values.get('source')?.[0] ?? '').trim(),
  };
  const read = checkSuggestion({ ...typed, options: readOptionLines(typed.options) });
  if ('faults' in read) {
    await keepDraft(app.db, { id: app.newId(), memberId: member.id, form, content: JSON.stringify(typed), at });
    const messages = read.faults.map(({ message }) => message);
    return { ...reply(suggestSlip(messages, appAction('suggest'))), faults: suggestFaults(read.faults) };
  }
  const { teamId, id: memberId } = member;
  const content = JSON.stringify(read.suggestion);
  const about = { teamId, on: await todayHere(context) };
  await app.store.transaction(async (tx) => {
    await fileSuggestion(tx, { id: app.newId(), teamId, memberId, content, at });
    await dropDraft(tx, memberId, form);
    await tellAdmins(app, tx, about, { notice: 'suggested' }, at);
  });
  return { ...reply(suggested()), later: () => deliver(app) };
}

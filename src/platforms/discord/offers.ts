/** What is offered to somebody who is typing an option: the kinds of value there are, and what the team has. */

import type { App } from '../../app.ts';
import type { Choice } from '../../chat/message.ts';
import { commands } from '../../commands/index.ts';
import { localDay } from '../../quiz/calendar.ts';
import { writtenId } from '../../quiz/own-id.ts';
import { findWorkspace } from '../../store/people.ts';
import { teamQuestions } from '../../store/team-questions.ts';
import type { Asked } from './interaction.ts';
import { suggestions } from './suggest.ts';

type Typing = Extract<Asked, { kind: 'autocomplete' }>;

export async function offers(app: App, asked: Typing): Promise<Choice[]> {
  const option = commands.find(({ name }) => name === asked.name)?.options[asked.option];
  if (!option) return [];
  const questions = option.expects === 'question' ? await questionsKnownTo(app, asked) : [];
  return suggestions({ option, typed: asked.typed, today: localDay(app.now(), 'UTC'), questions });
}

/** The team's own, which only its admins hear of before they are asked, and the bank's. */
async function questionsKnownTo({ db, bank }: App, { guild, admin }: Typing) {
  const workspace = admin && guild !== undefined ? await findWorkspace(db, 'discord', guild) : undefined;
  if (!workspace) return bank.questions;
  const own = (await teamQuestions(db, workspace.teamId)).map(({ id, title }) => ({ id: writtenId(id), title }));
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...bank.questions.filter(({ id }) => !ids.has(id))];
}

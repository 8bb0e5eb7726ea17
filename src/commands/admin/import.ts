/** An admin's own questions, several at once: all of them come in, or none. */

import { z } from 'zod';
import { readWrittenQuestions, type WrittenFault, type WrittenQuestion } from '../../bank/written.ts';
import type { Fault, Message, Reply, Used } from '../../chat/message.ts';
import { reply } from '../../chat/message.ts';
import { writtenIdMax } from '../../quiz/own-id.ts';
import { draftOf, dropDraft, keepDraft } from '../../store/drafts.ts';
import { keepTeamQuestion, teamQuestionCountWith } from '../../store/team-questions.ts';
import {
  faultsAtBoxes,
  type ImportFault,
  type ImportLimit,
  importBoxes,
  imported,
  importFaults,
  importForm,
  tooManyQuestions,
} from '../../words/import.ts';
import type { Context } from '../context.ts';
import { defineCommand } from '../define.ts';

export const importCommand = defineCommand({
  name: 'admin import',
  access: 'admin',
  options: {},
  examples: ['admin import'],
  run: openForm,
});

const form = 'import';
const typedBoxes = z.array(z.string());

/** So many questions are checked in one request. */
const atOnceMax = 25;
/** So many are read whenever a team draws; the bank has not many more. */
const ofATeamMax = 300;

async function openForm({ app, member }: Context): Promise<Reply> {
  const draft = await draftOf(app.db, member.id, form);
  return { messages: [], form: importForm(draft === undefined ? [] : typedBoxes.parse(JSON.parse(draft))) };
}

/** The form's button, and its return: opens the form, or imports what it sent. */
export async function importQuestions(context: Context, used: Used): Promise<Reply> {
  if (used.values.size === 0) return openForm(context);
  const { app, member } = context;
  const boxes = importBoxes.map((box) => (used.values.get(box) ?? []).join('\n').replaceAll('\r', ''));
  const { written, faults: inText } = readWrittenQuestions(boxes.join('\n'));
  const faults = [...inText, ...idFaults(context, written)].map((fault) => inBox(boxes, fault));
  if (faults.length > 0) return refuse(context, boxes, importFaults(faults), faultsAtBoxes(faults));
  const kept = await keepAll(context, written);
  if ('limit' in kept) return refuse(context, boxes, tooManyQuestions(kept), []);
  await dropDraft(app.db, member.id, form);
  return reply(imported(kept.questions));
}

/** What speaks against an id that is right in itself. */
function idFaults({ app }: Context, written: readonly WrittenQuestion[]): WrittenFault[] {
  return written.flatMap(({ line, question: { id } }) => {
    if (app.bank.byId.has(id)) return [{ line, id, message: `id: ${id} is taken by the bank` }];
    if (id.length <= writtenIdMax) return [];
    return [{ line, id, message: `id: has ${id.length} characters, at most ${writtenIdMax} fit` }];
  });
}

/** Where a line of all boxes together stands. */
function inBox(boxes: readonly string[], fault: WrittenFault): ImportFault {
  let { line } = fault;
  for (const [place, box] of boxes.entries()) {
    const lines = box.split('\n').length;
    if (line <= lines || place === boxes.length - 1) return { ...fault, box: place + 1, line };
    line -= lines;
  }
  return { ...fault, box: 1 };
}

async function keepAll({ app, at, workspace }: Context, written: readonly WrittenQuestion[]) {
  const { teamId } = workspace;
  if (written.length > atOnceMax) return refusal('at-once', written.length, atOnceMax);
  return app.store.transaction(async (tx) => {
    const ids = written.map(({ question }) => question.id);
    const count = await teamQuestionCountWith(tx, teamId, ids);
    if (count > ofATeamMax) return refusal('of-a-team', count, ofATeamMax);
    const questions = [];
    for (const { question } of written) {
      const { outcome } = await keepTeamQuestion(tx, teamId, question, at);
      questions.push({ id: question.id, title: question.title, outcome });
    }
    return { questions };
  });
}

function refusal(limit: ImportLimit['limit'], count: number, most: number): ImportLimit {
  return { limit, count, most };
}

/** Says what is wrong and keeps what was typed, for this admin alone. */
async function refuse(
  { app, at, member }: Context,
  boxes: readonly string[],
  message: Message,
  faults: Fault[],
): Promise<Reply> {
  await keepDraft(app.db, { id: app.newId(), memberId: member.id, form, content: JSON.stringify(boxes), at });
  return { ...reply(message), ...(faults.length > 0 && { faults }) };
}

/** What members do in the playground: type a command, use a control. Each is one turn. */

import type { App } from '../../app.ts';
import { readActionId } from '../../chat/action.ts';
import type { Call } from '../../chat/call.ts';
import type { Door } from '../../chat/door.ts';
import { privately, type Reply, reply } from '../../chat/message.ts';
import { quoted } from '../../chat/text.ts';
import { everyChannel, lastRevision, messageSeen, messagesChanged } from '../../store/playground.ts';
import { unknownControl, unknownMember, unknownMessage } from '../../words/playground.ts';
import type { UnderWay } from '../under-way.ts';
import { showReply, showRevision, type UsedControl } from './answer.ts';
import type { History } from './history.ts';
import { callOf, type Person, people, personById } from './members.ts';
import { messageContent, readContent, refusedForm, type ShownMessage, shownMessage } from './shown.ts';
import type { Turns } from './turns.ts';
import { problemsOf, readValues } from './values.ts';

export type Acting = {
  app: App;
  door: Door;
  history: History;
  turns: Turns;
  /** What goes on after a member's turn, so that nobody's turn waits for it. */
  aftermath: UnderWay;
  /** IANA zone of the host. */
  zone: string;
};

export type Command = { as: string; channel: string; text: string };
export type Action = {
  as: string;
  channel: string;
  message: string;
  action: string;
  values: Readonly<Record<string, string | string[]>>;
};

/** @returns every message that is new or changed for the member because of it */
export async function command(acting: Acting, { as, channel, text }: Command): Promise<ShownMessage[]> {
  const person = personById(as);
  if (!person) return [strangerMessage(acting.app, as)];
  const line = text.replace(/^\s*\/mlops-quiz(?=\s|$)/i, '').trim();
  return inTurn(acting, person, channel, async (call) => ({ reply: await acting.door.command(call, line) }));
}

/** @returns every message that is new or changed for the member because of it */
export async function action(acting: Acting, used: Action): Promise<ShownMessage[]> {
  const person = personById(used.as);
  if (!person) return [strangerMessage(acting.app, used.as)];
  // A message knows its channel; only a direct message leaves that to the request.
  const message = await messageSeen(acting.history.db, used.message, person.id);
  const channel = message && message.channel !== everyChannel ? message.channel : used.channel;
  return inTurn(acting, person, channel, (call) => useControl(acting, call, used));
}

type Outcome = { reply?: Reply; used?: UsedControl };

const refusal = (text: string): Outcome => ({ reply: reply(privately({ type: 'text', text })) });

async function useControl(
  { door, history }: Acting,
  call: Call,
  { message: id, action: actionId, values }: Action,
): Promise<Outcome> {
  const message = await messageSeen(history.db, id, call.user.id);
  if (!message) return refusal(unknownMessage);
  const content = readContent(message.content);
  const control = content.controls.find((candidate) => candidate.id === actionId);
  // A control that left its message a moment ago is the program's to refuse, in words that fit.
  if (!control && !readActionId(actionId)) return refusal(unknownControl);
  if (control?.kind === 'button' && control.disabled) return refusal(unknownControl);
  const given = readValues(values);
  const problems = control ? problemsOf(control, given) : new Map<string, string>();
  if (problems.size === 0) {
    const forAll = message.member === null && message.replyTo === null;
    const reply = await door.action(call, { id: actionId, values: given, ...(forAll && { on: id }) });
    return { reply, used: { message, control } };
  }
  if (control?.kind !== 'form') return refusal([...problems.values()].join(' '));
  await history.change(id, refusedForm(content, control, problems, given));
  return {};
}

function inTurn(
  { app, history, turns, aftermath, zone }: Acting,
  person: Person,
  channel: string,
  act: (call: Call) => Promise<Outcome>,
): Promise<ShownMessage[]> {
  return turns.take(async () => {
    const eyes = { member: person.id, channel };
    const before = await lastRevision(history.db);
    const { reply: answer, used } = await act(callOf(person, channel, zone, app.now()));
    const first = answer && (await showReply(history, eyes, answer, used));
    await answer?.later?.();
    const { revision } = answer ?? {};
    const revise = async () => {
      const revised = await revision?.();
      if (revised) await turns.take(() => showRevision(history, eyes, first, revised));
    };
    if (revision) void aftermath.track(revise().catch((err) => app.log.error({ err }, 'the work after a turn failed')));
    const changed = await messagesChanged(history.db, eyes, before, 'position');
    return changed.map(shownMessage);
  });
}

/** Nobody the history knows: shown to who asked, and kept nowhere. */
export function strangerMessage(app: App, as: string): ShownMessage {
  const text = unknownMember(
    quoted(as),
    people.map(({ id }) => id),
  );
  const content = messageContent(privately({ type: 'text', text }));
  return { id: app.newId(), private: true, ...content, sentAt: new Date(app.now()).toISOString(), revision: 0 };
}

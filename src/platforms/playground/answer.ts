import type { Form, Message, Reply, Revision } from '../../chat/message.ts';
import { type PlaygroundMessage, privateMessagesWith } from '../../store/playground.ts';
import type { History } from './history.ts';
import { type Content, formContent, messageContent, readContent, type ShownControl, usedForm } from './shown.ts';

export type Asker = { member: string; channel: string };

/** The message whose control was used, and the control as it stands there now. */
export type UsedControl = { message: PlaygroundMessage; control: ShownControl | undefined };

/**
 * Shows a reply: public messages to all, private ones and forms to who asked. The first private message, or the form,
 * takes the place of the message whose control was used where the reply says so, and always that of a form that was sent.
 * @returns the id of the first private message
 */
export async function showReply(
  history: History,
  asker: Asker,
  reply: Reply,
  used?: UsedControl,
): Promise<string | undefined> {
  const sentForm = used?.control?.kind === 'form' ? used.control : undefined;
  const replaceable = used && used.message.member !== null && (reply.replaces || sentForm) ? used.message : undefined;
  let place = replaceable?.id;
  let first: string | undefined;

  async function showPrivately(content: Content): Promise<void> {
    const replaced = place !== undefined && (await history.change(place, content)) ? place : undefined;
    place = undefined;
    const shown = replaced ?? (await addPrivately(history, asker, content));
    first ??= shown;
  }

  for (const message of reply.messages) await show(message);
  if (reply.form) await showForm(reply.form);
  if (place !== undefined && sentForm && replaceable) {
    await history.change(place, usedForm(readContent(replaceable.content), sentForm));
  }
  return first;

  async function show(message: Message): Promise<void> {
    const content = messageContent(message);
    if (message.audience === 'private') return showPrivately(content);
    await history.add({ channel: asker.channel, member: null, replyTo: null, key: null }, content);
  }

  async function showForm(form: Form): Promise<void> {
    place ??= await openForm(history, asker, form.id);
    await showPrivately(formContent(form));
  }
}

/** Shows what became of a reply's first private message, in its place where the revision says so. */
export async function showRevision(
  history: History,
  asker: Asker,
  first: string | undefined,
  { messages, replaces }: Revision,
): Promise<void> {
  for (const content of messages.map(messageContent)) {
    const replaced = replaces && first !== undefined && (await history.change(first, content));
    if (!replaced) await addPrivately(history, asker, content);
  }
}

function addPrivately(history: History, { channel, member }: Asker, content: Content): Promise<string> {
  return history.add({ channel, member, replyTo: null, key: null }, content);
}

/** A form opened a second time stays where it is: a member has each form at most once. */
async function openForm(history: History, asker: Asker, formId: string): Promise<string | undefined> {
  const candidates = await privateMessagesWith(history.db, asker, `"${formId}"`);
  return candidates.find(({ content }) => holdsForm(readContent(content), formId))?.id;
}

function holdsForm({ controls }: Content, formId: string): boolean {
  return controls.some(({ kind, id }) => kind === 'form' && id === formId);
}

import type { Form, Message, Reply } from '../../chat/message.ts';
import { type PlaygroundMessage, privateMessagesWith } from '../../store/playground.ts';
import type { History } from './history.ts';
import { type Content, formContent, messageContent, readContent, type ShownControl, usedForm } from './shown.ts';

export type Asker = { member: string; channel: string };

/** The message whose control was used, and the control as it stands there now. */
export type UsedControl = { message: PlaygroundMessage; control: ShownControl | undefined };

/**
 * Shows a reply: public messages to all, private ones and forms to who asked. The first private message, or the form,
 * takes the place of the message whose control was used where the reply says so, and always that of a form that was sent.
 */
export async function showReply(history: History, asker: Asker, reply: Reply, used?: UsedControl): Promise<void> {
  const sentForm = used?.control?.kind === 'form' ? used.control : undefined;
  const replaceable = used && used.message.member !== null && (reply.replaces || sentForm) ? used.message : undefined;
  let place = replaceable?.id;

  async function showPrivately(content: Content): Promise<void> {
    const replaced = place !== undefined && (await history.change(place, content));
    place = undefined;
    if (!replaced)
      await history.add({ channel: asker.channel, member: asker.member, replyTo: null, key: null }, content);
  }

  for (const message of reply.messages) await show(message);
  if (reply.form) await showForm(reply.form);
  if (place !== undefined && sentForm && replaceable) {
    await history.change(place, usedForm(readContent(replaceable.content), sentForm));
  }

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

/** A form opened a second time stays where it is: a member has each form at most once. */
async function openForm(history: History, asker: Asker, formId: string): Promise<string | undefined> {
  const candidates = await privateMessagesWith(history.db, asker, `"${formId}"`);
  return candidates.find(({ content }) => holdsForm(readContent(content), formId))?.id;
}

function holdsForm({ controls }: Content, formId: string): boolean {
  return controls.some(({ kind, id }) => kind === 'form' && id === formId);
}

/** What only Discord needs words for. */

import type { Control, Message } from '../chat/message.ts';
import { privately } from '../chat/message.ts';

/** What the one command and its groups do, in the list that Discord shows while somebody types. */
export const commandTexts = {
  root: 'One MLOps interview question a day, and practice in private',
  me: 'Your numbers, your choices and your data',
  admin: 'The schedule, the rounds and the people of this team; for admins',
} as const;

/** A form cannot open itself here: where one is due, a button opens it. */
export function formButton(title: string, openId: string): Message {
  const open: Control = { kind: 'button', id: openId, label: 'Open the form', tone: 'primary' };
  return privately(
    { type: 'text', text: `**${title}**: I still need a few words from you. Nothing was changed yet.` },
    { type: 'controls', controls: [open] },
  );
}

export function nothingToShow(): Message {
  return privately({ type: 'text', text: 'Done.' });
}

/** Somebody writes in direct messages whom no server is known of. */
export function onlyInServers(): Message {
  return privately({ type: 'text', text: 'I work in the channels of a server; please use me there.' });
}

/** Answers after the first one: five in half an hour, also where the app is no member. */

import type { Message } from '../../chat/message.ts';
import { type MessageBody, messageBody } from './message.ts';

const timeoutMs = 5000;

/** What a command or a control is answered with; who else sees it is always said. */
export type AnswerBody = MessageBody & { response_type: 'ephemeral' | 'in_channel' };

export function answerBody(message: Message): AnswerBody {
  return { response_type: message.audience === 'private' ? 'ephemeral' : 'in_channel', ...messageBody(message) };
}

/** Posts to a response_url. @throws where Slack refuses or cannot be reached */
export async function respond(
  url: string,
  message: Message,
  { replaces, thread }: { replaces: boolean; thread: string | undefined },
): Promise<void> {
  const into = !replaces && thread !== undefined && { thread_ts: thread };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ...answerBody(message), replace_original: replaces, ...into }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`A response_url answered ${response.status}.`);
  await response.body?.cancel();
}

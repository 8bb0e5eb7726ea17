import type { App } from '../app.ts';
import type { Message } from '../chat/message.ts';
import type { Errand } from '../store/outbox.ts';
import { memberById } from '../store/people.ts';
import type { Round } from '../store/rounds.ts';
import { type Share, shareById } from '../store/shares.ts';
import { submissionOf } from '../store/submissions.ts';
import { sharedAnswer, takenBackPost } from '../words/share.ts';

export type WrittenShare = { message: Message; postRef: string | null; isOver: boolean };

/** A shared answer as things are: its text, or only that it was taken back. */
export async function writeShare(
  app: App,
  { payload }: Pick<Errand, 'payload'>,
  round: Round,
): Promise<WrittenShare | undefined> {
  const shared = payload === null ? undefined : await shareById(app.db, payload);
  if (!shared) return undefined;
  const message = shared.withdrawnAt === null ? await answerMessage(app, round, shared) : undefined;
  const { postRef } = shared;
  return { message: message ?? takenBackPost(round.number), postRef, isOver: !message || round.status !== 'closed' };
}

/** @returns undefined when the author, and with them the answer, is gone */
async function answerMessage(app: App, round: Round, shared: Share): Promise<Message | undefined> {
  if (shared.memberId === null) return undefined;
  const author = await memberById(app.db, shared.memberId);
  const own = await submissionOf(app.db, round.id, shared.memberId);
  if (!author || own?.answer.kind !== 'text') return undefined;
  const { id, confirmedAt } = shared;
  return sharedAnswer({ id, number: round.number, author, text: own.answer.text, isConfirmed: confirmedAt !== null });
}

/** Sharing an answer with the channel, taking it back, and finding one well argued. */

import type { ShareAction } from '../chat/action.ts';
import { type Reply, reply } from '../chat/message.ts';
import type { Context } from '../commands/context.ts';
import { deliver } from '../posting/deliver.ts';
import { roundFacts } from '../posting/write.ts';
import { praise, share, takeBack } from '../rounds/share.ts';
import type { Round } from '../store/rounds.ts';
import { shareById } from '../store/shares.ts';
import { staleControl } from '../words/help.ts';
import { notRevealed } from '../words/receipt.ts';
import { refusalMessage } from '../words/refusal.ts';
import {
  nothingToTakeBack,
  notShared,
  ownAnswer,
  praised,
  praisedAlready,
  shared,
  sharedNoMore,
  tookBack,
} from '../words/share.ts';

export async function shareAnswer({ app, at, member }: Context, round: Round): Promise<Reply> {
  if (round.status === 'void') return reply(refusalMessage('void', round));
  const done = await share(app, round.id, member.id, at);
  switch (done) {
    case 'shared':
      return { ...reply(shared(round.id, round.number, member)), later: () => deliver(app) };
    case 'not-closed':
      return reply(notRevealed(roundFacts(round), at));
    default:
      return reply(notShared(round.number, done));
  }
}

export async function takeAnswerBack({ app, at, member }: Context, round: Round): Promise<Reply> {
  if (!(await takeBack(app, round.id, member.id, at))) return reply(nothingToTakeBack(round.number));
  return { ...reply(tookBack(round.number)), later: () => deliver(app) };
}

export async function shareControl({ app, at, member, workspace }: Context, { id }: ShareAction): Promise<Reply> {
  const found = await shareById(app.db, id);
  if (!found || found.teamId !== workspace.teamId) return reply(staleControl());
  const done = await praise(app, id, member.id, at);
  switch (done.outcome) {
    case 'noted':
      return { ...reply(praised(done.raised)), later: () => deliver(app) };
    case 'noted-already':
      return reply(praisedAlready());
    case 'own-answer':
      return reply(ownAnswer());
    case 'gone':
      return reply(sharedNoMore());
  }
}
